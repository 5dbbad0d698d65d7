import { enterAsSelf } from '../store/accounts.ts';
import { sequenceLog } from '../store/audit-log.ts';
import { notInLog } from '../store/audit-nodes.ts';
import { labelHashesById } from '../store/label-hashes.ts';
import { listEntries, type PlacedEntry, readableLabelHashes, readEntry } from '../store/read-entries.ts';
import { inSession } from '../store/transaction.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { isId } from './ids.ts';
import { type ListPage, noCursor, type PageRequest, pageSize } from './pages.ts';

export interface LogRequest extends PageRequest {
  /** Only what this actor did, or what was done to this object. */
  readonly actorId?: string | undefined;
  readonly objectId?: string | undefined;
}

/** How many entries a page may pass over that are not for the inspector. */
const MOST_LOOKED_AT = 5_000;
const AT_ONCE = 500;

/**
 * Returns the newest entries, from behind a cursor on, of which the inspector may read every label: those that the entry
 * names, and those of who acted and of what was acted on, for refused acts too. A page may be shorter than was asked for where many others lie between; it goes on all the same.
 */
export function readLog(desk: Desk, actor: Actor, request: LogRequest = {}): Promise<ListPage<PlacedEntry>> {
  return act(desk, actor, {
    action: 'log-read',
    roles: ['inspector'],
    as: 'work',
    async prepare() {
      await sequenceLog(desk.database.work);
      return readableHashes(desk, actor);
    },
    async work({ client }, readable) {
      const most = pageSize(request.most);
      const { actorId, objectId } = request;
      const items: PlacedEntry[] = [];
      if ([actorId, objectId].some((id) => id !== undefined && !isId(id))) return { items };
      let before = positionOf(request.after);
      for (let looked = 0; looked < MOST_LOOKED_AT; looked += AT_ONCE) {
        const entries = await listEntries(client, { before, actorId, objectId, most: AT_ONCE });
        const labels = await labelHashesById(client, namedIn(entries));
        for (const entry of entries) {
          before = entry.position;
          if (isReadable(entry, { readable, labels })) items.push(entry);
          if (items.length === most) return { items, next: String(before) };
        }
        if (entries.length < AT_ONCE) return { items };
      }
      return { items, next: String(before) };
    },
  });
}

/** Returns an entry that the inspector may read, or refuses as for one that is not there (`audit-entry-not-in-log`). */
export async function inspectedEntry(desk: Desk, actor: Actor, id: string): Promise<PlacedEntry> {
  await sequenceLog(desk.database.work);
  const readable = await readableHashes(desk, actor);
  const client = await desk.database.work.connect();
  try {
    const entry = isId(id) ? await readEntry(client, id) : undefined;
    const labels = await labelHashesById(client, entry ? namedIn([entry]) : []);
    if (entry && isReadable(entry, { readable, labels })) return entry;
  } finally {
    client.release();
  }
  throw notInLog();
}

/** By the clearance that the inspector has now, which may be another than when they were let in. */
function readableHashes({ database, now }: Desk, { id }: Actor): Promise<ReadonlySet<string>> {
  return inSession(database.app, { actorId: id, clearanceId: '', now: now() }, async (client) => {
    await enterAsSelf(client);
    return readableLabelHashes(client);
  });
}

function namedIn(entries: readonly PlacedEntry[]): string[] {
  const ids = entries.flatMap(({ entry }) => [entry.actor, ...entry.objects.map((object) => object.id)]);
  return [...new Set(ids)].filter(isId);
}

/** What an inspector may read, and what the things of an entry are labelled with now. */
interface Sight {
  readonly readable: ReadonlySet<string>;
  readonly labels: ReadonlyMap<string, readonly string[]>;
}

function isReadable({ entry }: PlacedEntry, { readable, labels }: Sight): boolean {
  const named = [entry.actor, ...entry.objects.map((object) => object.id)];
  return [...entry.labels, ...named.flatMap((id) => labels.get(id) ?? [])].every((label) => readable.has(label));
}

function positionOf(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (/^(?:0|[1-9]\d{0,14})$/.test(cursor)) return Number(cursor);
  throw noCursor();
}
