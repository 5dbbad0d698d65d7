import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NOW, type TestStore, testServer, uuid } from '../../test/support/store.ts';
import { labelHashes, labelHashesById } from './label-hashes.ts';
import { addSource, type StoredSource } from './sources.ts';
import { inTransaction } from './transaction.ts';

const newStore = testServer();

/** Both ways for one object: by its noun, and by its id alone. */
function bothWays({ database }: TestStore, noun: string, id: string) {
  return inTransaction(database.work, async (client) => ({
    byNoun: await labelHashes(client, [{ noun, id }]),
    byId: [...((await labelHashesById(client, [id])).get(id) ?? [])].sort(),
  }));
}

async function hashesOf({ database }: TestStore, ids: readonly number[]): Promise<string[]> {
  const { rows } = await database.owner.query<{ key: string }>('select key from vigie.label where id = any($1)', [ids]);
  return rows.map(({ key }) => createHash('sha256').update(key).digest('hex')).sort();
}

function sourceOf(labelId: number, defaultLabelId: number): StoredSource {
  const stated = { scheme: 'us-capco', marking: 'U', needToKnow: [] };
  const at = new Date(NOW);
  return {
    ...{ id: uuid(), name: 'Gazette', kind: 'feed', address: 'https://x.example/', reliability: 'B' },
    ...{ discipline: 'open-web', trusted: false, schedule: {}, status: 'active', madeAt: at, changedAt: at },
    ...{ stated, labelId, defaultStated: stated, defaultLabelId },
  };
}

describe('the labels of what an entry names', () => {
  it('are all that it carries, each once, by its noun and by its id', async () => {
    const store = await newStore();
    const [own, ofDocuments] = [await store.label('U'), await store.label('S//NF')];
    const [source, plain] = [sourceOf(own, ofDocuments), sourceOf(own, own)];
    await inTransaction(store.database.work, async (client) => {
      await addSource(client, source);
      await addSource(client, plain);
    });
    const two = await hashesOf(store, [own, ofDocuments]);
    expect(two).toHaveLength(2);
    expect(await bothWays(store, 'source', source.id)).toEqual({ byNoun: two, byId: two });
    const one = await hashesOf(store, [own]);
    expect(await bothWays(store, 'source', plain.id)).toEqual({ byNoun: one, byId: one });
    expect(await bothWays(store, 'source', uuid())).toEqual({ byNoun: [], byId: [] });
  });

  it('are by the id of a reader those of the account too', async () => {
    const store = await newStore();
    const { actorId } = await store.session({});
    const above = await store.label('S//NF');
    await store.database.owner.query('update vigie.account set label_id = $2 where id = $1', [actorId, above]);
    expect((await bothWays(store, 'account', actorId)).byNoun).toEqual(await hashesOf(store, [above]));
    expect((await bothWays(store, 'account', actorId)).byId).toHaveLength(2);
  });
});
