import { decodeText } from '../decode-text.ts';
import { Unreadable } from '../extract-problem.ts';
import { checkJson } from '../nesting.ts';

/** Parses JSON that a site sent, within the limits of nesting and number. Throws `Unreadable` (`file-bad-json`). */
export function soundJson(bytes: Uint8Array): unknown {
  try {
    const text = decodeText(bytes, { charset: 'utf-8' });
    checkJson(text);
    return JSON.parse(text) as unknown;
  } catch {
    throw new Unreadable('file-bad-json', 'What lies at the address is no sound JSON, or nests too deeply.');
  }
}
