import type { Actor } from '../../src/actions/actor.ts';
import { amendOrder } from '../../src/actions/amend-order.ts';
import { createAccount } from '../../src/actions/create-account.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { judgeHit } from '../../src/actions/judge-hit.ts';
import { countDocuments, listDocuments } from '../../src/actions/list-documents.ts';
import { listHits } from '../../src/actions/list-hits.ts';
import { listOrders } from '../../src/actions/list-orders.ts';
import { moveOrder, type OrderMove } from '../../src/actions/move-order.ts';
import { type ListPage, type PageRequest, writeCursor } from '../../src/actions/pages.ts';
import { readDocument } from '../../src/actions/read-document.ts';
import { readOrder } from '../../src/actions/read-order.ts';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import { searchDocuments } from '../../src/actions/search-documents.ts';
import { Refusal } from '../../src/errors.ts';
import { LOW_ACTS_ON_NOUNS } from './low-acts-on-nouns.ts';
import { type LowAct, NAMES, STATED, TEXTS, WORDS } from './scenario.ts';
import { pick, writtenOrder } from './world.ts';

const MOVES: readonly OrderMove[] = ['submit', 'open', 'return', 'suspend', 'resume', 'close'];
const ORDERS_FILTERED = ['draft', 'open', undefined] as const;
const JUDGED = ['relevant', 'not-relevant', 'to-verify', 'new'] as const;

/** What goes by actions themselves: to be careless goes past them, HTTP over them, and seeing changes has a place to go on from. */
export type ActionAct = Exclude<LowAct['act'], 'be-careless' | 'ask-over-http' | 'see-changes'>;

/** Does an act by the action of its name, on an id that `refer` found. */
export const LOW_ACTS: Readonly<
  Record<ActionAct, (desk: Desk, actor: Actor, act: LowAct, refer: (noun: string) => string) => Promise<unknown>>
> = {
  ...LOW_ACTS_ON_NOUNS,
  'list-documents': (desk, actor, { most }) => listDocuments(desk, actor, { most }),
  'page-documents': (desk, actor, { most }) => pages((request) => listDocuments(desk, actor, request), most),
  'count-documents': (desk, actor) => countDocuments(desk, actor),
  'forge-cursor': (desk, actor, { most, words }, refer) => {
    const at = new Date(desk.now() - words * 60_000);
    const after = words > 4 ? 'nothing' : writeCursor('documents', { at, id: refer('document') });
    return listDocuments(desk, actor, { most, after });
  },
  'search-documents': (desk, actor, { words, most, label }) =>
    pages((request) => {
      const language = pick(['en', 'fr', undefined], label);
      return searchDocuments(desk, actor, { ...request, expression: pick(WORDS, words), language });
    }, most),
  'read-document': (desk, actor, _act, refer) => readDocument(desk, actor, refer('document')),
  'receive-document': (desk, actor, { words, label, target, most }, refer) =>
    receiveDocument(desk, actor, {
      ...pick(STATED, label),
      title: pick(TEXTS, words),
      body: pick(TEXTS, words),
      language: 'en',
      supersedesId: most === 1 || target.of === 'above' ? refer('document') : undefined,
    }),
  'list-orders': (desk, actor, { most, words }) =>
    listOrders(desk, actor, { most, status: pick(ORDERS_FILTERED, words) }),
  'page-orders': (desk, actor, { most }) => pages((request) => listOrders(desk, actor, request), most),
  'read-order': (desk, actor, _act, refer) => readOrder(desk, actor, refer('order')),
  'draft-order': (desk, actor, { words, label }) =>
    draftOrder(desk, actor, writtenOrder(pick(NAMES, words), pick(TEXTS, words), pick(STATED, label))),
  'amend-order': async (desk, actor, { words, label }, refer) => {
    const id = refer('order');
    const { version, order, scheme, needToKnow } = await readOrder(desk, actor, id);
    const stated = label === 0 ? pick(STATED, words) : { scheme, needToKnow, marking: order.marking };
    return amendOrder(desk, actor, { ...writtenOrder(order.id, pick(TEXTS, words), stated), id, version });
  },
  'move-order': async (desk, actor, { words }, refer) => {
    const [id, move] = [refer('order'), pick(MOVES, words)];
    if (move !== 'open') return moveOrder(desk, actor, { id, move });
    return moveOrder(desk, actor, { ...(await readOrder(desk, actor, id)), move });
  },
  'page-hits': (desk, actor, { most, label }, refer) => {
    const orderId = label % 3 === 0 ? refer('order') : undefined;
    return pages((request) => listHits(desk, actor, { ...request, orderId }), most);
  },
  'judge-hit': (desk, actor, { words, most }, refer) =>
    judgeHit(desk, actor, { id: refer('hit'), judgement: pick(JUDGED, words), credibility: most, note: 'seen' }),
  'create-account': (desk, actor) =>
    createAccount(desk, actor, {
      ...STATED[0]!,
      name: 'somebody',
      roles: ['editor'],
      clearance: { levels: { 'us-capco': 'TS' } },
    }),
};

/** Goes through all pages, and shows them with their cursors. */
async function pages<T>(list: (request: PageRequest) => Promise<ListPage<T>>, most: number): Promise<ListPage<T>[]> {
  const seen: ListPage<T>[] = [];
  let after: string | undefined;
  do {
    const page = await list({ most, after });
    seen.push(page);
    after = page.next;
  } while (after !== undefined && seen.length < 30);
  return seen;
}

/** Returns what somebody is told, whatever became of it, as bytes to compare. */
export async function told(work: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify({ done: await work() });
  } catch (error) {
    if (error instanceof Refusal) {
      return JSON.stringify({ refused: error.code, kind: error.kind, message: error.message });
    }
    const causes = error instanceof AggregateError ? error.errors.map(String) : [];
    return JSON.stringify({ failed: String(error), causes });
  }
}
