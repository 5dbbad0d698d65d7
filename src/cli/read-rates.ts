import { readFile } from 'node:fs/promises';
import { parseRates, type RateTable } from '../amounts/rates.ts';
import { Refusal } from '../errors.ts';

/** Reads a table of exchange rates in the layout of the ECB's `eurofxref-hist.csv`. */
export async function readRates(path: string): Promise<RateTable> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(
      'not-found',
      'rates-no-file',
      `The rates cannot be read from “${path}” (${error.code}); give a file in the layout of eurofxref-hist.csv.`,
    );
  });
  return parseRates(text);
}
