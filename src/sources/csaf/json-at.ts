import { decodeText } from '../../extract/decode-text.ts';
import { checkJson } from '../../extract/nesting.ts';
import { SourceFailure } from '../source-failure.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads JSON that a provider sent, within the limits of nesting and number. Throws `SourceFailure` (`csaf-bad-json`). */
export function readJson(bytes: Uint8Array): JsonObject {
  try {
    const text = decodeText(bytes, { charset: 'utf-8' });
    checkJson(text);
    return objectIn(JSON.parse(text));
  } catch (cause) {
    const message = 'What the provider of advisories sent is no sound JSON, or nests too deeply.';
    throw new SourceFailure('csaf-bad-json', message, undefined, { cause });
  }
}

/** Returns `value` if it is an object, else an empty one. */
export function objectIn(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** Returns the objects of a list; an empty list for what is none. */
export function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(objectIn) : [];
}

export function textIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
