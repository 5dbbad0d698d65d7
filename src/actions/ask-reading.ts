import { readSource } from '../store/sources.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type ReadableSource, readable } from './source-content.ts';

/** `source-run`: it is read before it is due. `source-ingest`: documents are brought as its. */
export type ReadingAsked = 'source-run' | 'source-ingest';

/** Asks the pipeline to take documents of a source in, outside of its schedule; the entry says who asked. */
export function askReading(desk: Desk, actor: Actor, asked: ReadingAsked, id: string): Promise<ReadableSource> {
  return act(desk, actor, {
    action: asked,
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'source', id }],
    async work({ client }) {
      return readable(await found('source', id, (known) => readSource(client, known)));
    },
  });
}
