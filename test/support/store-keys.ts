import { givenDocuments } from '../../src/pipeline/source-item.ts';
import type { SourceItem } from '../../src/sources/source.ts';
import { documentsAmong, extractedFrom } from './extracted.ts';

/** What documents of items are called in the store, in their order: the same key is the same document. */
export async function keysInStore(items: readonly SourceItem[]): Promise<string[]> {
  const keys: string[] = [];
  for (const item of items) {
    const documents = documentsAmong(await extractedFrom(item.bytes, { path: item.name, mediaType: item.mediaType }));
    keys.push(...givenDocuments(item, documents).map(({ key }) => key));
  }
  return keys;
}
