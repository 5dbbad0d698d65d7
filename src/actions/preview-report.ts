import type { WrittenReport } from '../domain/report.ts';
import { settledReport } from '../domain/report-check.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkOf, type ReportCheck } from './report-content.ts';
import { draftLabel, findParts } from './report-parts.ts';

/** Returns what a report would come to as it is written: its banner with reasons, and what is to be said of it. */
export function previewReport(desk: Desk, actor: Actor, report: WrittenReport): Promise<ReportCheck> {
  return act(desk, actor, {
    action: 'report-preview',
    roles: ['editor', 'analyst'],
    async work({ client, name }) {
      const parts = await findParts(desk, client, settledReport(report));
      // What could not be kept is not weighed either.
      draftLabel(desk, parts);
      name('document', [...parts.documents.keys()]);
      name('question', [...parts.questions.keys()]);
      return checkOf(desk, parts);
    },
  });
}
