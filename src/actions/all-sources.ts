import type { Actor } from './actor.ts';
import { allPages } from './all-pages.ts';
import type { Desk } from './desk.ts';
import { listSources } from './list-sources.ts';
import type { ReadableSource } from './source-content.ts';

/** Returns the sources that the actor may read. */
export async function allSources(desk: Desk, actor: Actor): Promise<readonly ReadableSource[]> {
  const sources: ReadableSource[] = [];
  for await (const source of allPages((page) => listSources(desk, actor, page))) sources.push(source);
  return sources;
}
