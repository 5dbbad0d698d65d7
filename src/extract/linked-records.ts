import type { MarkupDocument } from './markup-tree.ts';
import { checkJson } from './nesting.ts';
import { isRecord, type UnknownRecord } from './record-fields.ts';

/** Objects of a page's JSON-LD that are looked at. */
const MOST_OBJECTS = 20_000;

/** Returns all objects of the page's JSON-LD, outer ones first. What is broken is passed over: the page has other places. */
export function linkedRecords(page: MarkupDocument): readonly UnknownRecord[] {
  const queue: unknown[] = [];
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    const source = (script.textContent ?? '').replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '');
    try {
      checkJson(source);
      queue.push(JSON.parse(source));
    } catch {
      // Broken JSON-LD is common.
    }
  }
  const records: UnknownRecord[] = [];
  for (const one of queue) {
    if (isRecord(one)) records.push(one);
    if (records.length >= MOST_OBJECTS) break;
    if (typeof one === 'object' && one !== null) for (const inner of Object.values(one)) queue.push(inner);
  }
  return records;
}

/** Returns the first text that any of the records has under `name`, and of which `read` makes something. */
export function linkedText<T>(
  records: readonly UnknownRecord[],
  name: string,
  read: (text: string) => T | undefined,
): T | undefined {
  for (const record of records) {
    const value = record[name];
    const found = typeof value === 'string' ? read(value) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns the names of the authors of the first record that has a headline and authors. */
export function linkedAuthors(records: readonly UnknownRecord[]): string[] {
  for (const record of records) {
    if (record['headline'] === undefined) continue;
    const authors = [record['author']].flat().map((author) => {
      const name = isRecord(author) ? author['name'] : author;
      return typeof name === 'string' ? name : '';
    });
    const named = authors.filter((name) => name !== '');
    if (named.length > 0) return named;
  }
  return [];
}
