// How the benchmark of the pipeline reads and takes apart what the pipeline does.
import { createHash } from 'node:crypto';
import type { Extracted } from '../src/extract/extract-problem.ts';
import { inOrder } from '../src/pipeline/in-order.ts';
import type { Extract } from '../src/pipeline/understand-item.ts';
import { NO_CREDENTIALS } from '../src/sources/credentials/credential.ts';
import { readJsonLines } from '../src/sources/json-lines.ts';
import type { SourceItem, SourceWorld } from '../src/sources/source.ts';

/** As many as the desk takes apart at a time. */
export const EXTRACTED_AT_ONCE = 4;

export const seconds = (since: number): number => (performance.now() - since) / 1000;

export function worldOf(folder: string): SourceWorld {
  const fetch = (): never => {
    throw new Error('Nothing is fetched here.');
  };
  return {
    fetch,
    takeApart: fetch,
    findHost: fetch,
    credentials: NO_CREDENTIALS,
    folders: [folder],
    now: Date.now,
    signal: new AbortController().signal,
  };
}

export interface Read {
  readonly item: SourceItem;
  readonly extracted: readonly Extracted[];
}

/** Reads and takes apart as the pipeline does. */
export function readAll(path: string, folder: string, extract: Extract): AsyncGenerator<Read, void> {
  const items = readJsonLines({ address: path, options: {}, cursor: {} }, worldOf(folder));
  return inOrder(items, EXTRACTED_AT_ONCE, async (item) => {
    const { name, mediaType, address, given } = item;
    const origin = { path: name, mediaType, address, lang: given.language, charset: given.charset };
    return { item, extracted: await extract(item.bytes, origin) };
  });
}

/** The same as `md5` of the database makes of what it keeps. */
export function textKey({ title, text }: { readonly title?: string; readonly text: string }): string {
  return createHash('md5')
    .update(`${title ?? ''}\n${text}`)
    .digest('hex');
}
