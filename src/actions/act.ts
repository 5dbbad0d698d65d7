import type pg from 'pg';
import type { AuditEntry, AuditObject } from '../audit/entry.ts';
import { scopeOf } from '../domain/token-scope.ts';
import { Refusal } from '../errors.ts';
import { enterAsSelf, readAccount } from '../store/accounts.ts';
import { addEntry, type Commitment, commitmentTo } from '../store/audit-entries.ts';
import { databaseCode } from '../store/database/login.ts';
import { labelHashes } from '../store/label-hashes.ts';
import { inSession, inTransaction } from '../store/transaction.ts';
import { type ActingRole, type Actor, aboveClearance, notActive, SYSTEM } from './actor.ts';
import type { Desk } from './desk.ts';
import { entryAt } from './entries.ts';
import { isId } from './ids.ts';
import { settleOwn } from './settle-own.ts';

/** One thing that an actor does. */
export interface Act<Result, Prepared = undefined> {
  /** A code for the log, such as `document-read`. */
  readonly action: string;
  /** Whoever has one of them may. */
  readonly roles: readonly ActingRole[];
  /** What it is done to, as far as the actor named it. */
  readonly objects?: readonly AuditObject[];
  /** The pipeline's role sees everything: only for what no surface may write itself. */
  readonly as?: 'app' | 'work';
  /** No token does it, whatever it is for: what decides how somebody signs in. */
  readonly byPersonOnly?: true;
  /** What needs a transaction of its own, such as the id of a label; after the check of the role. */
  prepare?(now: Date): Promise<Prepared>;
  work(deed: Deed, prepared: Prepared): Promise<Result>;
}

/** An act while it is done, in one transaction with its entry. */
export interface Deed {
  readonly client: pg.PoolClient;
  readonly now: Date;
  /** Puts further objects into the entry, with their labels. */
  name(noun: string, ids: readonly string[]): void;
  /** The same for what is about to be deleted: its labels are read while they are there. */
  nameDeleted(noun: string, ids: readonly string[]): Promise<void>;
  /** Puts a code into the entry that says why it was allowed. */
  because(code: string): void;
  /** Lets the entry vouch for a text without saying it, under a code; the salt can be erased. */
  commit(code: string, text: string): void;
}

/**
 * The one way in: checks the role, works in one transaction under the actor's clearance, and writes the entry of the
 * act in the same one. What is refused, and what fails, leaves nothing but an entry that says so. Where only the answer
 * to the commit was lost, the act was done and is answered as such. Of who acts on the machine of the desk, each entry has
 * the reason `on-the-machine`; of a program, each entry names its token.
 */
export async function act<Result, Prepared = undefined>(
  desk: Desk,
  actor: Actor,
  what: Act<Result, Prepared>,
): Promise<Result> {
  const now = desk.now();
  const record = draftOf<Result>(desk.newId('audit-entry'), what.objects);
  try {
    checkMay(actor, what);
    await settleOwn(desk, actor, new Date(now));
    return await performInTurn({ desk, actor, now, record }, what);
  } catch (error) {
    const told = refusalOf(error) ?? error;
    const code = told instanceof Refusal ? told.code : 'fault';
    const outcome = told instanceof Refusal ? 'refused' : 'failed';
    // Of what was not done, what the actor named is enough to say; what the act came upon may be too much for an entry.
    const named = draftOf(record.id, what.objects);
    const entry = entryOf({ actor, now, record: named }, what.action, outcome, [code]);
    const isDone = await recordAlone({ desk, actor, now, record }, entry, told);
    if (isDone && record.result) return record.result.value;
    throw told;
  }
}

function draftOf<Result>(id: string, objects: readonly AuditObject[] = []): EntryDraft<Result> {
  const record = { id, objects: new Map(), reasons: new Set<string>(), labels: new Set<string>(), committed: {} };
  name(record, objects);
  return record;
}

interface EntryDraft<Result> {
  readonly id: string;
  readonly objects: Map<string, AuditObject>;
  readonly reasons: Set<string>;
  /** Of what is deleted. */
  readonly labels: Set<string>;
  readonly committed: Record<string, Commitment>;
  /** What the act came to, once its entry is written and nothing but the commit is left. */
  result?: { readonly value: Result };
}

interface Circumstances<Result> {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly now: number;
  readonly record: EntryDraft<Result>;
}

/** Two acts that wait for each other are told apart by the database, which takes one back: that one begins anew. */
async function performInTurn<Result, Prepared>(
  circumstances: Circumstances<Result>,
  what: Act<Result, Prepared>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await perform(circumstances, what);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !WAITED_IN_A_CIRCLE.includes(databaseCode(error) ?? '')) throw error;
      Object.assign(circumstances.record, draftOf(circumstances.record.id, what.objects));
    }
  }
}

const MOST_ATTEMPTS = 4;
const WAITED_IN_A_CIRCLE = ['40P01', '40001'];

async function perform<Result, Prepared>(
  { desk, actor, now, record }: Circumstances<Result>,
  what: Act<Result, Prepared>,
): Promise<Result> {
  const instant = new Date(now);
  const prepared = (await what.prepare?.(instant)) as Prepared;
  const work = async (client: pg.PoolClient): Promise<Result> => {
    if (actor.id !== SYSTEM.id) await checkStillMay(client, actor, what);
    const result = await what.work(deedOf(client, instant, record), prepared);
    for (const hash of await labelHashes(client, [...record.objects.values()])) record.labels.add(hash);
    const done = entryOf({ actor, now, record }, what.action, 'done', [...record.reasons]);
    const entry = { ...done, labels: [...record.labels].sort() };
    await addEntry(client, { id: record.id, entry, committed: record.committed }, instant);
    record.result = { value: result };
    return result;
  };
  if (what.as === 'work') return inTransaction(desk.database.work, work);
  return inSession(desk.database.app, { actorId: actor.id, clearanceId: actor.clearanceId, now }, work);
}

function deedOf(client: pg.PoolClient, now: Date, record: EntryDraft<unknown>): Deed {
  const named = (noun: string, ids: readonly string[]): AuditObject[] => ids.map((id) => ({ noun, id }));
  return {
    client,
    now,
    name: (noun, ids) => name(record, named(noun, ids)),
    because: (code) => record.reasons.add(code),
    async nameDeleted(noun, ids) {
      name(record, named(noun, ids));
      for (const hash of await labelHashes(client, named(noun, ids))) record.labels.add(hash);
    },
    commit(code, text) {
      record.committed[code] = commitmentTo(text);
    },
  };
}

/**
 * Writes the entry of what was not done; returns true where it was done, and the log has its entry. One id for both
 * keeps the log from ever saying both: this one waits until the database knows what became of the other.
 *
 * What was refused names no labels: those of things that are not readable would tell that they are there.
 */
async function recordAlone(
  { desk, actor, now, record }: Circumstances<unknown>,
  entry: Omit<AuditEntry, 'commitments'>,
  told: unknown,
): Promise<boolean> {
  const session = { actorId: actor.id, clearanceId: actor.clearanceId, now };
  try {
    await inSession(desk.database.app, session, (client) => addEntry(client, { id: record.id, entry }, new Date(now)));
    return false;
  } catch (error) {
    if (databaseCode(error) === '23505' && (error as pg.DatabaseError).constraint === 'audit_entry_pkey') return true;
    // What could not be written down has no answer either, not even a refusal.
    throw new AggregateError([told, error], 'An act failed, and the log could not be told.');
  }
}

function name({ objects }: EntryDraft<unknown>, named: readonly AuditObject[]): void {
  for (const object of named) if (isId(object.id)) objects.set(`${object.noun} ${object.id}`, object);
}

function entryOf(
  { actor, now, record }: Omit<Circumstances<unknown>, 'desk'>,
  action: string,
  outcome: AuditEntry['outcome'],
  reasons: readonly string[],
): Omit<AuditEntry, 'commitments'> {
  const objects = [...record.objects.values(), ...(actor.token ? [{ noun: 'token', id: actor.token.id }] : [])];
  const all = actor.isOnMachine ? [...reasons, 'on-the-machine'] : reasons;
  return entryAt(new Date(now), { actor: actor.id, action, outcome, objects, reasons: all });
}

/** Who was let in a while ago may be locked by now, or have other rights and another clearance: these count. */
async function checkStillMay(
  client: pg.PoolClient,
  actor: Actor,
  { as, roles }: Pick<Act<unknown>, 'as' | 'roles'>,
): Promise<void> {
  const account = await (as === 'work' ? readAccount(client, actor.id) : enterAsSelf(client));
  if (account?.state !== 'active') throw notActive();
  checkRole(account.roles, roles);
}

function checkRole(held: readonly string[], roles: readonly ActingRole[]): void {
  if (roles.some((role) => held.includes(role))) return;
  const message = `This may be done by: ${roles.join(', ')}.`;
  throw new Refusal('not-allowed', 'action-not-your-role', message);
}

/** Refuses who has none of the roles of an act, and a token that was not made for it. */
export function checkMay(actor: Actor, what: Pick<Act<unknown>, 'action' | 'roles' | 'byPersonOnly'>): void {
  checkRole(actor.roles, what.roles);
  checkToken(actor, what);
}

/** A token may what it was made for, where its account may too. */
function checkToken(
  { token }: Actor,
  { action, roles, byPersonOnly }: Pick<Act<unknown>, 'action' | 'roles' | 'byPersonOnly'>,
): void {
  if (!token) return;
  const scope = scopeOf(action, roles);
  if (!byPersonOnly && token.scopes.includes(scope)) return;
  const message = byPersonOnly
    ? 'No token may do this; sign in as a person.'
    : `This token was not made for it; that takes one with the scope ${scope}.`;
  throw new Refusal('not-allowed', 'token-scope', message);
}

/** Signs that a text may not hold, and sizes that an index does not take. Any other complaint of the kind is our fault. */
const UNSTORABLE = ['22021', '22P05', '54000'];

/** What the database says no to, as far as it is no fault of the program. */
function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const code = databaseCode(error);
  // What an act refers to was found first: it can only have gone since.
  if (code === '23503') {
    const message = 'Something that this refers to was deleted in the meantime.';
    return new Refusal('conflict', 'action-object-gone', message, { cause: error });
  }
  if (UNSTORABLE.includes(code ?? '')) {
    const message = 'What was given cannot be kept: a text is too long, or holds signs that a text may not hold.';
    return new Refusal('invalid', 'action-unstorable', message, { cause: error });
  }
  const byPolicy = code === '42501' && (error as pg.DatabaseError).routine === 'ExecWithCheckOptions';
  if (!byPolicy) return undefined;
  return aboveClearance({ cause: error });
}
