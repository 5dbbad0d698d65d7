import { csafOptions } from '../domain/source-options.ts';
import type { AdvisoryLink } from '../extract/lists/advisory-links.ts';
import { findProvider } from './csaf/find-provider.ts';
import { HashCheck } from './csaf/hash-check.ts';
import { listAdvisories } from './csaf/listed-advisories.ts';
import { SignatureCheck } from './csaf/signature-check.ts';
import type { Fetched } from './fetch/guarded-fetch.ts';
import { askedAs, cursorFor } from './links/asked-as.ts';
import { FailingLists } from './links/failing-lists.ts';
import { LinkMemory } from './links/link-memory.ts';
import { readLinks } from './links/read-links.ts';
import { nextAfter, wantedLinks } from './links/timed-links.ts';
import type { ReadSource, SourceCursor, SourceFinding, SourceItem } from './source.ts';
import { statedOptions } from './stated-options.ts';

/** Advisories are put up some time after the day that they state; in milliseconds. */
const LATE = 90 * 24 * 3600 * 1000;

/**
 * Reads the security advisories of a provider (CSAF 2.0, section 7): those that are new or changed by its ROLIE feeds or its
 * `changes.csv`; of an `index.txt`, which has no times, those that are new. Each is compared with the hash that lies beside it, and
 * with its signature where the provider names keys. Throws `SourceFailure` for what cannot be fetched or is no provider, and for wrong options.
 */
export const readCsaf: ReadSource = async function* ({ address, options, cursor: before }, world) {
  const { labels, most, keys, signatures } = statedOptions(() => csafOptions(options));
  const cursor = cursorFor(before, labels);
  const after = typeof cursor['after'] === 'number' ? cursor['after'] : 0;
  const provider = await findProvider(address, world);
  const lists = (typeof cursor['lists'] === 'object' ? cursor['lists'] : undefined) ?? {};
  const listed = await listAdvisories(provider, { labels, lists: lists as SourceCursor, address }, world);
  const failing = new FailingLists(cursor);
  for (const list of listed.failed) failing.note(list);
  const { cursor: stillFailing, isHeld, givenUp } = failing.ending(true);
  const memory = new LinkMemory(cursor['known']);
  const wanted = wantedLinks(listed.links, memory, after);
  const hashes = new HashCheck(world);
  const named = signatures === 'check' ? provider.keys : [];
  const signed = new SignatureCheck({ named, trusted: keys, namedBy: address }, world);
  if (wanted.links.length > 0) await signed.begin();
  const take = async (link: AdvisoryLink, fetched: Fetched): Promise<SourceItem> => {
    await hashes.check(link, fetched.bytes);
    await signed.check(link, fetched.bytes);
    return advisoryItem(link, fetched);
  };
  const request = { accept: 'application/json', robots: 'named', namedBy: address } as const;
  const { items, unread, findings, retryAfter } = yield* readLinks(
    wanted.links,
    memory,
    { most, request, home: address, take },
    world,
  );
  return {
    cursor: {
      known: memory.text,
      ...askedAs(labels),
      ...stillFailing,
      // What a list holds that failed may be older than what others hold.
      after: isHeld ? after : nextAfter(listed.links, unread, { after, now: world.now(), late: LATE }),
      // A list of which something is left is read again, even if it did not change.
      ...(unread.length === 0 && { lists: listed.lists }),
    },
    outcome:
      items > 0
        ? 'items'
        : listed.links.length === 0 && !listed.isKnown && listed.failed.length === 0
          ? 'empty'
          : 'unchanged',
    findings: [
      ...listed.findings,
      ...missed(givenUp),
      ...unwatched(wanted.unwatched),
      ...hashes.findings,
      ...signed.findings,
      ...findings,
    ],
    retryAfter,
  };
};

function advisoryItem({ address: key, given }: AdvisoryLink, { address, bytes }: Fetched): SourceItem {
  const name = new URL(key).pathname.split('/').at(-1)!.slice(-200);
  return { key, address, bytes, mediaType: 'application/json', name, given };
}

function missed(lists: number): SourceFinding[] {
  if (lists === 0) return [];
  const message = `${lists} lists of the provider could not be read for so long that older advisories of theirs may be missed.`;
  return [{ code: 'csaf-lists-given-up', severity: 'warning', message }];
}

function unwatched(count: number): SourceFinding[] {
  if (count === 0) return [];
  const message = `The provider lists ${count} advisories without a time beyond those that are looked at.`;
  return [{ code: 'csaf-too-many', severity: 'warning', message }];
}
