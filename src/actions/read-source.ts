import { readSource as readStored } from '../store/sources.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { readable } from './source-content.ts';
import { type StandingSource, withStandings } from './source-standing.ts';

/** Returns a source with how it does. */
export function readSource(desk: Desk, actor: Actor, id: string): Promise<StandingSource> {
  return act(desk, actor, {
    action: 'source-read',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'source', id }],
    async work({ client, now }) {
      const stored = await found('source', id, (known) => readStored(client, known));
      const [source] = await withStandings(client, [readable(stored)], now);
      return source!;
    },
  });
}
