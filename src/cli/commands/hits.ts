import type { Actor } from '../../actions/actor.ts';
import { allPages } from '../../actions/all-pages.ts';
import type { Desk } from '../../actions/desk.ts';
import { explainHits } from '../../actions/explain-hits.ts';
import type { ExplainedHit } from '../../actions/hit-explaining.ts';
import { listHits as listPage, type QueuedHit } from '../../actions/list-hits.ts';
import { listOrders } from '../../actions/list-orders.ts';
import { withDesk } from '../../actions/open-desk.ts';
import { operatorNamed } from '../../actions/operator.ts';
import type { Judgement } from '../../domain/hit.ts';
import { Refusal } from '../../errors.ts';
import { counted } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { type Format, hitPrinter, labelOf } from '../print-hits.ts';
import { styledError, type Terminal } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';

export interface ListHitsOptions {
  readonly order?: string | undefined;
  readonly judgement?: Judgement | undefined;
  readonly sort: 'newest' | 'best';
  readonly by: 'hit' | 'story';
  readonly format: Format;
  readonly most: number;
  readonly as?: string | undefined;
}

const PAGE = 50;

/** Lists hits with their reasons, and what is suggested. Returns the exit status. */
export async function listHits(options: ListHitsOptions, { terminal, settings }: OnDesk): Promise<number> {
  return withDesk(settings, (desk) => showHits(desk, options, terminal));
}

/** Lists hits of an open desk. Returns the exit status. */
export async function showHits(desk: Desk, options: ListHitsOptions, terminal: Terminal): Promise<number> {
  const actor = await operatorNamed(desk, 'analyst', options.as);
  const { explained, unexplained, hasMore } = await queue(desk, actor, options);
  const labelWidth = Math.max('order question'.length, ...explained.map((hit) => labelOf(hit).length));
  const printer = hitPrinter(options.format, terminal, { explain: false, labelWidth });
  printer.begin();
  for (const { queued, ...hit } of explained) printer.hit(hit, queued);
  const more = hasMore ? '; there are more: --most shows them' : '';
  const left = unexplained > 0 ? `, and ${unexplained} whose order does not ask so any more` : '';
  terminal.error(`${styledError(terminal, 'dim', `${counted(explained.length, 'hit')}${left}${more}.`)}\n`);
  return explained.length > 0 ? EXIT.found : EXIT.nothing;
}

/** A hit with its reason, and what the queue says of it. */
type Shown = ExplainedHit & { readonly queued: QueuedHit };

async function queue(desk: Desk, actor: Actor, { order, judgement, sort, by, most }: ListHitsOptions) {
  if (!Number.isInteger(most) || most < 1) {
    throw new Refusal('invalid', 'cli-most', 'Say with --most how many hits to list, from 1 on.');
  }
  const orderId = order === undefined ? undefined : await orderMeant(desk, actor, order);
  const explained: Shown[] = [];
  let listed = 0;
  let after: string | undefined;
  do {
    const page = await listPage(desk, actor, {
      orderId,
      judgement,
      order: sort,
      by,
      after,
      most: Math.min(PAGE, most - explained.length),
    });
    const queued = new Map(page.items.map((hit) => [hit.id, hit]));
    for (const one of await explainHits(desk, actor, [...queued.keys()])) {
      explained.push({ ...one, queued: queued.get(one.hit.id)! });
    }
    listed += page.items.length;
    after = page.next;
  } while (after !== undefined && explained.length < most);
  return { explained, unexplained: listed - explained.length, hasMore: after !== undefined };
}

async function orderMeant(desk: Desk, actor: Actor, name: string): Promise<string> {
  for await (const order of allPages((page) => listOrders(desk, actor, page))) {
    if (order.name === name || order.id === name) return order.id;
  }
  throw new Refusal('not-found', 'order-not-found', `There is no order “${name}”, or it is not for you to read.`);
}
