import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NOW, type TestStore, testServer, uuid } from '../../test/support/store.ts';
import {
  addDocuments,
  countDocuments,
  hasDocument,
  listDocuments,
  type NewDocument,
  readDocument,
  searchDocuments,
} from './documents.ts';
import { listEditions } from './editions.ts';
import { inSession, inTransaction, type Session } from './transaction.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const LIAISON = { nationality: 'GBR', organisation: 'GBR', levels: { 'us-capco': 'S' } };

function documentOf(labelId: number, title: string, minutes = 0): NewDocument {
  return {
    id: uuid(),
    labelId,
    sourceId: null,
    title,
    body: `${title} body`,
    language: 'en',
    publishedOn: '2026-11-20',
    address: null,
    supersedesId: null,
    receivedAt: new Date(NOW - minutes * 60_000),
    contentHash: createHash('sha256').update(title).digest(),
    lexemes: title.toLowerCase().split(' '),
  };
}

function add(store: TestStore, ...documents: readonly NewDocument[]): Promise<string[]> {
  return inTransaction(store.database.work, (client) => addDocuments(client, documents));
}

function titles(store: TestStore, session: Session): Promise<string[]> {
  return inSession(store.database.app, session, async (client) =>
    (await listDocuments(client, {})).items.map(({ title }) => title),
  );
}

describe('documents under policy', () => {
  it('are there for those who may read them, and for nobody else', async () => {
    const store = await newStore();
    const [open, secret, released] = await Promise.all(
      ['U', 'S//NF', 'S//REL TO USA, GBR'].map((mark) => store.label(mark)),
    );
    await add(store, documentOf(open!, 'open'), documentOf(secret!, 'secret', 1), documentOf(released!, 'released', 2));
    expect(await titles(store, await store.session(ANALYST))).toEqual(['open', 'secret', 'released']);
    expect(await titles(store, await store.session(LIAISON))).toEqual(['open', 'released']);
    expect(await titles(store, await store.session({}))).toEqual(['open']);
  });

  it('are denied where nobody is named, and where the settings are broken', async () => {
    const store = await newStore();
    await add(store, documentOf(await store.label('U'), 'open'));
    const seen = (settings: string) =>
      inTransaction(store.database.app, async (client) => {
        await client.query(settings);
        return countDocuments(client);
      });
    expect(await seen('select 1')).toBe(0);
    expect(await seen("select set_config('vigie.clearance', '', true)")).toBe(0);
    const session = await store.session(ANALYST);
    expect(await seen(`select set_config('vigie.clearance', '${session.clearanceId}', true)`)).toBe(0);
    expect(await inSession(store.database.app, session, countDocuments)).toBe(1);
    // What one transaction says is not there in the next one on the same connection.
    expect(await seen('select 1')).toBe(0);
    expect(await inSession(store.database.app, { ...session, clearanceId: '1' }, countDocuments)).toBe(0);
  });

  it('are found by their words under the same condition', async () => {
    const store = await newStore();
    const [open, secret] = await Promise.all(['U', 'S//NF'].map((mark) => store.label(mark)));
    await add(
      store,
      documentOf(open!, 'growth pact'),
      documentOf(secret!, 'growth plan'),
      documentOf(open!, "o'brien \\ & | !"),
    );
    const found = async (session: Session, ...words: string[]) =>
      (
        await inSession(store.database.app, session, (client) =>
          searchDocuments(client, { all: words.map((lexeme) => ({ lexeme })) }),
        )
      ).items.map(({ title }) => title);
    const [analyst, nobody] = [await store.session(ANALYST), await store.session({})];
    expect((await found(analyst, 'growth')).sort()).toEqual(['growth pact', 'growth plan']);
    expect(await found(nobody, 'growth')).toEqual(['growth pact']);
    expect(await found(nobody, 'growth', 'plan')).toEqual([]);
    expect(await found(nobody, "o'brien")).toEqual(["o'brien \\ & | !"]);
    expect(await found(nobody, '\\')).toEqual(["o'brien \\ & | !"]);
    expect(await found(nobody)).toEqual([]);
  });

  it('cannot be told from what does not exist', async () => {
    const store = await newStore();
    const hidden = documentOf(await store.label('S//NF'), 'hidden');
    await add(store, hidden);
    const session = await store.session({});
    const read = (id: string) => inSession(store.database.app, session, (client) => readDocument(client, id));
    expect(await read(hidden.id)).toEqual(await read(uuid()));
    const isThere = (who: Session, id: string) =>
      inSession(store.database.app, who, (client) => hasDocument(client, id));
    expect(await isThere(session, hidden.id)).toBe(false);
    expect(await isThere(session, uuid())).toBe(false);
    expect(await isThere(await store.session(ANALYST), hidden.id)).toBe(true);
  });

  it('are listed by their editions without their texts', async () => {
    const store = await newStore();
    const label = await store.label('U');
    const first = documentOf(label, 'first');
    await add(store, first);
    await add(store, { ...documentOf(label, 'second', -1), supersedesId: first.id });
    const editions = await inSession(store.database.app, await store.session({}), (client) =>
      listEditions(client, { id: first.id, way: 'later', most: 5 }),
    );
    expect(editions).toMatchObject([{ title: 'second', supersedesId: first.id }]);
    expect(editions[0]).not.toHaveProperty('body');
  });

  it('are not written above what the writer may read, nor changed into it', async () => {
    const store = await newStore();
    const [open, secret] = await Promise.all(['U', 'S//NF'].map((mark) => store.label(mark)));
    const session = await store.session({});
    const write = (labelId: number) =>
      inSession(store.database.app, session, (client) =>
        addDocuments(client, [documentOf(labelId, `by nobody ${labelId}`)]),
      );
    await expect(write(secret!)).rejects.toMatchObject({ code: '42501' });
    expect(await write(open!)).toHaveLength(1);
    const raise = inSession(store.database.app, session, (client) =>
      client.query('update vigie.document set label_id = $1', [secret]),
    );
    await expect(raise).rejects.toMatchObject({ code: '42501' });
    const lower = inSession(store.database.app, await store.session(ANALYST), (client) =>
      client.query('update vigie.document set label_id = $1 where label_id = $2', [open, secret]),
    );
    await expect(lower).rejects.toMatchObject({ code: '42501' });
  });

  it('come page by page, each once, with equal times too', async () => {
    const store = await newStore();
    const label = await store.label('U');
    await add(
      store,
      ...Array.from({ length: 25 }, (_, index) => documentOf(label, `title ${index}`, Math.floor(index / 7))),
    );
    const seen = await inSession(store.database.app, await store.session({}), async (client) => {
      const ids: string[] = [];
      for (
        let page = await listDocuments(client, { most: 4 });
        ;
        page = await listDocuments(client, { most: 4, after: page.next! })
      ) {
        ids.push(...page.items.map(({ id }) => id));
        if (!page.next) return ids;
      }
    });
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
  });

  it('are stored once under one label, and kept whatever their text', async () => {
    const store = await newStore();
    const label = await store.label('U');
    const one = documentOf(label, 'a\u0000b \ud83d\ude00 é \ud800');
    expect(await add(store, one, { ...documentOf(label, 'other'), contentHash: one.contentHash })).toEqual([one.id]);
    expect(await add(store, { ...one, id: uuid() })).toEqual([]);
    const session = await store.session({});
    expect(
      await inSession(store.database.app, session, async (client) => (await readDocument(client, one.id))?.title),
    ).toBe('a\ufffdb \ud83d\ude00 é \ufffd');
  });

  it('open when their embargo ends, for whoever looks then', async () => {
    const store = await newStore();
    const schemes = (await import('../markings/standard-schemes.ts')).standardSchemes;
    const label = await store.labels.idOfLabel(
      schemes.label('desk', 'P//EMBARGO UNTIL 2026-11-20T13:00Z'),
      new Date(NOW),
    );
    await add(store, documentOf(label, 'embargoed'));
    const session = await store.session({});
    expect(await titles(store, session)).toEqual([]);
    expect(await titles(store, { ...session, now: NOW + 3_600_000 })).toEqual(['embargoed']);
  });

  it('ask for need-to-know groups, whichever came first, the label or the reader', async () => {
    const store = await newStore();
    const member = await store.session({ groups: ['elections'] });
    await add(store, documentOf(await store.label('U', [['elections']]), 'for the circle'));
    expect(await titles(store, member)).toEqual(['for the circle']);
    expect(await titles(store, await store.session({ groups: ['courts'] }))).toEqual([]);
    expect(await titles(store, await store.session({ groups: ['courts', 'elections'] }))).toEqual(['for the circle']);
  });
});
