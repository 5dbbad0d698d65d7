import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'vitest';
import exceptions from '../golden/markings-exceptions.json' with { type: 'json' };
import { ROOT } from './source-file.ts';

/** Published facts about markings, beside the checkout; they are read and not copied. */
const FILE = join(ROOT, '..', 'shared', 'vectors', 'markings.jsonl');

export const vectorsPresent = existsSync(FILE);
/** What the name of a test ends with that cannot be run without the facts. */
export const whySkipped = vectorsPresent ? '' : ' - SKIPPED: ../shared/vectors/markings.jsonl is absent';

/** The facts that are not met, with the reason. */
export const vectorExceptions: Readonly<Record<string, string>> = exceptions;

interface AnyVector {
  readonly scheme: string;
  readonly kind: string;
}

/** Returns the facts of a scheme, of some kinds or of all; none where the file is absent. */
export function vectorsOf<Vector>(scheme: string, ...kinds: readonly string[]): Vector[] {
  if (!vectorsPresent) return [];
  const all = readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AnyVector);
  const wanted = all.filter(
    (vector) => vector.scheme === scheme && (kinds.length === 0 || kinds.includes(vector.kind)),
  );
  return wanted as unknown as Vector[];
}

/** Makes a test of each fact by its id; one that is skipped, by name, where the file is absent. */
export function testEach<Vector>(what: string, vectors: readonly Vector[], test: (vector: Vector) => void): void {
  if (vectorsPresent) it.each(vectors.map((vector) => ({ ...vector })))('$id', test);
  else it.skip(`${what}${whySkipped}`);
}
