import { moveStatus, type ReportMove, type ReportStatus } from '../domain/report.ts';
import { Refusal } from '../errors.ts';
import { knowsOther } from '../store/accounts.ts';
import { readLabels } from '../store/labels.ts';
import { addReportApproval, answeredQuestions, readAnswersOf } from '../store/report-parts.ts';
import { readReport, reportAuthors, type StoredReport, setReportStatus } from '../store/reports.ts';
import { act, type Deed } from './act.ts';
import type { Actor, Role } from './actor.ts';
import { answerQuestions } from './answer-questions.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { laterThan } from './later-than.ts';
import { readableReport } from './report-content.ts';
import { checkReportUnmoved, type ReportRead } from './write-report.ts';

/** What a person does with a report before it is released. */
export type DeskMove = Extract<ReportMove, 'submit' | 'return' | 'approve'>;

/** Where a report stands after a move. */
export interface MovedReport {
  readonly id: string;
  readonly status: ReportStatus;
  readonly changedAt: Date;
}

const ROLES_OF: Readonly<Record<DeskMove, readonly Role[]>> = {
  submit: ['editor', 'analyst'],
  return: ['editor', 'analyst', 'releaser'],
  approve: ['editor'],
};

/**
 * Moves a report on, as it was read (`report-moved` else). It is submitted and approved only where nothing in it is wrong
 * (`report-not-ready`), and approved by somebody who wrote none of it (`report-own-approval`); at a desk where the author knows of no
 * other editor, by its author, which the log says. The questions that it
 * answers move when it is approved, where whoever reads their order may read the report.
 */
export function moveReport(
  desk: Desk,
  actor: Actor,
  { move, ...read }: ReportRead & { readonly move: DeskMove },
): Promise<MovedReport> {
  const { id } = read;
  return act(desk, actor, {
    action: `report-${move}`,
    roles: ROLES_OF[move],
    objects: [{ noun: 'report', id }],
    async work(deed) {
      const { client, now } = deed;
      const stored = await found('report', id, (known) => readReport(client, known, 'to change'));
      checkReportUnmoved(stored, read);
      const status = moveStatus(stored.status, move);
      if (move !== 'return') await checkReady(desk, deed, stored);
      if (move === 'approve') await approve(desk, deed, stored, actor);
      const changedAt = laterThan(stored.changedAt, now);
      await setReportStatus(client, { id, status, changedAt });
      return { id, status, changedAt };
    },
  });
}

/** Refuses a report with errors in it (`report-not-ready`), each with its portion. */
async function checkReady(desk: Desk, { client }: Deed, stored: StoredReport): Promise<void> {
  const { findings, report } = await readableReport(desk, client, stored);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const told = errors.map(({ code, message, portionId, row }) => {
    const at = report.portions.findIndex(({ id }) => id === portionId);
    const path = at < 0 ? [] : ['report', 'portions', at, ...(row === undefined ? [] : ['rows', row])];
    return { code, message, path };
  });
  const message = `The report is not ready: ${errors[0]!.message}${errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''}`;
  throw new Refusal('conflict', 'report-not-ready', message, { findings: told });
}

async function approve(desk: Desk, deed: Deed, stored: StoredReport, actor: Actor): Promise<void> {
  const { client, now } = deed;
  // As the pipeline sees them: whoever wrote what they may not read any more wrote it all the same.
  if ((await reportAuthors(desk.database.work, stored.id)).includes(actor.id)) {
    if (await knowsOther(client, 'editor')) {
      const message = 'You wrote some of this report; it is approved by somebody who wrote none of it.';
      throw new Refusal('not-allowed', 'report-own-approval', message);
    }
    deed.because('desk-of-one');
  }
  await addReportApproval(client, stored, actor.id, now);
  const answers = await readAnswersOf(client, stored);
  const answered = [...new Set(answers.map(({ questionId }) => questionId))];
  const questions = await answeredQuestions(client, answered, 'to change');
  const ids = [...questions.values()].map(({ labelId }) => labelId);
  const labels = await readLabels(client, [...new Set([stored.labelId, ...ids])]);
  const own = labels.get(stored.labelId)!;
  // Whoever reads the order may read the report too: else the state of a question would tell of a report that they may not know.
  const told = [...questions].filter(([, { labelId }]) => desk.schemes.dominates(labels.get(labelId)!, own));
  if (told.length < questions.size) deed.because('question-not-moved');
  await answerQuestions(deed, { answers, questions: new Map(told) });
}
