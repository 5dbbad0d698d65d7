import { Refusal } from '../errors.ts';
import { SourceFailure } from './source-failure.ts';

/** Reads the options of a source as they are stored; what is refused of them when a source is made fails it here. */
export function statedOptions<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw new SourceFailure(error.code, error.message);
    throw error;
  }
}
