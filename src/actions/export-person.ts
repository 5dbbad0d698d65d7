import {
  entriesNaming,
  type HeldOnReader,
  type HeldRows,
  heldOnReader,
  hitsOfLetters,
  type NamingEntry,
  ordersNaming,
  type SentToReader,
  sentToReader,
  statedHolding,
} from '../store/held-on-person.ts';
import type { OrderContent } from '../store/orders.ts';
import { readReader, type StoredReader } from '../store/readers.ts';
import type { StoredTarget } from '../store/targets.ts';
import { inSession } from '../store/transaction.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type Person, personTarget, sessionOf } from './person.ts';
import { cites, lettersNaming, namedTarget, placesNaming } from './person-in-orders.ts';
import type { NamedPlace } from './person-names.ts';

/** What is held on a reader. */
export interface ReaderExport extends HeldOnReader, SentToReader {
  readonly noun: 'reader';
  /** With what they hold, as it was stated. */
  readonly reader: StoredReader & { readonly held: unknown };
  /** Entries of the log by or on the person. */
  readonly log: readonly NamingEntry[];
}

/** An order that cites a target, and where its versions name it. */
export interface NamingOrder {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly versions: readonly { readonly version: number; readonly places: readonly NamedPlace[] }[];
}

/** What is held on a target. */
export interface TargetExport {
  readonly noun: 'target';
  readonly target: Omit<StoredTarget, 'labelId'>;
  readonly orders: readonly NamingOrder[];
  /** Of the questions whose expressions name the target. */
  readonly hits: HeldRows;
  readonly log: readonly NamingEntry[];
}

export type PersonExport = ReaderExport | TargetExport;

/**
 * Returns all that is held on a person, as far as the administrator who asks may read it: who answers for the desk to
 * that person must be cleared for it.
 */
export function exportPerson(desk: Desk, actor: Actor, person: Person): Promise<PersonExport> {
  return act<PersonExport>(desk, actor, {
    action: 'person-export',
    roles: ['administrator'],
    objects: [person],
    work: ({ client, now }) => {
      const asWork: AsWork = (read) => inSession(desk.database.work, sessionOf(actor, now), read);
      return person.noun === 'reader'
        ? exportReader(client, person.id, asWork)
        : exportTarget(client, person.id, asWork);
    },
  });
}

/** Reads what surfaces do not see: what is held, what was sent, and the log. */
type AsWork = <T>(read: (client: Deed['client']) => Promise<T>) => Promise<T>;

async function exportReader(client: Deed['client'], id: string, asWork: AsWork): Promise<ReaderExport> {
  const reader = await found('reader', id, (known) => readReader(client, known));
  const held = await heldOnReader(client, id);
  return asWork(async (work) => ({
    noun: 'reader',
    reader: { ...reader, held: await statedHolding(work, id) },
    ...held,
    ...(await sentToReader(work, id)),
    log: await entriesNaming(work, id),
  }));
}

async function exportTarget(client: Deed['client'], id: string, asWork: AsWork): Promise<TargetExport> {
  const { labelId: _, ...target } = await personTarget(client, id);
  const named = namedTarget(target);
  const orders: NamingOrder[] = [];
  const hits: HeldRows[] = [];
  for (const { shares, versions, ...order } of await ordersNaming<OrderContent>(client, target)) {
    if (!(shares || versions.some(({ content }) => cites(content, named)))) continue;
    const places = versions.map(({ version, content }) => ({ version, places: placesNaming(content, named) }));
    orders.push({ ...order, versions: places });
    const letters = versions.flatMap(({ content }) => lettersNaming(content, named));
    hits.push(await hitsOfLetters(client, order.id, letters));
  }
  const log = await asWork((work) => entriesNaming(work, id));
  return { noun: 'target', target, orders, hits: hits.flat(), log };
}
