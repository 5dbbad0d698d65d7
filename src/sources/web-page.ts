import { createHash } from 'node:crypto';
import { type WebPageOptions, webPageOptions } from '../domain/source-options.ts';
import { canonicalAddress } from '../extract/lists/canonical-address.ts';
import { LARGEST_LIST, type PageLinks } from '../extract/page-links.ts';
import type { Fetched } from './fetch/guarded-fetch.ts';
import { moved, validatorsIn, validatorsOf } from './fetch/validators.ts';
import { askedAs, cursorFor } from './links/asked-as.ts';
import type { Link } from './links/link.ts';
import { LinkMemory } from './links/link-memory.ts';
import { pageItem, readLinks } from './links/read-links.ts';
import type { ReadSource, SourceFinding, SourceItem, SourcePlace, SourceReading, SourceWorld } from './source.ts';
import { statedOptions } from './stated-options.ts';
import { takenApart } from './taken-apart.ts';

const ACCEPT = 'text/html, application/xhtml+xml, */*;q=0.5';

/**
 * Reads an address that is watched. With the option `follow=none` the page itself is the document, and a changed one another
 * edition. With `follow=links` it lists documents: its links are followed, those that a selector (`links`) finds or else those
 * that look like links to articles, each once; what changes behind a link that was read is not seen. Throws
 * `SourceFailure` for what cannot be fetched or is no page, and for wrong options.
 */
export const readWebPage: ReadSource = async function* (place, world) {
  const options = statedOptions(() => webPageOptions(place.options));
  const cursor = cursorFor(place.cursor, wantOf(options));
  const fetched = await world.fetch(place.address, {
    accept: ACCEPT,
    validators: validatorsIn(cursor),
    ...(options.follow === 'links' && { limits: { wireBytes: LARGEST_LIST, bodyBytes: LARGEST_LIST } }),
    signal: world.signal,
  });
  if (fetched.status === 304) {
    const { retryAfter } = fetched;
    return { cursor, outcome: 'unchanged', findings: moved(fetched), retryAfter };
  }
  const asked = askedAs(wantOf(options));
  const { cursor: next, ...reading } =
    options.follow === 'none'
      ? yield* itself({ ...place, cursor }, fetched)
      : yield* linked({ ...place, cursor }, { fetched, options }, world);
  return { ...reading, cursor: { ...next, ...asked } };
};

/** What of the options says which links are meant; how many at a time does not. */
function wantOf({ follow, links, within }: WebPageOptions): readonly unknown[] {
  return [follow, links, within];
}

async function* itself({ address, cursor }: SourcePlace, fetched: Fetched): AsyncGenerator<SourceItem, SourceReading> {
  const hash = createHash('sha256').update(fetched.bytes).digest('base64url');
  const isNew = hash !== cursor['hash'];
  if (isNew) yield pageItem({ address: canonicalAddress(address) ?? address, state: hash, given: {} }, fetched);
  return {
    cursor: { hash, ...validatorsOf(fetched) },
    outcome: isNew ? 'items' : 'unchanged',
    findings: moved(fetched),
    retryAfter: fetched.retryAfter,
  };
}

async function* linked(
  { cursor }: SourcePlace,
  { fetched, options }: { readonly fetched: Fetched; readonly options: WebPageOptions },
  world: SourceWorld,
): AsyncGenerator<SourceItem, SourceReading> {
  const { address, bytes, charset } = fetched;
  const asked = { address, charset, selector: options.links, within: options.within };
  const found = await takenApart(world, 'page', bytes, asked);
  const memory = new LinkMemory(cursor['known']);
  const { fresh, listed } = freshLinks(found, memory);
  const request = { accept: ACCEPT, namedBy: address };
  const { items, unread, findings, retryAfter } = yield* readLinks(
    fresh,
    memory,
    { most: options.most, request, home: address, take: pageItem },
    world,
  );
  return {
    // A page of which something is left is read again, even if it did not change.
    cursor: { known: memory.text, ...(unread.length === 0 && validatorsOf(fetched)) },
    outcome: items > 0 ? 'items' : listed === 0 ? 'empty' : 'unchanged',
    findings: [...moved(fetched), ...oddities(found), ...findings],
    retryAfter: longest(fetched.retryAfter, retryAfter),
  };
}

/** The links that were not read yet, in the order of the page; those that were are noted as still there. */
function freshLinks(
  { links }: PageLinks,
  memory: LinkMemory,
): { readonly fresh: readonly Link[]; readonly listed: number } {
  const fresh = new Map<string, Link>();
  let listed = 0;
  for (const link of links) {
    const address = canonicalAddress(link.address);
    if (address === undefined) continue;
    listed++;
    const one: Link = { address, state: '', given: {} };
    if (memory.standing(one) === 'known') memory.note(one);
    else fresh.set(address, one);
  }
  return { fresh: [...fresh.values()], listed };
}

function oddities({ links, more }: PageLinks): SourceFinding[] {
  if (links.length === 0) {
    const message = 'The page has no links to documents that could be found; a selector can say which are meant.';
    return [{ code: 'web-page-no-links', severity: 'warning', message }];
  }
  if (more === 0) return [];
  const message = `The page has ${more} links more than are looked at.`;
  return [{ code: 'web-page-many-links', severity: 'warning', message }];
}

function longest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined ? other : Math.max(one, other ?? 0);
}
