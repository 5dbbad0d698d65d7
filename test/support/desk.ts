import { type Actor, loadActor, type Role } from '../../src/actions/actor.ts';
import type { Desk } from '../../src/actions/desk.ts';
import type { WrittenOrder } from '../../src/actions/order-content.ts';
import type { OrderRead } from '../../src/actions/order-read.ts';
import { readOrder } from '../../src/actions/read-order.ts';
import { type AuditEntry, readEntry } from '../../src/audit/entry.ts';
import type { Reader } from '../../src/markings/reader.ts';
import { standardSchemes } from '../../src/markings/standard-schemes.ts';
import { identityKeyOf } from '../../src/store/identity-key.ts';
import { NOW, type TestStore, uuid } from './store.ts';

/** Of scrypt: half a millisecond, where the usual one is half a second. */
const CHEAP = 2 ** 7;

/** A desk on whose passphrases little is spent; without `passphraseCost` it spends what every desk does. */
export function deskOn({ database, labels }: TestStore): Desk {
  const key = identityKeyOf(Buffer.alloc(32, 7));
  const own = { identityKey: async () => key, newId: uuid, now: () => NOW, passphraseCost: CHEAP };
  return { database, labels, schemes: standardSchemes, ...own };
}

/** Makes an account and returns who acts by it. */
export async function actorOf(
  store: TestStore,
  reader: Partial<Reader>,
  roles: readonly Role[] = ['editor', 'analyst'],
): Promise<Actor> {
  const { actorId } = await store.session(reader, roles);
  return loadActor(store.database, actorId, NOW);
}

/** Marks the fact that there is somebody above everybody else. */
export async function hide({ database, label }: TestStore, id: string): Promise<void> {
  const above = await label('TS//NF');
  await database.work.query('update vigie.reader set label_id = $2 where id = $1', [id, above]);
  await database.work.query('update vigie.account set label_id = $2 where id = $1', [id, above]);
}

/** Returns the entries of the log in the order of their transactions, as the owner reads them. */
export async function entriesOf({ database }: TestStore): Promise<readonly AuditEntry[]> {
  const { rows } = await database.owner.query<{ content: Buffer }>(
    'select content from vigie.audit_entry order by transaction_id, id',
  );
  return rows.map(({ content }) => readEntry(content).entry!);
}

/** An order as it is read now. */
export async function orderRead(desk: Desk, actor: Actor, id: string): Promise<OrderRead> {
  const { version, changedAt } = await readOrder(desk, actor, id);
  return { id, version, changedAt };
}

/** The approval of an order as it is read now. */
export async function opening(desk: Desk, actor: Actor, id: string) {
  return { ...(await orderRead(desk, actor, id)), move: 'open' } as const;
}

/** An order of one question, drafted in the US scheme; signs that the name of an order may not have are left out of it. */
export function writtenOrder(name: string, marking: string, wording = 'What is planned?'): WrittenOrder {
  const question = { letter: 'A', wording, expressions: [], state: 'open' } as const;
  return {
    scheme: 'us-capco',
    order: {
      id: name.replace(/[^\p{L}\p{N}_-]+/gu, '-'),
      title: name,
      purpose: 'to know',
      priority: 3,
      replay: false,
      window: {},
      marking,
      disciplines: ['open-web'],
      events: [],
      targets: [],
      questions: [question],
      recipients: [],
      unknowns: [],
    },
  };
}

/** Puts a hit on the first question of an order, as the pipeline does; `minutes` ago. */
export async function addHit(
  { database }: TestStore,
  {
    orderId,
    documentId,
    letter,
    minutes = 0,
  }: {
    readonly orderId: string;
    readonly documentId: string;
    /** The first question of the order where it is not said. */
    readonly letter?: string;
    readonly minutes?: number;
  },
): Promise<string> {
  const id = uuid();
  await database.work.query(
    `insert into vigie.hit (id, order_id, question_id, document_id, document_label_id, order_label_id, judgement,
       made_at, changed_at)
     select $1, watch_order.id, question.id, document.id, document.label_id, watch_order.label_id, 'new', $4, $4
     from vigie.watch_order join vigie.question on question.order_id = watch_order.id cross join vigie.document
     where watch_order.id = $2 and document.id = $3 and ($5::text is null or question.letter = $5)
     order by question.letter limit 1`,
    [id, orderId, documentId, new Date(NOW - minutes * 60_000), letter],
  );
  return id;
}
