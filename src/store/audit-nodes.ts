import type pg from 'pg';
import { Frontier, type NodePlace, type NodeSource, peakPlaces, rootOfRange } from '../audit/merkle.ts';
import { consistencyRanges, type Inclusion, inclusionRanges, placesOf, proofOf } from '../audit/proof.ts';
import { Refusal } from '../errors.ts';
import { nodeHasher } from './signing.ts';

/** That an entry stands in the log: what is claimed, and the path that proves it. */
export interface InclusionProof {
  readonly claim: Inclusion;
  readonly path: readonly Uint8Array[];
}

/** Returns how many entries have a position: one more than the greatest of them. */
export async function logSize(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ size: string }>(
    'select coalesce(max(position) + 1, 0)::text as size from vigie.audit_leaf',
  );
  return Number(rows[0]!.size);
}

/** Returns the right edge of the tree from what is stored; refused where that is not whole (`audit-node-missing`). */
export async function rebuildFrontier(client: pg.ClientBase): Promise<Frontier> {
  const size = await logSize(client);
  const places = peakPlaces(size);
  const source = await nodesAt(client, places);
  return new Frontier(
    nodeHasher,
    size,
    places.map(({ level, index }) =>
      rootOfRange(nodeHasher, source, { start: index * 2 ** level, end: (index + 1) * 2 ** level }),
    ),
  );
}

/** Returns the root of the first `size` entries; refused where nodes are not there (`audit-node-missing`). */
export async function rootAt(client: pg.ClientBase, size: number): Promise<Uint8Array> {
  const range = { start: 0, end: size };
  return rootOfRange(nodeHasher, await nodesAt(client, peakPlaces(size)), range);
}

/** Proves that the entry at a position, from 0, stands in the tree of `size` entries. */
export async function proveInclusion(client: pg.ClientBase, index: number, size: number): Promise<InclusionProof> {
  const ranges = inclusionRanges(index, size);
  const leaf: NodePlace = { level: 0, index };
  const source = await nodesAt(client, [leaf, ...placesOf(ranges), ...peakPlaces(size)]);
  const path = proofOf(nodeHasher, source, ranges);
  const root = rootOfRange(nodeHasher, source, { start: 0, end: size });
  const leafHash = rootOfRange(nodeHasher, source, { start: index, end: index + 1 });
  return { claim: { index, leafHash, size, root }, path };
}

/** Proves that the tree of `newer` entries begins with the tree of `older`. */
export async function proveConsistency(client: pg.ClientBase, older: number, newer: number): Promise<Uint8Array[]> {
  const ranges = consistencyRanges(older, newer);
  return proofOf(nodeHasher, await nodesAt(client, placesOf(ranges)), ranges);
}

/** Returns where an entry stands, from 0. Refuses one that is not there or waits (`audit-entry-not-in-log`). */
export async function positionOf(client: pg.ClientBase, entryId: string): Promise<number> {
  const { rows } = await client.query<{ position: string }>(
    'select position::text from vigie.audit_leaf where entry_id = $1',
    [entryId],
  );
  if (rows[0]) return Number(rows[0].position);
  throw notInLog();
}

/** What an entry that is not there is refused with, and one that is not for whoever asks. */
export function notInLog(): Refusal {
  const message = 'The entry is not in the log, or waits for its position; it has one after the next checkpoint.';
  return new Refusal('not-found', 'audit-entry-not-in-log', message);
}

async function nodesAt(client: pg.ClientBase, places: readonly NodePlace[]): Promise<NodeSource> {
  const { rows } = await client.query<{ level: number; place: string; hash: Buffer }>(
    `select wanted.level, wanted.place::text, coalesce(node.hash, leaf.leaf_hash) as hash
     from unnest($1::smallint[], $2::bigint[]) as wanted (level, place)
     left join vigie.audit_node node
       on wanted.level > 0 and node.level = wanted.level and node.place = wanted.place
     left join vigie.audit_leaf leaf on wanted.level = 0 and leaf.position = wanted.place
     where coalesce(node.hash, leaf.leaf_hash) is not null`,
    [places.map(({ level }) => level), places.map(({ index }) => index)],
  );
  const hashes = new Map(rows.map(({ level, place, hash }) => [`${level}/${place}`, hash]));
  return { node: (level, index) => hashes.get(`${level}/${index}`) };
}
