import { Refusal, type Said } from '../errors.ts';
import type { SchemeSet } from '../markings/scheme-set.ts';

/** Returns what says why a marking is none, in a scheme of its own or in the usual one (`marking-unknown-scheme` where that is none). */
export function markingComplaint(schemes: SchemeSet, usual: string) {
  const { id } = schemes.scheme(usual);
  return (marking: string, own = id): Said | undefined => {
    try {
      schemes.label(own, marking);
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error.said();
      throw error;
    }
  };
}
