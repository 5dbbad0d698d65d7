import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NOW, testServer, uuid } from '../../test/support/store.ts';
import { addDocuments } from './documents.ts';
import { joinStory, storyOf } from './stories.ts';
import { inTransaction } from './transaction.ts';

const newStore = testServer();
const now = new Date(NOW);

describe('a document', () => {
  it('stays in the story that it is in, and none is made that would be empty', async () => {
    const { database, label } = await newStore();
    const document = { id: uuid(), labelId: await label('U') };
    const [first, second] = [uuid(), uuid()];
    await inTransaction(database.work, async (client) => {
      await addDocuments(client, [
        {
          ...document,
          ...{ sourceId: null, title: 'x', body: 'x', language: null, publishedOn: null, address: null },
          ...{ supersedesId: null, receivedAt: now, contentHash: createHash('sha256').digest(), lexemes: [] },
        },
      ]);
      await joinStory(client, document, first, now);
      await joinStory(client, document, second, now);
      expect(await storyOf(client, document.id)).toMatchObject({ storyId: first });
    });
    expect((await database.owner.query('select id from vigie.story')).rows).toEqual([{ id: first }]);
  });
});
