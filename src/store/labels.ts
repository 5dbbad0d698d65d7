import type pg from 'pg';
import { type Label, labelKey } from '../markings/label.ts';
import type { Reader } from '../markings/reader.ts';
import type { Action } from '../markings/requirement.ts';
import type { SchemeSet } from '../markings/scheme-set.ts';
import { clearanceOf } from './clearance.ts';
import type { Database } from './database/open-database.ts';
import { sha256 } from './sha256.ts';
import { inTransaction } from './transaction.ts';

const ACTIONS: readonly Action[] = ['display', 'release'];
/** Before every instant that a marking can name. */
const EVER = -8.64e15;
const ALWAYS = '-infinity';
/** New labels and new clearances wait for each other, so that no pair of them is left without an answer. */
const READABLE_LOCK = 4_711_804;
const MOST_REMEMBERED = 100_000;
/** By how many bytes the bits of clearances grow: room for eight times as many labels. */
const BITS_GROW_BY = 512;

/** A pair that may, and from when on. */
interface Answer {
  readonly clearanceId: string;
  readonly labelId: number;
  readonly action: Action;
  /** As PostgreSQL reads it: an ISO instant, or `-infinity`. */
  readonly validFrom: string;
}

/**
 * Labels and clearances, kept once each, with the answers of `mayRead` between them: what the policies of the database
 * look up. The number of a label tells how many there were before it, and so never leaves the store.
 */
export class Labels {
  readonly #database: Database;
  readonly #schemes: SchemeSet;
  /** What is known to be in the database, by its key; a label is never deleted. */
  readonly #labels = new Map<string, number>();

  constructor(database: Database, schemes: SchemeSet) {
    this.#database = database;
    this.#schemes = schemes;
  }

  /** Returns the number of a label, which is kept with its answers where it is new. */
  async idOfLabel(label: Label, now: Date): Promise<number> {
    const key = labelKey(label);
    return this.#once(key, async (client) => {
      const keyHash = sha256(key);
      const { rows } = await client.query<{ id: number }>(
        `insert into vigie.label (id, key_hash, key, parts, need_to_know, declassify_on, made_at)
         select coalesce(max(id) + 1, 0), $1, $2, $3, $4, $5, $6 from vigie.label
         on conflict (key_hash) do nothing returning id`,
        [
          keyHash,
          key,
          JSON.stringify(label.parts),
          JSON.stringify(label.needToKnow),
          instantOrNull(label.declassifyOn),
          now,
        ],
      );
      if (!rows[0]) return labelThere(client, keyHash, key);
      const { id } = rows[0];
      await this.#answerForLabel(client, id, label);
      return id;
    });
  }

  async #answerForLabel(client: pg.PoolClient, labelId: number, label: Label): Promise<void> {
    await client.query(
      `update vigie.clearance set display = display || decode(repeat('00', $2), 'hex') where length(display) * 8 <= $1`,
      [labelId, BITS_GROW_BY],
    );
    const { rows } = await client.query<{ id: string; reader: Reader }>('select id::text, reader from vigie.clearance');
    const answers = rows.flatMap((row) => this.#answers({ clearanceId: row.id, reader: row.reader, labelId, label }));
    await keepAnswers(client, answers);
    await client.query('update vigie.clearance set display = set_bit(display, $1, 1) where id = any($2::bigint[])', [
      labelId,
      answers.filter(isForEver).map(({ clearanceId }) => clearanceId),
    ]);
  }

  /**
   * Before any reader is locked: whoever makes, changes or deletes clearances does so one after the other, and a clearance
   * stays until the reader for whom it was looked up holds it.
   */
  async lockClearances(work: pg.ClientBase): Promise<void> {
    await work.query('select pg_advisory_xact_lock($1)', [READABLE_LOCK]);
  }

  /**
   * Returns the id of what a reader holds, whose own id and name make no difference; in a transaction of the pipeline's
   * role that goes on, and may yet be taken back; it holds the lock. Nothing is remembered: a clearance may be gone.
   */
  async clearanceWithin(client: pg.ClientBase, reader: Reader, now: Date): Promise<string> {
    const held = clearanceOf(reader);
    const key = JSON.stringify(held);
    // A hash of what is held: no counter tells how many readers there are.
    const id = sha256(key).readBigInt64BE(0).toString();
    const { rows: there } = await client.query<{ key: string }>('select key from vigie.clearance where id = $1', [id]);
    if (there[0]) return sameKey(there[0].key, key, id);
    const { rows } = await client.query<StoredLabel>(
      'select id, parts, need_to_know, declassify_on from vigie.label order by id',
    );
    const answers = rows.flatMap((row) =>
      this.#answers({ clearanceId: id, reader: held, labelId: row.id, label: labelOf(row) }),
    );
    const display = bitsOf(answers, rows.at(-1)?.id ?? 0);
    await client.query('insert into vigie.clearance (id, key, reader, display, made_at) values ($1, $2, $3, $4, $5)', [
      id,
      key,
      JSON.stringify(held),
      display,
      now,
    ]);
    await keepAnswers(client, answers);
    return id;
  }

  /**
   * Deletes the clearances that no reader has any more, or this one if none has it, with their answers; under the lock. One
   * by which an act works at this moment stays until the next time. Returns whether none is left.
   */
  async deleteUnheld(work: pg.ClientBase, only?: string): Promise<boolean> {
    const { rows } = await work.query<{ id: string; isFree: boolean }>(
      `with unheld as materialized (
         select id from vigie.clearance where ($1::bigint is null or id = $1)
           and not exists (select from vigie.reader where reader.clearance_id = clearance.id))
       select id::text, pg_try_advisory_xact_lock(id) as "isFree" from unheld`,
      [only ?? null],
    );
    const free = rows.filter(({ isFree }) => isFree).map(({ id }) => id);
    await work.query('delete from vigie.clearance where id = any($1::bigint[])', [free]);
    return free.length === rows.length;
  }

  async #once(key: string, add: (client: pg.PoolClient) => Promise<number>): Promise<number> {
    const there = this.#labels.get(key);
    if (there !== undefined) return there;
    const id = await inTransaction(this.#database.work, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [READABLE_LOCK]);
      return add(client);
    });
    if (this.#labels.size >= MOST_REMEMBERED) this.#labels.clear();
    this.#labels.set(key, id);
    return id;
  }

  #answers({ clearanceId, reader, labelId, label }: Pair): Answer[] {
    return ACTIONS.flatMap((action) => {
      const validFrom = this.#allowedFrom(reader, label, action);
      return validFrom === undefined ? [] : [{ clearanceId, labelId, action, validFrom }];
    });
  }

  /** From when on it is allowed: time only lifts conditions, so that it stays so. */
  #allowedFrom(reader: Reader, label: Label, action: Action): string | undefined {
    const first = this.#schemes.mayRead(reader, label, action, EVER);
    if (first.allowed) return ALWAYS;
    return first.until === undefined ? undefined : new Date(first.until).toISOString();
  }
}

interface Pair {
  readonly clearanceId: string;
  readonly reader: Reader;
  readonly labelId: number;
  readonly label: Label;
}

interface StoredLabel {
  readonly id: number;
  readonly parts: Label['parts'];
  readonly need_to_know: Label['needToKnow'];
  readonly declassify_on: Date | null;
}

function labelOf({ parts, need_to_know: needToKnow, declassify_on: declassifyOn }: StoredLabel): Label {
  return { parts, needToKnow, declassifyOn: declassifyOn === null ? 'never' : declassifyOn.getTime() };
}

/** What a label says, by its number; nothing that leaves the store. */
export async function readLabels(
  work: pg.ClientBase | pg.Pool,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Label>> {
  const { rows } = await work.query<StoredLabel>(
    'select id, parts, need_to_know, declassify_on from vigie.label where id = any($1::int[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, labelOf(row)]));
}

function isForEver({ action, validFrom }: Answer): boolean {
  return action === 'display' && validFrom === ALWAYS;
}

/** The bits as get_bit of PostgreSQL counts them: from the lowest bit of the first byte on. */
function bitsOf(answers: readonly Answer[], lastLabel: number): Buffer {
  const bits = Buffer.alloc((Math.floor(lastLabel / 8 / BITS_GROW_BY) + 1) * BITS_GROW_BY);
  for (const { labelId } of answers.filter(isForEver)) bits[labelId >> 3]! |= 1 << (labelId & 7);
  return bits;
}

async function keepAnswers(client: pg.ClientBase, answers: readonly Answer[]): Promise<void> {
  if (answers.length === 0) return;
  await client.query(
    `insert into vigie.readable (clearance_id, label_id, action, valid_from)
     select * from unnest($1::bigint[], $2::int[], $3::text[], $4::timestamptz[])`,
    [
      answers.map(({ clearanceId }) => clearanceId),
      answers.map(({ labelId }) => labelId),
      answers.map(({ action }) => action),
      answers.map(({ validFrom }) => validFrom),
    ],
  );
}

async function labelThere(client: pg.PoolClient, keyHash: Buffer, key: string): Promise<number> {
  const { rows } = await client.query<{ id: number; key: string }>(
    'select id, key from vigie.label where key_hash = $1',
    [keyHash],
  );
  return sameKey(rows[0]!.key, key, rows[0]!.id);
}

/** Two different keys of one hash: nothing may be filed under the other's answers. */
function sameKey<Id>(stored: string, key: string, id: Id): Id {
  if (stored !== key) throw new Error(`What is kept as ${id} says something else.`);
  return id;
}

function instantOrNull(instant: number | 'never'): Date | null {
  return instant === 'never' ? null : new Date(instant);
}
