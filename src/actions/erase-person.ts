import { Refusal } from '../errors.ts';
import { knowsOther } from '../store/accounts.ts';
import { type CitingOrder, dropCitations, isCitedByRunning, ordersCiting } from '../store/citing-orders.ts';
import {
  deleteHitsOfLetters,
  type HoldingCitation,
  readableCitations,
  rewriteOrder,
  rewriteTexts,
} from '../store/erase-from-orders.ts';
import { deleteTarget, eraseReader, eraseSalts, ordersMentioning, retireForErasing } from '../store/erase-person.ts';
import { deleteRequests, isAskedByOther } from '../store/erasure-requests.ts';
import type { OrderContent } from '../store/orders.ts';
import { forgetOrder } from '../store/ranking-models.ts';
import { readReader } from '../store/readers.ts';
import { sweepOut } from '../store/sweep-out.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import { asActor } from './as-actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { JUDGED, tellOf } from './keep-judgement.ts';
import { checkKnown, type Person, personTarget } from './person.ts';
import { contentWithout, lettersNaming, type NamedInOrder, namedInOrder, sourceWithout } from './person-in-orders.ts';
import { withoutNames } from './person-names.ts';
import { SWEPT_TABLES } from './sweep-erased.ts';

export interface ErasedPerson extends Person {
  /** What released reports still cite of what was found on the person: they hold it until they are recalled. */
  readonly stillCited: readonly HoldingCitation[];
  /** Of a reader: orders that name them, as recipient or as who asked, by words that nothing ties to the person. */
  readonly mentioned: readonly string[];
  /** Whether no bytes are left in the tables; where not, `sweepErased` does it again. */
  readonly isSwept: boolean;
}

/** With the target itself 400 objects, each with a label of its own: so many fit into one entry of the log. */
export const ORDERS_AT_ONCE = 399;

/**
 * Erases what is held on a person, for good, once another administrator has asked for it. Of a reader an id stays that
 * means nobody. A target goes with its aliases, out of all orders that cite it, and so do the hits of the questions that
 * named it; refused while such an order runs (`person-order-runs`). The log keeps its entries, and loses what they
 * committed to. A target in many orders goes in batches, each an act of its own; what was left half done is gone on with
 * by erasing again.
 */
export async function erasePerson(desk: Desk, actor: Actor, { noun, id }: Person): Promise<ErasedPerson> {
  const citations: HoldingCitation[] = [];
  let batch: Batch;
  do {
    batch = await eraseBatch(desk, actor, { noun, id });
    citations.push(...batch.citations);
  } while (!batch.isLast);
  const isSwept = await sweepOut(desk.database, { tables: SWEPT_TABLES[noun], how: 'by rewriting' });
  const now = new Date(desk.now());
  const stillCited = await asActor(desk, actor, now, (client) => readableCitations(client, citations));
  return { noun, id, stillCited, mentioned: batch.mentioned, isSwept: isSwept && batch.isGone };
}

interface Batch {
  readonly citations: readonly HoldingCitation[];
  readonly mentioned: readonly string[];
  readonly isLast: boolean;
  /** Not where somebody is at work by a clearance that no reader has any more. */
  readonly isGone: boolean;
}

function eraseBatch(desk: Desk, actor: Actor, { noun, id }: Person): Promise<Batch> {
  return act(desk, actor, {
    action: 'person-erase',
    roles: ['administrator'],
    objects: [{ noun, id }],
    as: 'work',
    prepare: (now) =>
      asActor(desk, actor, now, async (client) => {
        await checkKnown(client, { noun, id });
        const mentioned = noun === 'reader' ? await ordersMentioning(client, id) : [];
        return { mentioned, isAlone: !(await knowsOther(client, 'administrator')) };
      }),
    async work(deed, { mentioned, isAlone }): Promise<Batch> {
      if (id === actor.id) {
        throw new Refusal('conflict', 'person-self', 'Another administrator erases what is held on you.');
      }
      await checkAsked(deed, actor, { noun, id, isAlone });
      await deed.nameDeleted(noun, [id]);
      const done = noun === 'reader' ? await eraseReaderRow(desk, deed, id) : await eraseFromOrders(desk, deed, id);
      if (done.isLast) {
        await eraseSalts(deed.client, id);
        await deleteRequests(deed.client, { noun, id });
      }
      return { ...done, mentioned };
    },
  });
}

/** What cannot be taken back is done by two; where the actor knows of no other administrator, the entry says so. */
async function checkAsked(
  { client, because }: Deed,
  actor: Actor,
  { isAlone, ...person }: Person & { readonly isAlone: boolean },
): Promise<void> {
  if (await isAskedByOther(client, person, actor.id)) return;
  if (isAlone) {
    because('desk-of-one');
    return;
  }
  const message = 'Another administrator asks for this erasure first; whoever asked does not do it.';
  throw new Refusal('not-allowed', 'person-erasure-unasked', message);
}

async function eraseReaderRow({ labels }: Desk, { client, now }: Deed, id: string): Promise<Omit<Batch, 'mentioned'>> {
  await labels.lockClearances(client);
  await found('reader', id, (known) => readReader(client, known, 'to change'));
  const clearanceId = await labels.clearanceWithin(client, { id: '' }, now);
  await eraseReader(client, { id, clearanceId }, now);
  return { citations: [], isLast: true, isGone: await labels.deleteUnheld(client) };
}

async function eraseFromOrders(desk: Desk, { client, now, name }: Deed, id: string): Promise<Omit<Batch, 'mentioned'>> {
  const target = await personTarget(client, id, 'to change');
  if (await isCitedByRunning(client, id)) {
    const message = 'An order that cites this target is not closed or expired; close it first.';
    throw new Refusal('conflict', 'person-order-runs', message);
  }
  const orders = await ordersCiting<OrderContent>(client, id, { most: ORDERS_AT_ONCE });
  const orderIds = orders.map((order) => order.id);
  name('order', orderIds);
  const citations: HoldingCitation[] = [];
  for (const order of orders) {
    const named = namedInOrder(target.name, order.versions);
    const letters = order.versions.flatMap(({ content }, place) => lettersNaming(content, named.versions[place]!));
    citations.push(...(await deleteHitsOfLetters(client, order.id, letters)));
    await rewriteOrder(client, withoutTarget(order, named));
    await rewriteTexts(client, order.id, {
      inText: (text) => withoutNames(text, named.beside.names),
      inSource: (source, letter) => sourceWithout(source, named.ofQuestion(letter)),
    });
    await tellOf(desk, { client, now }, JUDGED, await forgetOrder(client, order.id));
  }
  await dropCitations(client, id, orderIds);
  const isLast = orders.length < ORDERS_AT_ONCE;
  if (isLast) await deleteTarget(client, id);
  else await retireForErasing(client, id);
  return { citations, isLast, isGone: true };
}

/** An order whose own name told of the target gets one that is as much its own. */
function withoutTarget({ id, name, versions }: CitingOrder<OrderContent>, named: NamedInOrder) {
  const kept = withoutNames(name, named.beside.names) === name ? name : `erased-${id}`;
  return {
    id,
    name: kept,
    versions: versions.map(({ version, content }, place) => {
      const erased = contentWithout(content, named.versions[place]!);
      return { version, content: { ...erased, order: { ...erased.order, id: kept } } };
    }),
  };
}
