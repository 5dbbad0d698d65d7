import { readerFileJsonSchema } from '../../schema/reader-file.ts';
import { EXIT } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

/** Prints the JSON Schema of reader files. */
export function printReaderSchema(terminal: Terminal): number {
  terminal.out(`${JSON.stringify(readerFileJsonSchema(), null, 2)}\n`);
  return EXIT.found;
}
