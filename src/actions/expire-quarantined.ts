import { deleteQuarantined } from '../store/expired-quarantine.ts';
import { readSetting } from '../store/settings.ts';
import { act } from './act.ts';
import { SYSTEM } from './actor.ts';
import type { Desk } from './desk.ts';

const AT_ONCE = 200;
const DAY = 86_400_000;

/** Deletes what was put aside and not touched for `retention-days`: for the pipeline. Returns how many. */
export async function expireQuarantined(desk: Desk): Promise<number> {
  let total = 0;
  for (let deleted = AT_ONCE; deleted === AT_ONCE; total += deleted) deleted = await expireBatch(desk);
  return total;
}

function expireBatch(desk: Desk): Promise<number> {
  return act(desk, SYSTEM, {
    action: 'quarantine-expire',
    roles: ['system'],
    as: 'work',
    async work({ client, now, name }) {
      const days = await readSetting(client, 'retention-days');
      const deleted = await deleteQuarantined(client, new Date(now.getTime() - days * DAY), AT_ONCE);
      name(
        'source',
        deleted.flatMap(({ sourceId }) => sourceId ?? []),
      );
      name(
        'document',
        deleted.flatMap(({ documentId }) => documentId ?? []),
      );
      return deleted.length;
    },
  });
}
