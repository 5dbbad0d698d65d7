import { orderFileJsonSchema } from '../../schema/order-file.ts';
import { EXIT } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

/** Prints the JSON Schema of order files. */
export function printOrderSchema(terminal: Terminal): number {
  terminal.out(`${JSON.stringify(orderFileJsonSchema(), null, 2)}\n`);
  return EXIT.found;
}
