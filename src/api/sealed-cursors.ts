import { noCursor } from '../actions/pages.ts';
import { SealedText } from './sealed-text.ts';

/**
 * Hides where a list of the log goes on: a place there tells how much lies between that is not for its reader. The key is of
 * this process alone; after a restart the list begins anew.
 */
export class SealedCursors {
  readonly #sealed = new SealedText();

  seal(cursor: string): string {
    // All of one length, since a place of six digits tells of more than one of five.
    return this.#sealed.seal(cursor.padStart(16));
  }

  /** Refused with `cursor-invalid` where it was not sealed here. */
  open(sealed: string | undefined): string | undefined {
    if (sealed === undefined) return undefined;
    const cursor = this.#sealed.open(sealed);
    if (cursor === undefined) throw noCursor();
    return cursor.trimStart();
  }
}
