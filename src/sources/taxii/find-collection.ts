import type { UnknownRecord } from '../../extract/record-fields.ts';
import { recordsAt, textAt, textsAt } from '../../extract/record-values.ts';
import type { SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';
import { taxiiRequest } from './taxii-request.ts';

const COLLECTION = /\/collections\/[^/]+\/$/;
const LONGEST_ID = 200;
/** API roots of a server that are asked for their collections. */
const MOST_ROOTS = 10;

/**
 * Returns the address of the collection that is meant, with its slash at the end: the one of the source itself, or of what
 * its discovery or API root lists the one that the option `collection` names by id, alias or title, or the only one that
 * may be read (TAXII 2.1, 4.1, 4.2, 5.1). Throws `SourceFailure` (`taxii-collection`) where it cannot be told.
 */
export async function findCollection(address: string, wanted: unknown, world: SourceWorld): Promise<string> {
  const start = withSlash(address);
  if (COLLECTION.test(new URL(start).pathname)) return start;
  const { resource } = await taxiiRequest(start, undefined, world);
  const found: { readonly root: string; readonly collection: UnknownRecord }[] = [];
  for (const root of rootsIn(resource, start)) {
    const { resource: list } = await taxiiRequest(`${root}collections/`, address, world);
    for (const collection of recordsAt(list, 'collections')) found.push({ root, collection });
  }
  const readable = found.filter(({ collection }) => collection['can_read'] === true);
  const meant = wanted === undefined ? readable : readable.filter(({ collection }) => isCalled(collection, wanted));
  const [one, ...more] = meant;
  const id = textAt(one?.collection, 'id');
  if (one && more.length === 0 && id !== '' && id.length <= LONGEST_ID) {
    return `${one.root}collections/${encodeURIComponent(id)}/`;
  }
  const how = wanted === undefined ? 'Name one with the option “collection”.' : 'Name it by its id.';
  const message = `Of the collections of this server ${meant.length} are meant that may be read. ${how}`;
  throw new SourceFailure('taxii-collection', message);
}

/** The API roots: the address itself is one, or a discovery lists them. They may be relative (TAXII 2.1, 4.1.1). */
function rootsIn(resource: UnknownRecord, start: string): readonly string[] {
  if (!('api_roots' in resource)) return [start];
  const listed = [textAt(resource, 'default'), ...textsAt(resource, 'api_roots')].filter((root) => root !== '');
  const roots = listed.flatMap((root) => (URL.canParse(root, start) ? [withSlash(new URL(root, start).href)] : []));
  return [...new Set(roots)].slice(0, MOST_ROOTS);
}

function isCalled(collection: UnknownRecord, wanted: unknown): boolean {
  return ['id', 'alias', 'title'].some((name) => textAt(collection, name) === wanted);
}

/** Without what stands behind the path, and without `objects/`, which is a part of a collection. */
function withSlash(address: string): string {
  const { origin, pathname } = new URL(address);
  const path = pathname.replace(/\/*$/, '/').replace(/(\/collections\/[^/]+\/)objects\/$/, '$1');
  return origin + path;
}
