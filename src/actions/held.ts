import { Refusal } from '../errors.ts';
import type { HeldByReader } from '../store/readers.ts';

const WORD = /^[\p{L}\p{N}\p{P}\p{S}][\p{L}\p{N}\p{P}\p{S} ]{0,99}$/u;
const MOST_WORDS = 500;
const LONGEST_NAME = 200;

/**
 * Returns what a reader is to hold, with nothing else that came with it: groups in particular, into which one is let by
 * acts of their own. Refused with `clearance-invalid` where a part is no word.
 */
export function settleHeld({ nationality, organisation, levels = {}, controls = {} }: HeldByReader): HeldByReader {
  const held = {
    ...(nationality === undefined ? {} : { nationality }),
    ...(organisation === undefined ? {} : { organisation }),
    levels: { ...levels },
    controls: Object.fromEntries(Object.entries(controls).map(([scheme, list]) => [scheme, [...list]])),
  };
  const words = [
    ...[nationality, organisation].flatMap((word) => word ?? []),
    ...Object.entries(held.levels).flat(),
    ...Object.entries(held.controls).flatMap(([scheme, list]) => [scheme, ...list]),
  ];
  if (words.length <= MOST_WORDS && words.every((word) => typeof word === 'string' && WORD.test(word))) return held;
  const message =
    'A clearance states nationality, organisation, levels and controls, in words of at most 100 characters.';
  throw new Refusal('invalid', 'clearance-invalid', message);
}

/** Refuses a name of a reader that is empty or longer than 200 characters (`reader-name`). */
export function checkReaderName(name: string): void {
  if (name.trim() !== '' && name.length <= LONGEST_NAME) return;
  throw new Refusal('invalid', 'reader-name', `A reader has a name of at most ${LONGEST_NAME} characters.`);
}
