import { isReading } from '../domain/token-scope.ts';
import { sequenceLog } from '../store/audit-log.ts';
import { notInLog } from '../store/audit-nodes.ts';
import { listEntries, type PlacedEntry, readableLabelHashes, readEntry } from '../store/read-entries.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import { asActor } from './as-actor.ts';
import type { Desk } from './desk.ts';
import { isId } from './ids.ts';
import { AT_ONCE, entriesInSight } from './log-sight.ts';
import { type ListPage, noCursor, type PageRequest, pageSize } from './pages.ts';

export interface LogRequest extends PageRequest {
  /** Only what this actor did, or what was done to this object. */
  readonly actorId?: string | undefined;
  readonly objectId?: string | undefined;
  /** The code of an act, or the first words of several: `order` is all that was done with orders. */
  readonly action?: string | undefined;
  /** Only acts that changed something, or only those that read. */
  readonly kind?: 'change' | 'reading' | undefined;
  readonly outcome?: PlacedEntry['entry']['outcome'] | undefined;
  /** From this instant on, and before that one. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

/** How many entries a page may pass over that are not for the inspector. */
const MOST_LOOKED_AT = 5_000;

/**
 * Returns the newest entries, from behind a cursor on, of which the inspector may read every label: those that the entry
 * names, and those of who acted and of what was acted on, for refused acts too. A page may be shorter than was asked for where many others lie between; it goes on all the same.
 */
export function readLog(desk: Desk, actor: Actor, request: LogRequest = {}): Promise<ListPage<PlacedEntry>> {
  return act(desk, actor, {
    action: 'log-read',
    roles: ['inspector'],
    as: 'work',
    async prepare(now) {
      await sequenceLog(desk.database.work);
      return asActor(desk, actor, now, readableLabelHashes);
    },
    async work({ client }, readable) {
      const most = pageSize(request.most);
      const { actorId, objectId, from, until } = request;
      const items: PlacedEntry[] = [];
      if ([actorId, objectId].some((id) => id !== undefined && !isId(id))) return { items };
      let before = positionOf(request.after);
      for (let looked = 0; looked < MOST_LOOKED_AT; looked += AT_ONCE) {
        const entries = await listEntries(client, { before, actorId, objectId, from, until, most: AT_ONCE });
        const wanted = entries.filter(({ entry }) => isWanted(entry, request));
        for (const entry of await entriesInSight(client, wanted, readable)) {
          items.push(entry);
          if (items.length === most) return { items, next: String(entry.position) };
        }
        before = entries.at(-1)?.position;
        if (entries.length < AT_ONCE) return { items };
      }
      return { items, next: String(before) };
    },
  });
}

function isWanted({ action, outcome }: PlacedEntry['entry'], request: LogRequest): boolean {
  const { action: wanted, kind, outcome: wantedOutcome } = request;
  if (wanted !== undefined && action !== wanted && !action.startsWith(`${wanted}-`)) return false;
  if (kind !== undefined && (kind === 'reading') !== isReading(action)) return false;
  return wantedOutcome === undefined || outcome === wantedOutcome;
}

/** Returns an entry that the inspector may read, or refuses as for one that is not there (`audit-entry-not-in-log`). */
export async function inspectedEntry(desk: Desk, actor: Actor, id: string): Promise<PlacedEntry> {
  await sequenceLog(desk.database.work);
  const readable = await asActor(desk, actor, new Date(desk.now()), readableLabelHashes);
  const client = await desk.database.work.connect();
  try {
    const entry = isId(id) ? await readEntry(client, id) : undefined;
    const [seen] = await entriesInSight(client, entry ? [entry] : [], readable);
    if (seen) return seen;
  } finally {
    client.release();
  }
  throw notInLog();
}

function positionOf(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (/^(?:0|[1-9]\d{0,14})$/.test(cursor)) return Number(cursor);
  throw noCursor();
}
