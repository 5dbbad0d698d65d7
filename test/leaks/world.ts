import { createHash } from 'node:crypto';
import type { Role } from '../../src/actions/actor.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { lexemesOf } from '../../src/actions/lexemes.ts';
import { contentOf, type WrittenOrder } from '../../src/actions/order-content.ts';
import { textHash } from '../../src/actions/receive-document.ts';
import type { Reader } from '../../src/markings/reader.ts';
import { standardSchemes } from '../../src/markings/standard-schemes.ts';
import { addAccount } from '../../src/store/accounts.ts';
import { addDocuments } from '../../src/store/documents.ts';
import { identityKeyOf } from '../../src/store/identity-key.ts';
import { Labels } from '../../src/store/labels.ts';
import { addOrder, writeQuestions } from '../../src/store/orders.ts';
import { addReader } from '../../src/store/readers.ts';
import { addRecipient } from '../../src/store/recipients.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { NOW, type TestStore } from '../support/store.ts';
import { addEverything } from './everything.ts';
import {
  HIDDEN,
  HIGH,
  LOW,
  labelOf,
  NAMES,
  READABLE,
  type Row,
  type Scenario,
  type Stated,
  TEXTS,
} from './scenario.ts';

export const SIDES = ['below', 'above'] as const;
export type Side = (typeof SIDES)[number];
export const PEOPLE = ['low', 'peer', 'high'] as const;
export type Person = (typeof PEOPLE)[number];

/** Returns an id that follows from words alone: what happens elsewhere does not shift it. */
export function idOf(...words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function pick<T>(items: readonly T[], index: number): T {
  return items[index % items.length]!;
}

/** What a world was filled with: ids by side, noun and number. Those above are there in one world at least. */
export interface Ids {
  readonly document: Readonly<Record<Side, readonly string[]>>;
  readonly order: Readonly<Record<Side, readonly string[]>>;
  readonly hit: Readonly<Record<Side, readonly string[]>>;
  /** A run of each order over the archive, and that each document could not be matched. */
  readonly 'back-fill': Readonly<Record<Side, readonly string[]>>;
  readonly quarantined: Readonly<Record<Side, readonly string[]>>;
}

/** The desk of one person, or of the program itself: its ids follow from the person, the step, the noun and how many it drew of it there. */
export function deskOf(
  { database, labels }: TestStore,
  person: Person | 'program',
  drawn: (noun: string, id: string) => void,
) {
  let step = 0;
  const counts = new Map<string, number>();
  const desk: Desk = {
    database,
    labels,
    schemes: standardSchemes,
    identityKey: async () => identityKeyOf(Buffer.alloc(32, 7)),
    now: () => NOW,
    newId(noun) {
      const count = counts.get(noun) ?? 0;
      counts.set(noun, count + 1);
      const id = idOf('drawn', person, step, noun, count);
      drawn(noun, id);
      return id;
    },
  };
  return {
    desk,
    at(now: number): void {
      step = now;
      counts.clear();
    },
  };
}

/** Finds something in each text of the scenarios. */
const ANYTHING = { language: 'en', source: 'growth OR harbour OR lang:en' };

export function writtenOrder(name: string, text: string, { scheme, marking, needToKnow }: Stated): WrittenOrder {
  return {
    scheme,
    needToKnow,
    order: {
      id: name,
      title: text,
      purpose: 'to know',
      priority: 3,
      replay: false,
      window: {},
      marking,
      disciplines: ['open-web'],
      events: [],
      targets: [],
      questions: [{ letter: 'A', wording: text, expressions: [ANYTHING], state: 'open' }],
      recipients: [],
      unknowns: [],
    },
  };
}

const STRANGE = 'strange';
/** A clearance and a label that only what is hidden brings in. */
export const STRANGER = { reader: { groups: [STRANGE] }, roles: ['editor'] as const };
export const STRANGE_LABEL = standardSchemes.label('us-capco', 'S', { needToKnow: [[STRANGE]] });

/** Works with labels that remember nothing: the strange ones are taken out behind each run. */
export function strange<T>(store: TestStore, work: (store: TestStore) => Promise<T>): Promise<T> {
  return work({ ...store, labels: new Labels(store.database, standardSchemes) });
}

/**
 * Makes what empties the tables. Rows go in any order where references are not looked at, which is quicker than to truncate so
 * many tables; a connection that has done it before is quicker than a new one, and so it stands in the database.
 */
export async function makeEmptying({ database }: TestStore): Promise<void> {
  const { rows } = await database.owner.query<{ table: string }>(
    `select format('vigie.%I', tablename) as table from pg_tables
     where schemaname = 'vigie' and tablename not in ('label', 'clearance', 'readable')`,
  );
  const deletions = rows.map(({ table }) => `delete from ${table};`).join(' ');
  await database.administer(
    (client) =>
      client.query(`create schema leaks; grant usage on schema leaks to vigie_owner;
        create procedure leaks.empty() language plpgsql security definer set session_replication_role = replica
          as $$ begin ${deletions} end $$`),
    database.name,
  );
}

/** Takes out everything that a run put in, but for the labels and clearances that all runs have. */
export async function empty({ database }: TestStore): Promise<void> {
  await database.owner.query('call leaks.empty()');
  await database.owner.query(
    `with gone as (delete from vigie.label where need_to_know::text like $1 returning id)
     update vigie.clearance set display = set_bit(display, gone.id, 0) from gone`,
    [`%${STRANGE}%`],
  );
  await database.owner.query('delete from vigie.clearance where reader::text like $1', [`%${STRANGE}%`]);
}

/** Fills one of the two worlds. */
export async function fill(store: TestStore, { low, below, above }: Scenario, world: 0 | 1): Promise<Ids> {
  const roles: readonly Role[] = ['editor', 'analyst'];
  const known = READABLE[low]![0]!;
  for (const name of ['low', 'peer']) {
    await person(store, name, { reader: LOW[low]!, roles: [...roles, 'recipient'], known });
    await recipient(store, name, known);
  }
  await person(store, 'high', { reader: HIGH, roles: [...roles, 'releaser'], known: HIDDEN[low]![0]! });
  const filled = new Filling(store);
  for (const row of below) await filled.add(row, 'below', READABLE[low]!);
  for (const row of above[world]) await filled.add(row, 'above', HIDDEN[low]!);
  // The same on both sides below; whatever touches something above is above.
  for (const [index, row] of below.entries()) if (row.hit === 'below') await filled.hit(row, 'below', `hit ${index}`);
  for (const [index, row] of above[world].entries()) await filled.hit(row, 'above', `hit ${index}`);
  const longest = Math.max(above[0].length, above[1].length);
  const possible = (noun: string) => Array.from({ length: longest }, (_, index) => idOf('row', 'above', noun, index));
  return {
    document: { below: filled.ids('document', 'below'), above: possible('document') },
    order: { below: filled.ids('order', 'below'), above: possible('order') },
    hit: { below: filled.hits, above: above[0].map((_, index) => idOf('row', 'above', `hit ${index}`)) },
    'back-fill': { below: filled.ids('order', 'below').map(runOf), above: possible('order').map(runOf) },
    quarantined: { below: filled.ids('document', 'below').map(asideOf), above: possible('document').map(asideOf) },
  };
}

/** Makes a clearance without a reader; nothing deletes it while no clearance changes. */
export function clearance({ database, labels }: TestStore, reader: Omit<Reader, 'id'>): Promise<string> {
  return inTransaction(database.work, async (client) => {
    await labels.lockClearances(client);
    return labels.clearanceWithin(client, { ...reader, id: '' }, new Date(NOW));
  });
}

/** A person of a world; `known` is the marking of the fact that there is this person. */
interface NewPerson {
  readonly reader: Omit<Reader, 'id'>;
  readonly roles: readonly Role[];
  readonly known: Stated;
}

export async function person(
  { database, labels }: TestStore,
  name: string,
  { reader, roles, known }: NewPerson,
): Promise<void> {
  const now = new Date(NOW);
  const labelId = await labels.idOfLabel(labelOf(known), now);
  const { groups: _groups, ...held } = reader;
  const id = idOf('person', name);
  await inTransaction(database.work, async (client) => {
    await labels.lockClearances(client);
    const clearanceId = await labels.clearanceWithin(client, { ...reader, id }, now);
    const made = { id, name, kind: 'person', labelId, held, clearanceId } as const;
    await addReader(client, { ...made, madeAt: now, changedAt: now });
    await addAccount(client, { id, labelId, roles, state: 'active' }, now);
  });
}

/** Makes a person one to whom reports go, too. */
async function recipient({ database, labels }: TestStore, name: string, known: Stated): Promise<void> {
  const labelId = await labels.idOfLabel(labelOf(known), new Date(NOW));
  await inTransaction(database.work, (client) =>
    addRecipient(client, { id: idOf('person', name), labelId }, new Date(NOW)),
  );
}

const runOf = (orderId: string): string => idOf('back-fill', orderId);
const asideOf = (documentId: string): string => idOf('quarantined', documentId);

interface Placed {
  readonly id: string;
  readonly labelId: number;
}

class Filling {
  readonly #store: TestStore;
  readonly #placed: Record<string, Placed[]> = {};
  readonly hits: string[] = [];
  #hasEverything = false;

  constructor(store: TestStore) {
    this.#store = store;
  }

  ids(noun: string, side: Side): string[] {
    return this.#of(noun, side).map(({ id }) => id);
  }

  #of(noun: string, side: Side): Placed[] {
    this.#placed[`${noun} ${side}`] ??= [];
    return this.#placed[`${noun} ${side}`]!;
  }

  async add({ noun, label, words, age, status }: Row, side: Side, labels: readonly Stated[]): Promise<void> {
    const placed = this.#of(noun, side);
    const id = idOf('row', side, noun, placed.length);
    const stated = pick(labels, label);
    const at = new Date(NOW - age * 60_000);
    const labelId = await this.#store.labels.idOfLabel(labelOf(stated), new Date(NOW));
    const text = pick(TEXTS, words);
    const added = await inTransaction(this.#store.database.work, async (client) => {
      if (noun === 'document') {
        const document = { id, labelId, sourceId: null, title: text, body: text, language: 'en', publishedOn: null };
        const rest = { address: null, supersedesId: null, receivedAt: at, lexemes: lexemesOf(text, text) };
        const contentHash = textHash(text, text);
        return (await addDocuments(client, [{ ...document, ...rest, contentHash }])).length > 0;
      }
      const ownerId = idOf('person', side === 'above' ? 'high' : pick(['low', 'peer'], words));
      const content = contentOf(writtenOrder(pick(NAMES, words), text, stated));
      const { order } = content;
      const stored = { id, name: order.id, version: 1, status, labelId, ownerId, content, madeAt: at, changedAt: at };
      if (!(await addOrder(client, stored))) return false;
      await writeQuestions(client, stored, new Map([['A', idOf('question', id)]]));
      return true;
    });
    // Two of one text and label are one.
    if (!added) return;
    placed.push({ id, labelId });
    await this.#work(noun, id, at);
    if (noun === 'document') await this.#story(id, words, at);
    if (side === 'above') await this.#everything(labelId);
  }

  /** What the pipeline came to: a run of an order over the archive, or a document that could not be matched. */
  async #work(noun: Row['noun'], id: string, at: Date): Promise<void> {
    const sql =
      noun === 'order'
        ? `insert into vigie.back_fill (id, order_id, version, label_id, state, until, looked, hits, made_at, changed_at)
           select $1, id, version, label_id, 'running', $3, 7, 7, $3, $3 from vigie.watch_order where id = $2`
        : `insert into vigie.quarantined (id, document_id, label_id, name, given, code, reason, tries, state, made_at, changed_at)
           select $1, id, label_id, 'document', '{}', 'match-failed', title, 1, 'kept', $3, $3 from vigie.document where id = $2`;
    await this.#store.database.work.query(sql, [noun === 'order' ? runOf(id) : asideOf(id), id, at]);
  }

  /** Of one text is one story, whatever the labels; who may read which of its members is for the policies to say. */
  async #story(documentId: string, words: number, at: Date): Promise<void> {
    const story = idOf('story', words % TEXTS.length);
    const { work } = this.#store.database;
    await work.query('insert into vigie.story (id, made_at) values ($1, $2) on conflict do nothing', [story, at]);
    await work.query(
      `insert into vigie.story_member (document_id, story_id, label_id, received_at, joined_at)
       select id, $2, label_id, received_at, received_at from vigie.document where id = $1`,
      [documentId, story],
    );
  }

  async hit(row: Row, side: Side, name: string): Promise<void> {
    const of = (noun: string): Placed | undefined => {
      const where = row.noun === noun ? side : row.hit === 'above' ? 'above' : 'below';
      const placed = this.#of(noun, where);
      return placed[row.on % Math.max(placed.length, 1)];
    };
    const [document, order] = [of('document'), of('order')];
    if (row.hit === 'none' || !document || !order) return;
    const id = idOf('row', side, name);
    const { rowCount } = await this.#store.database.work.query(
      `insert into vigie.hit (id, order_id, question_id, document_id, document_label_id, order_label_id, judgement,
         made_at, changed_at) values ($1, $7, $2, $3, $4, $5, 'new', $6, $6) on conflict do nothing`,
      [
        id,
        idOf('question', order.id),
        document.id,
        document.labelId,
        order.labelId,
        new Date(NOW - row.age * 60_000),
        order.id,
      ],
    );
    if (rowCount !== 1) return;
    if (side === 'below') this.hits.push(id);
    else await this.#pastJudgement(id);
  }

  /** Of every other noun one, once for each world. */
  async #everything(labelId: number): Promise<void> {
    if (this.#hasEverything) return;
    this.#hasEverything = true;
    const clearanceId = await clearance(this.#store, HIGH);
    await addEverything(this.#store.database.owner, {
      idOf: (noun) => idOf('everything', noun),
      labelId,
      clearanceId,
    });
  }

  /** As if somebody had judged it, so that its question's model has something to learn. */
  async #pastJudgement(hitId: string): Promise<void> {
    await this.#store.database.work.query(
      `with judged as (
         update vigie.hit set judgement = 'relevant', judged_at = made_at where id = $1 returning question_id)
       insert into vigie.outbox (id, topic, object_id, transaction_id, made_at)
       select $2, 'hits-judged', question_id, pg_current_xact_id(), $3 from judged`,
      [hitId, idOf('event', hitId), new Date(NOW)],
    );
    await this.#store.database.work.query(
      `insert into vigie.hit_history (hit_id, place, document_label_id, order_label_id, actor_id, change, made_at)
       select id, 1, document_label_id, order_label_id, $2, '{}', made_at from vigie.hit where id = $1`,
      [hitId, idOf('person', 'high')],
    );
  }
}
