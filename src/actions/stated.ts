import type { StatedMarking } from '../domain/stated-marking.ts';
import type { Desk } from './desk.ts';

/** A marking as somebody states it; it is never assumed. */
export interface Stated {
  readonly scheme: string;
  readonly marking: string;
  /** Each list is met by any one group of it, and all lists must be met. */
  readonly needToKnow?: readonly (readonly string[])[] | undefined;
}

/** Returns the number of the label that a stated marking comes to; refuses one that is not valid (`marking-invalid`). */
export function labelOfStated(desk: Desk, { scheme, marking, needToKnow = [] }: Stated, now: Date): Promise<number> {
  return desk.labels.idOfLabel(desk.schemes.label(scheme, marking, { needToKnow }), now);
}

/** Returns a marking as it is kept and handed out. */
export function statedMarking({ scheme, marking, needToKnow = [] }: Stated): StatedMarking {
  return { scheme, marking, needToKnow };
}
