import type { Actor } from '../../actions/actor.ts';
import type { Desk } from '../../actions/desk.ts';
import { explainHits } from '../../actions/explain-hits.ts';
import { listHits as listPage } from '../../actions/list-hits.ts';
import { listOrders } from '../../actions/list-orders.ts';
import { withDesk } from '../../actions/open-desk.ts';
import { operatorNamed } from '../../actions/operator.ts';
import type { Judgement } from '../../domain/hit.ts';
import { Refusal } from '../../errors.ts';
import { allPages } from '../all-pages.ts';
import { counted } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { type Format, hitPrinter, labelOf } from '../print-hits.ts';
import { styledError } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';

export interface ListHitsOptions {
  readonly order?: string | undefined;
  readonly judgement?: Judgement | undefined;
  readonly format: Format;
  readonly most: number;
  readonly as?: string | undefined;
}

const PAGE = 50;

/** Lists the newest hits with their reasons. Returns the exit status. */
export async function listHits(options: ListHitsOptions, { terminal, settings }: OnDesk): Promise<number> {
  const { explained, hasMore } = await withDesk(settings, async (desk) => {
    const actor = await operatorNamed(desk, 'analyst', options.as);
    return newestHits(desk, actor, options);
  });
  const labelWidth = Math.max('order question'.length, ...explained.map((hit) => labelOf(hit).length));
  const printer = hitPrinter(options.format, terminal, { explain: false, labelWidth });
  printer.begin();
  for (const hit of explained) printer.hit(hit);
  const more = hasMore ? '; there are more: --most shows them' : '';
  terminal.error(`${styledError(terminal, 'dim', `${counted(explained.length, 'hit')}${more}.`)}\n`);
  return explained.length > 0 ? EXIT.found : EXIT.nothing;
}

async function newestHits(desk: Desk, actor: Actor, { order, judgement, most }: ListHitsOptions) {
  if (!Number.isInteger(most) || most < 1) {
    throw new Refusal('invalid', 'cli-most', 'Say with --most how many hits to list, from 1 on.');
  }
  const orderId = order === undefined ? undefined : await orderMeant(desk, actor, order);
  const explained = [];
  let after: string | undefined;
  do {
    const page = await listPage(desk, actor, {
      orderId,
      judgement,
      after,
      most: Math.min(PAGE, most - explained.length),
    });
    const ids = page.items.map(({ id }) => id);
    explained.push(...(await explainHits(desk, actor, ids)));
    after = page.next;
  } while (after !== undefined && explained.length < most);
  return { explained, hasMore: after !== undefined };
}

async function orderMeant(desk: Desk, actor: Actor, name: string): Promise<string> {
  for await (const order of allPages((page) => listOrders(desk, actor, page))) {
    if (order.name === name || order.id === name) return order.id;
  }
  throw new Refusal('not-found', 'order-not-found', `There is no order “${name}”, or it is not for you to read.`);
}
