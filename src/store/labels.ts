import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type Label, labelKey } from '../markings/label.ts';
import type { Reader } from '../markings/reader.ts';
import type { Action } from '../markings/requirement.ts';
import type { SchemeSet } from '../markings/scheme-set.ts';
import type { Database } from './database/open-database.ts';
import { inTransaction } from './transaction.ts';

const ACTIONS: readonly Action[] = ['display', 'release'];
/** Before every instant that a marking can name. */
const EVER = -8.64e15;
/** New labels and new clearances wait for each other, so that no pair of them is left without an answer. */
const READABLE_LOCK = 4_711_804;
const MOST_REMEMBERED = 100_000;

/** A pair that may, and from when on. */
interface Answer {
  readonly clearanceId: string;
  readonly labelId: string;
  readonly action: Action;
  /** As PostgreSQL reads it: an ISO instant, or `-infinity`. */
  readonly validFrom: string;
}

/**
 * Labels and clearances, kept once each, with the answers of `mayRead` between them: what the policies of the database
 * look up. Ids are hashes of what is said, so that no counter tells how much there is.
 */
export class Labels {
  readonly #database: Database;
  readonly #schemes: SchemeSet;
  /** Keys that are known to be in the database, with their ids. */
  readonly #known = new Map<string, string>();

  constructor(database: Database, schemes: SchemeSet) {
    this.#database = database;
    this.#schemes = schemes;
  }

  /** Returns the id of a label, which is kept with its answers where it is new. */
  async idOfLabel(label: Label, now: Date): Promise<string> {
    const key = labelKey(label);
    return this.#once(key, async (client, id) => {
      const { rowCount } = await client.query(
        `insert into vigie.label (id, key, parts, need_to_know, declassify_on, made_at)
         values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
        [id, key, json(label.parts), json(label.needToKnow), instantOrNull(label.declassifyOn), now],
      );
      if (rowCount === 0) return refuseOther(client, 'label', id, key);
      const { rows } = await client.query<{ id: string; reader: Reader }>(
        'select id::text, reader from vigie.clearance',
      );
      await keep(
        client,
        rows.flatMap((row) => this.#answers({ clearanceId: row.id, reader: row.reader, labelId: id, label })),
      );
    });
  }

  /** Returns the id of what a reader holds; the reader's own id and name make no difference. */
  async idOfClearance(reader: Reader, now: Date): Promise<string> {
    const held = clearanceOf(reader);
    const key = JSON.stringify(held);
    return this.#once(key, async (client, id) => {
      const { rowCount } = await client.query(
        'insert into vigie.clearance (id, key, reader, made_at) values ($1, $2, $3, $4) on conflict (id) do nothing',
        [id, key, json(held), now],
      );
      if (rowCount === 0) return refuseOther(client, 'clearance', id, key);
      const { rows } = await client.query<StoredLabel>(
        'select id::text, parts, need_to_know, declassify_on from vigie.label',
      );
      await keep(
        client,
        rows.flatMap((row) => this.#answers({ clearanceId: id, reader: held, labelId: row.id, label: labelOf(row) })),
      );
    });
  }

  async #once(key: string, add: (client: pg.PoolClient, id: string) => Promise<void>): Promise<string> {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const id = createHash('sha256').update(key).digest().readBigInt64BE(0).toString();
    await inTransaction(this.#database.work, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [READABLE_LOCK]);
      await add(client, id);
    });
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(key, id);
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
    if (first.allowed) return '-infinity';
    return first.until === undefined ? undefined : new Date(first.until).toISOString();
  }
}

interface Pair {
  readonly clearanceId: string;
  readonly reader: Reader;
  readonly labelId: string;
  readonly label: Label;
}

interface StoredLabel {
  readonly id: string;
  readonly parts: Label['parts'];
  readonly need_to_know: Label['needToKnow'];
  readonly declassify_on: Date | null;
}

function labelOf({ parts, need_to_know: needToKnow, declassify_on: declassifyOn }: StoredLabel): Label {
  return { parts, needToKnow, declassifyOn: declassifyOn === null ? 'never' : declassifyOn.getTime() };
}

/** What counts of a reader, each list sorted and once each: equal clearances are one. */
function clearanceOf({ nationality, organisation, levels = {}, controls = {}, groups = [] }: Reader): Reader {
  const sorted = <T>(values: Readonly<Record<string, T>>, map: (value: T) => T): Record<string, T> =>
    Object.fromEntries(
      Object.entries(values)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, value]) => [key, map(value)]),
    );
  const once = (list: readonly string[]): string[] => [...new Set(list)].sort();
  return {
    id: '',
    ...(nationality === undefined ? {} : { nationality }),
    ...(organisation === undefined ? {} : { organisation }),
    levels: sorted(levels, (level) => level),
    controls: sorted(controls, once),
    groups: once(groups),
  };
}

async function keep(client: pg.PoolClient, answers: readonly Answer[]): Promise<void> {
  if (answers.length === 0) return;
  await client.query(
    `insert into vigie.readable (clearance_id, label_id, action, valid_from)
     select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::timestamptz[])`,
    [
      answers.map(({ clearanceId }) => clearanceId),
      answers.map(({ labelId }) => labelId),
      answers.map(({ action }) => action),
      answers.map(({ validFrom }) => validFrom),
    ],
  );
}

/** Two different keys of one hash: nothing may be filed under the other's answers. */
async function refuseOther(
  client: pg.PoolClient,
  table: 'label' | 'clearance',
  id: string,
  key: string,
): Promise<void> {
  const { rows } = await client.query<{ key: string }>(`select key from vigie.${table} where id = $1`, [id]);
  if (rows[0]?.key !== key) throw new Error(`The ${table} ${id} is there already and says something else.`);
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

function instantOrNull(instant: number | 'never'): Date | null {
  return instant === 'never' ? null : new Date(instant);
}
