import { tellsNothing } from '../domain/channel.ts';
import { nextNotice } from '../domain/notice.ts';
import {
  addNotice,
  type DueNoticeRule,
  dueNoticeRules,
  type FreshHit,
  freshHits,
  freshLabels,
  type LabelPair,
  moveNoticeRule,
} from '../store/notices.ts';
import { heldNow } from '../store/readers.ts';
import { act } from './act.ts';
import { SYSTEM } from './actor.ts';
import { withClearance } from './as-actor.ts';
import type { Desk } from './desk.ts';
import { settleOwn } from './settle-own.ts';
import { tellable } from './tellable.ts';

/** Rules that are looked at in one step. */
const AT_ONCE = 100;
/** Stories that one notice tells of; of more it says that there are more. */
const MOST_TOLD = 1000;
/** An entry names the hits of a notice, and an entry has a largest size. */
const MOST_NAMED = 100;
/** Between two notices of what is told at once: what comes close upon each other is told together. */
const CALM = 5 * 60_000;
/** Until what is told at once is looked at again where there was nothing for its reader. */
const AGAIN = 2_000;
/** Until a rule that failed is looked at again. */
const AFTER_FAILURE = 5 * 60_000;
/** A document that is in no story by then is told as its own. */
const PATIENCE = 60_000;

/**
 * Plans the notices of hits that are due, each as its reader: whatever they may not read makes no difference to it. Returns
 * how many. A rule that fails is told to `failed` and put off: others are not kept waiting by it. For the pipeline.
 */
export async function planNotices(desk: Desk, failed: (error: unknown) => void): Promise<number> {
  const due = await dueNoticeRules(desk.database.work, new Date(desk.now()), AT_ONCE);
  let planned = 0;
  for (const rule of due) {
    try {
      if (await planOne(desk, rule)) planned++;
    } catch (error) {
      failed(error);
      const nextAt = new Date(desk.now() + AFTER_FAILURE);
      await moveNoticeRule(desk.database.work, rule, { upTo: rule.upTo, nextAt });
    }
  }
  return planned;
}

async function planOne(desk: Desk, rule: DueNoticeRule): Promise<boolean> {
  const now = desk.now();
  await settleOwn(desk, { id: rule.accountId }, new Date(now));
  const { hits, upTo } = await withClearance(
    desk.database.app,
    { id: rule.accountId, roles: [], clearanceId: '' },
    new Date(now),
    async (client) => {
      const { below, pairs } = await freshLabels(client, rule);
      const told = tellsNothing(rule) ? pairs : await carried(desk, rule, pairs, now);
      const labelIds = told.flatMap(({ documentLabelId, orderLabelId }) => [documentLabelId, orderLabelId]);
      const query = { below, labelIds: [...new Set(labelIds)], now, most: MOST_TOLD + 1, patience: PATIENCE };
      return freshHits(client, rule, query);
    },
  );
  const isWhole = hits.length <= MOST_TOLD;
  if (hits.length > 0) return plan(desk, { rule, hits: hits.slice(0, MOST_TOLD), isWhole, upTo });
  const next = rule.pace === 'daily' ? nextNotice(rule, now) : now + AGAIN;
  await moveNoticeRule(desk.database.work, rule, { upTo, nextAt: new Date(next) });
  return false;
}

/** What is told by the channel of a rule, to whoever has it, with the groups of this moment. */
async function carried(
  desk: Desk,
  { accountId, ceilingLabelId }: DueNoticeRule,
  pairs: readonly LabelPair[],
  now: number,
): Promise<readonly LabelPair[]> {
  const reader = await heldNow(desk.database.work, accountId);
  return reader ? (await tellable(desk, { reader, ceilingLabelId }, pairs, now)).hits : [];
}

interface Planned {
  readonly rule: DueNoticeRule;
  readonly hits: readonly FreshHit[];
  readonly isWhole: boolean;
  readonly upTo: string;
}

/** Returns whether it was this one who planned it. */
function plan(desk: Desk, { rule, hits, isWhole, upTo }: Planned): Promise<boolean> {
  return act(desk, SYSTEM, {
    action: 'notice-plan',
    roles: ['system'],
    as: 'work',
    async work({ client, now, name }) {
      const next = rule.pace === 'daily' ? nextNotice(rule, now.getTime()) : now.getTime() + CALM;
      if (!(await moveNoticeRule(client, rule, { upTo, nextAt: new Date(next) }))) return false;
      const deliveryId = desk.newId('delivery');
      await addNotice(client, { deliveryId, rule, hits, isWhole }, now);
      name('delivery', [deliveryId]);
      name('order', [...new Set(hits.map(({ orderId }) => orderId))].slice(0, MOST_NAMED));
      name(
        'hit',
        hits.slice(0, MOST_NAMED).map(({ id }) => id),
      );
      return true;
    },
  });
}
