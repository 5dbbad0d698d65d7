import type { Actor } from './actor.ts';
import { createSource } from './create-source.ts';
import type { Desk } from './desk.ts';
import { listSources } from './list-sources.ts';
import type { ReadableSource } from './source-content.ts';
import type { ListedOutline } from './source-work.ts';
import type { Stated } from './stated.ts';

/** Makes the sources of a list of subscriptions that the actor does not know here yet, by address; returns their ids. */
export async function importSources(
  desk: Desk,
  actor: Actor,
  { outlines, ...stated }: Stated & { readonly outlines: readonly ListedOutline[] },
): Promise<readonly string[]> {
  const known = new Set((await knownSources(desk, actor)).map(({ address }) => address));
  const made: string[] = [];
  for (const { title, address, kind } of outlines) {
    if (known.has(address)) continue;
    const described = { name: title || address, kind, address, reliability: 'F', trusted: false } as const;
    made.push((await createSource(desk, actor, { ...described, ...stated, defaultMarking: stated })).id);
  }
  return made;
}

/** Returns what a list of subscriptions tells: the sources on the web that are not retired, without their markings. */
export async function exportSources(desk: Desk, actor: Actor): Promise<readonly ListedOutline[]> {
  return (await knownSources(desk, actor))
    .filter(({ status, address }) => status !== 'retired' && /^https?:/i.test(address))
    .map(({ name: title, address, kind }) => ({ title, address, kind }));
}

async function knownSources(desk: Desk, actor: Actor): Promise<readonly ReadableSource[]> {
  const sources: ReadableSource[] = [];
  for (let after: string | undefined; ; ) {
    const { items, next } = await listSources(desk, actor, { most: 200, after });
    sources.push(...items);
    if (next === undefined) return sources;
    after = next;
  }
}
