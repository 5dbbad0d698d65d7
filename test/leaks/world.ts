import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Role } from '../../src/actions/actor.ts';
import type { Desk } from '../../src/actions/desk.ts';
import type { WrittenOrder } from '../../src/actions/order-content.ts';
import type { Reader } from '../../src/markings/reader.ts';
import { standardSchemes } from '../../src/markings/standard-schemes.ts';
import { addAccount } from '../../src/store/accounts.ts';
import { identityKeyOf } from '../../src/store/identity-key.ts';
import { Labels } from '../../src/store/labels.ts';
import { addReader } from '../../src/store/readers.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { NOW, type TestStore } from '../support/store.ts';
import { labelOf, type Stated } from './scenario.ts';

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

export async function person(store: TestStore, name: string, made: NewPerson): Promise<void> {
  const labelId = await store.labels.idOfLabel(labelOf(made.known), new Date(NOW));
  await inTransaction(store.database.work, async (client) => {
    await store.labels.lockClearances(client);
    await personWithin(store, client, name, { ...made, labelId });
  });
}

/** Makes a person in a transaction that holds the clearances; the label must be there, since it would wait for them. */
export async function personWithin(
  { labels }: TestStore,
  client: pg.PoolClient,
  name: string,
  { reader, roles, labelId }: Omit<NewPerson, 'known'> & { readonly labelId: number },
): Promise<void> {
  const now = new Date(NOW);
  const { groups: _groups, ...held } = reader;
  const id = idOf('person', name);
  const clearanceId = await labels.clearanceWithin(client, { ...reader, id }, now);
  const made = { id, name, kind: 'person', labelId, held, clearanceId } as const;
  await addReader(client, { ...made, madeAt: now, changedAt: now });
  await addAccount(client, { id, labelId, roles, state: 'active' }, now);
}
