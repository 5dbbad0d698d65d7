import { sequenceLog } from '../store/audit-log.ts';
import { ordersCiting } from '../store/citing-orders.ts';
import {
  type HeldOnReader,
  type HeldRows,
  heldOnReader,
  hitsOfLetters,
  type SentToReader,
  sentToReader,
  statedHolding,
} from '../store/held-on-person.ts';
import type { OrderContent } from '../store/orders.ts';
import { readableLabelHashes } from '../store/read-entries.ts';
import { readReader, type StoredReader } from '../store/readers.ts';
import type { StoredTarget } from '../store/targets.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import { asActor, withClearance } from './as-actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { entriesNaming } from './log-sight.ts';
import { checkKnown, type Person, personTarget } from './person.ts';
import { lettersNaming, namedInOrder, placesNaming } from './person-in-orders.ts';
import type { NamedPlace } from './person-names.ts';

/** An entry of the log, without what it says. */
export interface NamingEntry {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly outcome: string;
}

/** What is held on a reader. */
export interface ReaderExport extends HeldOnReader, SentToReader {
  readonly noun: 'reader';
  /** With what they hold, as it was stated. */
  readonly reader: StoredReader & { readonly held: unknown };
  /** Of the entries by or on the person, those that an inspector of this clearance could read. */
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
  return act<PersonExport, Unseen>(desk, actor, {
    action: 'person-export',
    roles: ['administrator'],
    objects: [{ noun: person.noun, id: person.id }],
    // Before, since a connection that waits for one of another pool can wait for ever.
    async prepare(now) {
      await sequenceLog(desk.database.work);
      const readable = await asActor(desk, actor, now, async (client) => {
        await checkKnown(client, person);
        return readableLabelHashes(client);
      });
      return withClearance(desk.database.work, actor, now, (work) => readUnseen(work, person.id, readable));
    },
    work: ({ client }, unseen) =>
      person.noun === 'reader' ? exportReader(client, person.id, unseen) : exportTarget(client, person.id, unseen.log),
  });
}

/** What surfaces do not see: what is held, what was sent, and the log. */
interface Unseen {
  readonly held: unknown;
  readonly sent: SentToReader;
  readonly log: readonly NamingEntry[];
}

async function readUnseen(work: Deed['client'], id: string, readable: ReadonlySet<string>): Promise<Unseen> {
  const entries = await entriesNaming(work, id, readable);
  return {
    held: await statedHolding(work, id),
    sent: await sentToReader(work, id),
    log: entries.map(({ id: entryId, entry: { at, action, outcome } }) => ({ id: entryId, at, action, outcome })),
  };
}

async function exportReader(client: Deed['client'], id: string, { held, sent, log }: Unseen): Promise<ReaderExport> {
  const reader = await found('reader', id, (known) => readReader(client, known));
  return { noun: 'reader', reader: { ...reader, held }, ...(await heldOnReader(client, id)), ...sent, log };
}

async function exportTarget(client: Deed['client'], id: string, log: Unseen['log']): Promise<TargetExport> {
  const { labelId: _, ...target } = await personTarget(client, id);
  const orders: NamingOrder[] = [];
  const hits: HeldRows[] = [];
  for (const { versions, ...order } of await ordersCiting<OrderContent>(client, id)) {
    const named = namedInOrder(target.name, versions);
    const places = versions.map(({ version, content }, place) => ({
      version,
      places: placesNaming(content, named.versions[place]!),
    }));
    orders.push({ ...order, versions: places });
    const letters = versions.flatMap(({ content }, place) => lettersNaming(content, named.versions[place]!));
    hits.push(await hitsOfLetters(client, order.id, letters));
  }
  return { noun: 'target', target, orders, hits: hits.flat(), log };
}
