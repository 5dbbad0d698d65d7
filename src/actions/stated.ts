import { IDENTIFIER } from '../domain/identifier.ts';
import type { StatedMarking } from '../domain/stated-marking.ts';
import { Refusal } from '../errors.ts';
import type { Label } from '../markings/label.ts';
import { heldNow } from '../store/readers.ts';
import { type Actor, aboveClearance } from './actor.ts';
import type { Desk } from './desk.ts';

/** A marking as somebody states it; it is never assumed. */
export interface Stated {
  readonly scheme: string;
  readonly marking: string;
  /** Each list is met by any one group of it, and all lists must be met. */
  readonly needToKnow?: readonly (readonly string[])[] | undefined;
}

const MOST_LISTS = 20;
const MOST_GROUPS = 50;

/** Refuses circles that are none, or too many to work out who is in all of them (`marking-need-to-know`). */
export function checkNeedToKnow(lists: readonly (readonly string[])[]): void {
  const isBounded = lists.length <= MOST_LISTS && lists.every((list) => list.length <= MOST_GROUPS);
  if (isBounded && lists.flat().every((name) => IDENTIFIER.test(name))) return;
  const message = `A marking asks for at most ${MOST_LISTS} lists of at most ${MOST_GROUPS} names of groups.`;
  throw new Refusal('invalid', 'marking-need-to-know', message);
}

/** Returns the label that a stated marking comes to; refuses one that is not valid (`marking-invalid`). */
function readStated({ schemes }: Desk, { scheme, marking, needToKnow = [] }: Stated): Label {
  checkNeedToKnow(needToKnow);
  return schemes.label(scheme, marking, { needToKnow });
}

/** Returns the number of the label of a stated marking, whoever may read it: for acts of administrators. */
export function labelOfStated(desk: Desk, stated: Stated, now: Date): Promise<number> {
  return desk.labels.idOfLabel(readStated(desk, stated), now);
}

/** The same for what the actor writes, who must be able to read it back (`action-above-clearance`). */
export function labelOfOwn(desk: Desk, actor: Actor, stated: Stated, now: Date): Promise<number> {
  return ownLabel(desk, actor, readStated(desk, stated), now);
}

/**
 * Returns the number of a label that the actor may read. One that is refused is not kept: nobody fills the table with
 * labels above them, nor sees by the time it takes whether one was there.
 */
export async function ownLabel(desk: Desk, actor: Actor, label: Label, now: Date): Promise<number> {
  const reader = await heldNow(desk.database.work, actor.id);
  const mayRead = reader && desk.schemes.mayRead(reader, label, 'display', now.getTime()).allowed;
  if (!mayRead) throw aboveClearance();
  return desk.labels.idOfLabel(label, now);
}

/** Returns a marking as it is kept and handed out. */
export function statedMarking({ scheme, marking, needToKnow = [] }: Stated): StatedMarking {
  return { scheme, marking, needToKnow };
}
