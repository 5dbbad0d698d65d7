import { readSource as readStored } from '../store/sources.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type ReadableSource, readable } from './source-content.ts';

/** Returns a source. */
export function readSource(desk: Desk, actor: Actor, id: string): Promise<ReadableSource> {
  return act(desk, actor, {
    action: 'source-read',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'source', id }],
    work: async ({ client }) => readable(await found('source', id, (known) => readStored(client, known))),
  });
}
