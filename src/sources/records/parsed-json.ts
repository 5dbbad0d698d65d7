import { decodeText } from '../../extract/decode-text.ts';
import { checkJson } from '../../extract/nesting.ts';
import { SourceFailure } from '../source-failure.ts';

/** Parses JSON that a site sent, within the limits of nesting and number. Throws `SourceFailure` (`file-bad-json`). */
export function parsedJson(bytes: Uint8Array): unknown {
  try {
    const text = decodeText(bytes, { charset: 'utf-8' });
    checkJson(text);
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const message = 'What lies at the address is no sound JSON, or nests too deeply.';
    throw new SourceFailure('file-bad-json', message, undefined, { cause });
  }
}
