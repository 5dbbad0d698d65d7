import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { noCursor } from '../actions/pages.ts';

const NONCE = 12;
const TAG = 16;

/**
 * Hides where a list of the log goes on: a place there tells how much lies between that is not for its reader. The key is of
 * this process alone; after a restart the list begins anew.
 */
export class SealedCursors {
  readonly #key = randomBytes(32);

  seal(cursor: string): string {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    // All of one length, since a place of six digits tells of more than one of five.
    const sealed = Buffer.concat([cipher.update(cursor.padStart(16)), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** Refused with `cursor-invalid` where it was not sealed here. */
  open(sealed: string | undefined): string | undefined {
    if (sealed === undefined) return undefined;
    const bytes = Buffer.from(sealed, 'base64url');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, NONCE), { authTagLength: TAG });
      decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()])
        .toString()
        .trimStart();
    } catch {
      throw noCursor();
    }
  }
}
