import type pg from 'pg';
import type { WrittenReport } from '../domain/report.ts';
import { settledReport } from '../domain/report-check.ts';
import type { Label } from '../markings/label.ts';
import { readLabels } from '../store/labels.ts';
import { writeReportParts } from '../store/report-parts.ts';
import { addReport, type NewReport, readReport } from '../store/reports.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import { withClearance } from './as-actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { checkOf, type ReadableReport, readableReport } from './report-content.ts';
import { draftLabel, findParts } from './report-parts.ts';
import { ownLabel } from './stated.ts';

/** A report to draft, and the one that it is to supersede. */
export interface ReportDraft {
  readonly report: WrittenReport;
  readonly supersedesId?: string | undefined;
}

/** Drafts a report. All that it cites and answers is there for its author to read. */
export function draftReport(desk: Desk, actor: Actor, { report, supersedesId }: ReportDraft): Promise<ReadableReport> {
  return act(desk, actor, {
    action: 'report-draft',
    roles: ['editor', 'analyst'],
    prepare: (now) => preparedReport(desk, actor, { report, supersedesId }, now),
    async work({ client, now, name }, { written, labelId, banner }) {
      await findParts(desk, client, written);
      if (supersedesId !== undefined) await found('report', supersedesId, (id) => readReport(client, id));
      const { citations, answers, ...text } = written;
      const id = desk.newId('report');
      const added: NewReport = {
        ...{ id, version: 1, status: 'draft', labelId, banner, text, authorId: actor.id },
        supersedesId: supersedesId ?? null,
      };
      await addReport(client, added, now);
      await writeReportParts(client, added, { citations, answers });
      name('report', [id]);
      return readableReport(desk, client, await found('report', id, (known) => readReport(client, known)));
    },
  });
}

/** What an act needs of a report before its transaction: the report as it can be kept, its label and its banner. */
export interface PreparedReport {
  readonly written: WrittenReport;
  readonly labelId: number;
  readonly banner: string;
}

/** Whoever reads the report may read the one that it supersedes, too: its label is at least that of the other. */
export async function preparedReport(
  desk: Desk,
  actor: Actor,
  { report, supersedesId }: ReportDraft,
  now: Date,
): Promise<PreparedReport> {
  const written = settledReport(report);
  const { parts, before } = await withClearance(desk.database.app, actor, now, async (client) => ({
    parts: await findParts(desk, client, written),
    before: supersedesId === undefined ? [] : [await labelOfReport(client, supersedesId)],
  }));
  const label = desk.schemes.join([draftLabel(desk, parts), ...before]);
  const labelId = await ownLabel(desk, actor, label, now);
  return { written, labelId, banner: checkOf(desk, parts).banner ?? '' };
}

async function labelOfReport(client: pg.ClientBase, id: string): Promise<Label> {
  const { labelId } = await found('report', id, (known) => readReport(client, known));
  return (await readLabels(client, [labelId])).get(labelId)!;
}
