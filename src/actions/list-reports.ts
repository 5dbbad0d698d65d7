import type { ReportStatus } from '../domain/report.ts';
import { type ListedReport, listReports as listStored } from '../store/reports.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';

export interface ReportListRequest extends PageRequest {
  readonly status?: ReportStatus | undefined;
  /** Those that answer a question of this order. */
  readonly orderId?: string | undefined;
}

/** Returns the reports that changed last, from behind a cursor on. */
export function listReports(
  desk: Desk,
  actor: Actor,
  { status, orderId, ...request }: ReportListRequest = {},
): Promise<ListPage<ListedReport>> {
  return act(desk, actor, {
    action: 'report-list',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, name }) {
      const after = readCursor('reports', request.after);
      const { items, next } = await listStored(client, {
        ...{ status, orderId },
        after: after && { changedAt: after.at, id: after.id },
        most: pageSize(request.most),
      });
      name(
        'report',
        items.map(({ id }) => id),
      );
      return { items, ...(next && { next: writeCursor('reports', { at: next.changedAt, id: next.id }) }) };
    },
  });
}
