import { readNames } from '../store/object-names.ts';
import type { PlacedEntry } from '../store/read-entries.ts';
import type { Actor } from './actor.ts';
import { asActor } from './as-actor.ts';
import type { Desk } from './desk.ts';
import { isId } from './ids.ts';
import { type LogRequest, readLog } from './read-log.ts';

/** A page of the log, with what those and that which it names are called, by id. */
export interface NamedLogPage {
  readonly items: readonly PlacedEntry[];
  readonly next?: string;
  readonly names: Readonly<Record<string, string>>;
}

/** Reads the log as `readLog` does, with the names that the inspector may read. */
export async function readNamedLog(desk: Desk, actor: Actor, request: LogRequest): Promise<NamedLogPage> {
  const page = await readLog(desk, actor, request);
  const ids = page.items.flatMap(({ entry }) => [entry.actor, ...entry.objects.map(({ id }) => id)]).filter(isId);
  if (request.objectId !== undefined && isId(request.objectId)) ids.push(request.objectId);
  const names = await asActor(desk, actor, new Date(desk.now()), (client) => readNames(client, [...new Set(ids)]));
  return { ...page, names: Object.fromEntries(names) };
}
