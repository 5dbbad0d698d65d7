import { type Change, changesBound, changesSince } from '../store/changes.ts';
import { act, checkMay } from './act.ts';
import type { Actor } from './actor.ts';
import { withClearance } from './as-actor.ts';
import type { Desk } from './desk.ts';

/** Where somebody who looks on stands: a place of the database, which nobody outside of it is told. */
export type ChangePlace = string;

/** What changed since a place, as far as the actor may read it now. */
export interface SeenChanges {
  readonly place: ChangePlace;
  /** Empty where there are more than can be told one by one: then whoever looks on reads all anew. */
  readonly changes: readonly Change[];
  readonly isWhole: boolean;
}

const MOST = 200;
const FOLLOWING = { action: 'change-list', roles: ['editor', 'analyst', 'releaser'] } as const;

/** Begins to look on; returns from where. The log has one entry of it, and none of what is seen: it is ids alone. */
export function followChanges(desk: Desk, actor: Actor): Promise<ChangePlace> {
  return act(desk, actor, {
    ...FOLLOWING,
    work: ({ client }) => changesBound(client),
  });
}

/** Returns what changed from a place on, under the clearance that the actor has by now, if they still may look on. */
export async function seeChanges(desk: Desk, actor: Actor, from: ChangePlace): Promise<SeenChanges> {
  checkMay(actor, FOLLOWING);
  const now = new Date(desk.now());
  const { upTo, changes } = await withClearance(desk.database.app, actor, now, (client) =>
    changesSince(client, from, MOST + 1),
  );
  const isWhole = changes.length <= MOST;
  return { place: upTo, changes: isWhole ? changes : [], isWhole };
}
