import type pg from 'pg';
import { labelHashesById } from '../store/label-hashes.ts';
import { listEntries, type PlacedEntry } from '../store/read-entries.ts';
import { isId } from './ids.ts';

/** How many entries are looked at together. */
export const AT_ONCE = 500;

/**
 * Returns those of the entries of which somebody may read every label, given as hashes: those that an entry names, and
 * those of who acted and of what was acted on as they are labelled now, for refused acts too. For the pipeline's role.
 */
export async function entriesInSight(
  work: pg.ClientBase,
  entries: readonly PlacedEntry[],
  readable: ReadonlySet<string>,
): Promise<readonly PlacedEntry[]> {
  const ids = entries.flatMap(({ entry }) => namedIn(entry)).filter(isId);
  const labels = await labelHashesById(work, [...new Set(ids)]);
  return entries.filter(({ entry }) =>
    [...entry.labels, ...namedIn(entry).flatMap((id) => labels.get(id) ?? [])].every((label) => readable.has(label)),
  );
}

/** Returns what of all acts by a person or on them is in sight, the oldest first. */
export async function entriesNaming(
  work: pg.ClientBase,
  id: string,
  readable: ReadonlySet<string>,
): Promise<readonly PlacedEntry[]> {
  const found = new Map<number, PlacedEntry>();
  for (const query of [{ actorId: id }, { objectId: id }]) {
    let entries = await listEntries(work, { ...query, most: AT_ONCE });
    while (entries.length > 0) {
      for (const entry of await entriesInSight(work, entries, readable)) found.set(entry.position, entry);
      entries = await listEntries(work, { ...query, before: entries.at(-1)!.position, most: AT_ONCE });
    }
  }
  return [...found.values()].sort((one, other) => one.position - other.position);
}

function namedIn({ actor, objects }: PlacedEntry['entry']): string[] {
  return [actor, ...objects.map(({ id }) => id)];
}
