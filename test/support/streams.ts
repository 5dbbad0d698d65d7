import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'vitest';
import { ROOT } from './source-file.ts';

/** Public data beside the checkout; it is read and not copied. */
export const STREAMS = join(ROOT, '..', 'shared', 'data', 'streams');

/** A test on that data; where it is absent, one that is skipped and says so in its name. */
export function itWithStreams(sentence: string, check: () => void, timeout?: number): void {
  if (existsSync(STREAMS)) it(sentence, check, timeout);
  else it.skip(`${sentence} - SKIPPED: ../shared/data/streams is absent`, () => {});
}
