import { takeApart } from '../../src/extract/take-apart.ts';
import { NO_CREDENTIALS } from '../../src/sources/credentials/credential.ts';
import { signedIn } from '../../src/sources/credentials/signed-in.ts';
import type { ReadSource, SourceItem, SourcePlace, SourceReading, SourceWorld } from '../../src/sources/source.ts';

/** What one reading of a source gave, and how it ended. */
export interface ReadOnce {
  readonly items: readonly SourceItem[];
  readonly reading: SourceReading;
}

/** A world without a network, in which nothing is allowed that is not said, and whose clock stands still. */
export const NOWHERE: SourceWorld = {
  fetch: () => Promise.reject(new Error('There is no network in this test.')),
  // Here and not in a thread, which the tests of sources need not try.
  takeApart,
  findHost: () => Promise.reject(new Error('There is no network in this test.')),
  credentials: NO_CREDENTIALS,
  folders: [],
  now: () => 0,
  signal: new AbortController().signal,
};

/** Reads a source to its end. Its cursor goes through JSON, as the store has it. */
export async function readToEnd(
  read: ReadSource,
  { address, options = {}, cursor = {} }: Pick<SourcePlace, 'address'> & Partial<SourcePlace>,
  world: Partial<SourceWorld> = {},
): Promise<ReadOnce> {
  const kept = JSON.parse(JSON.stringify(cursor)) as SourcePlace['cursor'];
  const source = read({ address, options, cursor: kept }, signedIn({ ...NOWHERE, ...world }, address));
  const items: SourceItem[] = [];
  for (;;) {
    const { done, value } = await source.next();
    if (done) return { items, reading: value };
    items.push(value);
  }
}

export const keysOf = ({ items }: ReadOnce) => items.map(({ key }) => key);
export const textOf = ({ bytes }: SourceItem) => Buffer.from(bytes).toString();
/** How the items are called to people: by their files and lines. */
export const namesOf = ({ items }: ReadOnce) => items.map(({ name }) => name);
