import { type CitingReport, reportsCiting } from '../store/report-parts.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { type WholeHit, wholeHit } from './whole-hit.ts';

/** A hit with the reports that cite it: it is used by them. */
export interface ReadHit extends WholeHit {
  readonly usedBy: readonly CitingReport[];
}

/** Returns a hit with its history, and the reports that cite it, as far as the actor may read them. */
export function readHit(desk: Desk, actor: Actor, id: string): Promise<ReadHit> {
  return act(desk, actor, {
    action: 'hit-read',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'hit', id }],
    work: async ({ client }) => ({ ...(await wholeHit(client, id)), usedBy: await reportsCiting(client, id) }),
  });
}
