import { Unreadable } from '../../extract/extract-problem.ts';
import { soundJson } from '../../extract/lists/sound-json.ts';
import { SourceFailure } from '../source-failure.ts';

/** Parses JSON that a site sent, within the limits of nesting and number. Throws `SourceFailure` (`file-bad-json`). */
export function parsedJson(bytes: Uint8Array): unknown {
  try {
    return soundJson(bytes);
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause;
    throw new SourceFailure(cause.code, cause.message, undefined, { cause });
  }
}
