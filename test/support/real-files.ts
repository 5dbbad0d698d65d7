import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Document } from '../../src/domain/document.ts';
import { type Extracted, isExtractProblem, type Origin } from '../../src/extract/extract-problem.ts';
import { foldedTokens } from '../../src/text/words.ts';
import { extractedFrom } from './extracted.ts';

/** Where real files lie beside the checkout; they are no part of it. */
const REAL_FILES: string = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', '/');

/** Its speeches, articles and advisories. */
export const STREAMS: string = join(REAL_FILES, 'streams');

const LONGEST = { timeout: 300_000 };

/** Runs where the folder of real files is there; otherwise the name of the skipped test says what is missing. */
export function withFiles(folder: string, sentence: string, check: (paths: string[]) => Promise<void> | void): void {
  const present = existsSync(REAL_FILES + folder);
  const name = present ? sentence : `${sentence} (skipped: ../shared/data/${folder} is not there)`;
  it.skipIf(!present)(name, LONGEST, () => check(filesBelow(REAL_FILES + folder)));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
}

/** All that comes out of a file. */
export function itemsOf(path: string, origin: Partial<Origin> = {}): Promise<Extracted[]> {
  return extractedFrom(readFileSync(path), { path, ...origin });
}

/** The documents of files that give no problem. */
export async function documentsOf(paths: string[]): Promise<Document[]> {
  const documents: Document[] = [];
  for (const path of paths) {
    const items = await itemsOf(path);
    expect(items.filter(isExtractProblem), path).toEqual([]);
    documents.push(...(items as Document[]));
  }
  return documents;
}

/** How two texts share their words, of which each counts as often as it stands. */
export interface Overlap {
  /** Share of the wanted words that are there. */
  readonly recall: number;
  /** Share of the words there that are wanted. */
  readonly precision: number;
  /** Harmonic mean of the two. */
  readonly f1: number;
}

export function overlap(got: string, wanted: string): Overlap {
  const left = new Map<string, number>();
  const [gotWords, wantedWords] = [foldedTokens(got), foldedTokens(wanted)];
  for (const word of gotWords) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of wantedWords) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared++;
  }
  const share = (of: number) => (of === 0 ? Number(wantedWords.length === gotWords.length) : shared / of);
  const [recall, precision] = [share(wantedWords.length), share(gotWords.length)];
  return { recall, precision, f1: recall + precision === 0 ? 0 : (2 * recall * precision) / (recall + precision) };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
