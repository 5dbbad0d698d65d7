import { Refusal } from '../errors.ts';
import {
  deleteHitsOfLetters,
  type HoldingCitation,
  readableCitations,
  rewriteOrder,
  rewriteTexts,
} from '../store/erase-from-orders.ts';
import { deleteTarget, eraseReader, eraseSalts, ordersListing, textsOfReader } from '../store/erase-person.ts';
import { ordersNaming } from '../store/held-on-person.ts';
import type { OrderContent } from '../store/orders.ts';
import { readReader } from '../store/readers.ts';
import { sweepOut } from '../store/sweep-out.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { asActor, checkKnown, type Person, personTarget } from './person.ts';
import {
  cites,
  contentWithout,
  lettersNaming,
  type NamedTarget,
  namedTarget,
  sourceWithout,
} from './person-in-orders.ts';
import { ERASED, withoutNames } from './person-names.ts';

export interface ErasedPerson extends Person {
  /** What released reports still cite of what was found on the person: they hold it until they are recalled. */
  readonly stillCited: readonly HoldingCitation[];
}

const TABLES_OF: Readonly<Record<Person['noun'], readonly string[]>> = {
  reader: [
    ...['reader', 'account', 'recipient', 'group_member', 'order_recipient', 'channel', 'delivery', 'receipt'],
    ...['sealing_key', 'sealing_secret', 'informant_identity', 'watch_order', 'order_version', 'audit_salt'],
  ],
  target: [
    ...['target', 'target_alias', 'order_target', 'watch_order', 'order_version', 'question', 'task'],
    ...['order_exception', 'hit', 'hit_history', 'report_citation', 'audit_salt'],
  ],
};

/**
 * Erases what is held on a person, for good. Of a reader an id stays that means nobody. A target goes with its aliases,
 * out of all orders that cite it, and so do the hits of the questions that named it; refused while such an order runs
 * (`person-order-runs`). The log keeps its entries, and loses what they committed to.
 */
export async function erasePerson(desk: Desk, actor: Actor, { noun, id }: Person): Promise<ErasedPerson> {
  const erased = await act(desk, actor, {
    action: 'person-erase',
    roles: ['administrator'],
    objects: [{ noun, id }],
    as: 'work',
    async prepare(now) {
      await asActor(desk, actor, now, (client) => checkKnown(client, { noun, id }));
      return desk.labels.idOfClearance({ id: '' }, now);
    },
    async work(deed, nobody: string) {
      await deed.nameDeleted(noun, [id]);
      const citations =
        noun === 'reader' ? await eraseReaderRow(deed, actor, { id, nobody }) : await eraseTarget(deed, id);
      await eraseSalts(deed.client, id);
      return { noun, id, stillCited: await asActor(desk, actor, deed.now, (app) => readableCitations(app, citations)) };
    },
  });
  await sweepOut(desk.database, TABLES_OF[noun], 'by rewriting');
  return erased;
}

async function eraseReaderRow(
  { client, now, name }: Deed,
  actor: Actor,
  { id, nobody }: { readonly id: string; readonly nobody: string },
): Promise<readonly HoldingCitation[]> {
  await found('reader', id, (known) => readReader(client, known));
  if (id === actor.id) {
    throw new Refusal('conflict', 'person-self', 'Another administrator erases what is held on you.');
  }
  const texts = await textsOfReader(client, id);
  const orders = await ordersListing<OrderContent>(client, texts);
  for (const order of orders) {
    const versions = order.versions.map(({ version, content }) => ({ version, content: unlisted(content, texts) }));
    await rewriteOrder(client, { ...order, versions });
  }
  name(
    'order',
    orders.map((order) => order.id),
  );
  await eraseReader(client, { id, clearanceId: nobody }, now);
  return [];
}

/** An order without the name and addresses of somebody among its recipients, or as who asked. */
function unlisted(content: OrderContent, texts: readonly string[]): OrderContent {
  const { recipients, requestedBy } = content.order;
  const erased = (text: string): string => (texts.includes(text) ? ERASED : text);
  return {
    ...content,
    order: {
      ...content.order,
      ...(requestedBy !== undefined && { requestedBy: erased(requestedBy) }),
      recipients: recipients.map((recipient) => ({
        ...recipient,
        name: erased(recipient.name),
        ...(recipient.address !== undefined && { address: erased(recipient.address) }),
      })),
    },
  };
}

async function eraseTarget({ client, name }: Deed, id: string): Promise<readonly HoldingCitation[]> {
  const target = await personTarget(client, id, 'to change');
  const named = namedTarget(target);
  const near = await ordersNaming<OrderContent>(client, target, 'to change');
  const orders = near.filter(({ shares, versions }) => shares || versions.some(({ content }) => cites(content, named)));
  if (orders.some(({ status }) => status !== 'closed' && status !== 'expired')) {
    const message = 'An order that cites this target is not closed or expired; close it first.';
    throw new Refusal('conflict', 'person-order-runs', message);
  }
  name(
    'order',
    orders.map((order) => order.id),
  );
  const citations: HoldingCitation[] = [];
  for (const { id: orderId, name: ownName, versions } of orders) {
    const letters = versions.flatMap(({ content }) => lettersNaming(content, named));
    citations.push(...(await deleteHitsOfLetters(client, orderId, letters)));
    await rewriteOrder(client, withoutTarget({ id: orderId, name: ownName, versions }, named));
    await rewriteTexts(client, orderId, {
      inText: (text) => withoutNames(text, named.names),
      inSource: (source) => sourceWithout(source, named),
    });
  }
  await deleteTarget(client, id);
  return citations;
}

interface VersionedOrder {
  readonly id: string;
  readonly name: string;
  readonly versions: readonly { readonly version: number; readonly content: OrderContent }[];
}

/** An order whose own name told of the target gets one that is as much its own. */
function withoutTarget({ id, name, versions }: VersionedOrder, named: NamedTarget): VersionedOrder {
  const kept = withoutNames(name, named.names) === name ? name : `erased-${id}`;
  return {
    id,
    name: kept,
    versions: versions.map(({ version, content }) => {
      const erased = contentWithout(content, named);
      return { version, content: { ...erased, order: { ...erased.order, id: kept } } };
    }),
  };
}
