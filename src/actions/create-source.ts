import { checkSource, type DescribedSource, usualDiscipline } from '../domain/source.ts';
import { addSource, isNewAddress, type StoredSource } from '../store/sources.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { type ReadableSource, readable } from './source-content.ts';
import { labelOfOwn, type Stated, statedMarking } from './stated.ts';

/** A source as somebody writes it. The marking is that of the fact that the desk reads it. */
export interface NewSource extends Omit<DescribedSource, 'status' | 'schedule' | 'discipline'>, Stated {
  /** That of its kind where it is not stated. */
  readonly discipline?: DescribedSource['discipline'] | undefined;
  readonly schedule?: DescribedSource['schedule'] | undefined;
  /** Of documents that bring no marking which counts. */
  readonly defaultMarking: Stated;
}

/** Makes a source, which is active at once. Whoever makes it may read both of its markings. */
export async function createSource(desk: Desk, actor: Actor, source: NewSource): Promise<ReadableSource> {
  return (await make(desk, actor, source, async () => true))!;
}

/** The same, unless the actor may read a source that has the address; of two who do this at once, one makes it. */
export function createSourceOnce(desk: Desk, actor: Actor, source: NewSource): Promise<ReadableSource | undefined> {
  return make(desk, actor, source, async ({ client, because }) => {
    if (await isNewAddress(client, source.address)) return true;
    because('source-known');
    return false;
  });
}

function make(
  desk: Desk,
  actor: Actor,
  source: NewSource,
  isWanted: (deed: Deed) => Promise<boolean>,
): Promise<ReadableSource | undefined> {
  const { name: ownName, kind, address, reliability, trusted, schedule = {} } = source;
  const discipline = source.discipline ?? usualDiscipline(kind);
  const place = { name: ownName, kind, address, reliability };
  const described: DescribedSource = { ...place, discipline, schedule, trusted, status: 'active' };
  return act(desk, actor, {
    action: 'source-create',
    roles: ['editor', 'analyst'],
    async prepare(now) {
      checkSource(described);
      return {
        labelId: await labelOfOwn(desk, actor, source, now),
        defaultLabelId: await labelOfOwn(desk, actor, source.defaultMarking, now),
      };
    },
    async work(deed, { labelId, defaultLabelId }) {
      const { client, now, name } = deed;
      if (!(await isWanted(deed))) return undefined;
      const made: StoredSource = {
        ...described,
        id: desk.newId('source'),
        stated: statedMarking(source),
        labelId,
        defaultStated: statedMarking(source.defaultMarking),
        defaultLabelId,
        madeAt: now,
        changedAt: now,
      };
      await addSource(client, made);
      name('source', [made.id]);
      return readable(made);
    },
  });
}
