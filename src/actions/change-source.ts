import { checkSource, type DescribedSource } from '../domain/source.ts';
import { Refusal } from '../errors.ts';
import { changeSource as changeStored, readSource } from '../store/sources.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { laterThan } from './later-than.ts';
import { type ReadableSource, readable } from './source-content.ts';

/** What a source is from now on, written over one that its author has read. Its kind and its markings stay. */
export interface SourceChange extends Omit<DescribedSource, 'kind'> {
  readonly id: string;
  /** Of the source that it was written over. */
  readonly changedAt: Date;
}

/** Changes a source; refused with `source-moved` where somebody else has changed it meanwhile. */
export function changeSource(desk: Desk, actor: Actor, change: SourceChange): Promise<ReadableSource> {
  const { id, changedAt, name, address, reliability, discipline, schedule, trusted, status } = change;
  return act(desk, actor, {
    action: 'source-change',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'source', id }],
    async work({ client, now }) {
      const stored = await found('source', id, (known) => readSource(client, known, 'to change'));
      if (stored.changedAt.getTime() !== changedAt.getTime()) {
        const message = 'The source was changed since you read it; read it again and change what it is now.';
        throw new Refusal('conflict', 'source-moved', message);
      }
      const described = { name, address, reliability, discipline, schedule, trusted, status };
      const changed = { ...stored, ...described, changedAt: laterThan(stored.changedAt, now) };
      checkSource(changed);
      await changeStored(client, changed);
      return readable(changed);
    },
  });
}
