import { moveStatus } from '../domain/report.ts';
import { Refusal } from '../errors.ts';
import { endReleases, knownHolders, readRelease, releasesOf } from '../store/releases.ts';
import { readReport, setReportStatus } from '../store/reports.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import { withClearance } from './as-actor.ts';
import type { Desk } from './desk.ts';
import { endCopies } from './end-copies.ts';
import { found } from './ids.ts';
import { laterThan } from './later-than.ts';

const LONGEST_REASON = 1_000;

/**
 * Takes a release back, with a reason (`release-reason` else): what waits is not sent, in the portal and in feeds its copies are
 * gone but for the notice, and everybody who got one is told by the way by which it came; `told` counts those of whom the actor may
 * know. A report all releases of which
 * were recalled is recalled.
 */
export function recallRelease(
  desk: Desk,
  actor: Actor,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<{ readonly id: string; readonly told: number }> {
  return act(desk, actor, {
    action: 'release-recall',
    roles: ['releaser'],
    objects: [{ noun: 'release', id }],
    as: 'work',
    byPersonOnly: true,
    async prepare(now) {
      if (reason.trim() === '' || reason.length > LONGEST_REASON) {
        const message = `A release is recalled with a reason of at most ${LONGEST_REASON} characters.`;
        throw new Refusal('invalid', 'release-reason', message);
      }
      return withClearance(desk.database.app, actor, now, async (client) => {
        const { reportId } = await found('release', id, (known) => readRelease(client, known));
        await found('report', reportId, (known) => readReport(client, known));
        return new Set(await knownHolders(client, id));
      });
    },
    async work(deed, known) {
      const { client, now, name } = deed;
      const { reportId } = await found('release', id, (one) => readRelease(client, one));
      const report = await found('report', reportId, (one) => readReport(client, one, 'to change'));
      const release = await found('release', id, (one) => readRelease(client, one, 'to change'));
      if (release.state === 'recalled') {
        throw new Refusal('conflict', 'release-recalled', 'This release was recalled before.');
      }
      await endReleases(client, { ids: [id], state: 'recalled', reason: reason.trim() }, now);
      const told = await endCopies(desk, deed, { releaseIds: [id], what: 'recalled', isTold: () => true });
      if ((await releasesOf(client, reportId)).every(({ state }) => state === 'recalled')) {
        const status = moveStatus(report.status, 'recall');
        await setReportStatus(client, { id: reportId, status, changedAt: laterThan(report.changedAt, now) });
      }
      name('report', [reportId]);
      return { id, told: told.filter((recipientId) => known.has(recipientId)).length };
    },
  });
}
