import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { NOW, type TestStore, testServer, uuid } from '../../test/support/store.ts';
import { copyIn, copyOut } from './copy.ts';
import { addDocuments, listDocuments, searchDocuments } from './documents.ts';
import { inSession, inTransaction } from './transaction.ts';

const newStore = testServer();
const folder = mkdtempSync(join(tmpdir(), 'vigie-copy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const now = new Date(NOW);
const backup = (name: string) => ({ kind: 'backup', folder: join(folder, name), now }) as const;

async function filled(count: number): Promise<TestStore> {
  const store = await newStore();
  const labels = [await store.label('U'), await store.label('S//NF')];
  await store.session({ nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } });
  const documents = Array.from({ length: count }, (_, index) => ({
    id: uuid(),
    labelId: labels[index % 2]!,
    sourceId: null,
    title: `title ${index} é \ud83d\ude00 "quoted" \\ \u2028`,
    body: 'line one\nline two\ttab',
    language: null,
    publishedOn: null,
    address: null,
    supersedesId: null,
    receivedAt: new Date(NOW - index),
    contentHash: createHash('sha256').update(`${index}`).digest(),
    lexemes: ['word', `n${index}`],
  }));
  // One that supersedes another which sorts after it.
  const [first, second] = [...documents].sort((one, other) => (one.id < other.id ? -1 : 1));
  Object.assign(first!, { supersedesId: second!.id });
  await inTransaction(store.database.work, (client) => addDocuments(client, documents));
  return store;
}

describe('a copy of the store', () => {
  it('holds everything, and comes back the same', async () => {
    const store = await filled(1_203);
    const out = await copyOut(store.database, backup('whole'));
    expect(out.tables.find(({ name }) => name === 'document')?.rows).toBe(1_203);
    const other = await newStore();
    await copyIn(other.database, join(folder, 'whole'));
    const again = await copyOut(other.database, backup('again'));
    expect(again.tables).toEqual(out.tables);
    const session = await other.session({});
    const seen = await inSession(other.database.app, session, (client) => listDocuments(client, { most: 3 }));
    expect(seen.items.map(({ title }) => title)).toEqual(
      [0, 2, 4].map((index) => `title ${index} é \ud83d\ude00 "quoted" \\ \u2028`),
    );
    expect(
      await inSession(other.database.app, session, (client) => searchDocuments(client, { lexeme: 'n4' })),
    ).toMatchObject({ items: [{}] });
    expect(await inSession(other.database.app, session, (client) => searchDocuments(client, { lexeme: 'n5' }))).toEqual(
      { items: [] },
    );
  });

  it('leaves out what is computed anew, and an export what was put aside', async () => {
    const store = await filled(2);
    await store.database.work.query(
      `insert into vigie.document_likeness (document_id, label_id, version, signature, bands)
         select id, label_id, 1, decode(repeat('00', 512), 'hex'), '{1,2}' from vigie.document;
       insert into vigie.follower (name, transaction_id, document_id, documents, hits, secret, moved_at)
         select 'gather', transaction_id, id, 2, 0, sha256('x'), received_at from vigie.document limit 1;
       insert into vigie.quarantined (id, document_id, label_id, name, given, code, reason, tries, state, made_at, changed_at)
         select id, id, label_id, 'document', '{}', 'match-failed', 'secret', 1, 'kept', received_at, received_at
         from vigie.document`,
    );
    const other = await newStore();
    for (const kind of ['backup', 'export'] as const) {
      const { tables } = await copyOut(store.database, { ...backup(`left out of ${kind}`), kind });
      const rows = new Map(tables.map(({ name, rows }) => [name, rows]));
      expect([rows.get('document'), rows.get('document_likeness'), rows.get('follower')]).toEqual([
        2,
        undefined,
        undefined,
      ]);
      expect(rows.get('quarantined')).toBe(kind === 'backup' ? 2 : undefined);
    }
    await copyIn(other.database, join(folder, 'left out of export'));
    const { rows } = await other.database.owner.query(
      `select (select count(*)::int from vigie.document) as document, (select count(*)::int from vigie.quarantined) as quarantined,
         (select count(*)::int from vigie.document_likeness) as likeness`,
    );
    expect(rows).toEqual([{ document: 2, quarantined: 0, likeness: 0 }]);
  });

  it('is refused where it was changed, and leaves nothing then', async () => {
    const store = await filled(4);
    await copyOut(store.database, backup('changed'));
    const file = join(folder, 'changed', 'document.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('line one', 'line 0ne'));
    const other = await newStore();
    await expect(copyIn(other.database, join(folder, 'changed'))).rejects.toMatchObject({ code: 'store-copy-differs' });
    const { rows } = await other.database.owner.query('select count(*)::int as count from vigie.document');
    expect(rows).toEqual([{ count: 0 }]);
  });

  it('is not written over something, nor read into something', async () => {
    const store = await filled(2);
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full', 'x'), '');
    await expect(copyOut(store.database, backup('full'))).rejects.toMatchObject({
      code: 'store-copy-folder',
    });
    await copyOut(store.database, backup('twice'));
    await expect(copyIn(store.database, join(folder, 'twice'))).rejects.toMatchObject({ code: 'store-not-empty' });
    await expect(copyIn(store.database, join(folder, 'none'))).rejects.toMatchObject({ code: 'store-copy-manifest' });
    const manifest = join(folder, 'twice', 'manifest.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"schema": \d+/, '"schema": 1'));
    await expect(copyIn((await newStore()).database, join(folder, 'twice'))).rejects.toMatchObject({
      code: 'store-copy-version',
    });
  });
});

describe('by what people sign in', () => {
  it('is in a backup but for who is in and for links, and in no export', async () => {
    const store = await filled(2);
    const { rows } = await store.database.owner.query<{ id: string }>('select id from vigie.account');
    await store.database.owner.query(
      `insert into vigie.account_password values ('${rows[0]!.id}', '$argon2id$x', '2026-11-20');
       insert into vigie.api_token values ('${uuid()}', '${rows[0]!.id}', sha256('t'), 'x', 'x', '{read}', '2026-11-20', '2026-11-21');
       insert into vigie.saved_filter values ('${uuid()}', '${rows[0]!.id}', 'mine', '{"mine":"yes"}', '2026-11-20', '2026-11-20');
       insert into vigie.session values ('${uuid()}', '${rows[0]!.id}', sha256('s'), 'password', 'x', '2026-11-20', '2026-11-20', '2026-11-20', '2026-11-21');
       insert into vigie.one_time_link values (sha256('l'), '${rows[0]!.id}', 'reset', '${rows[0]!.id}', '2026-11-20', '2026-11-21')`,
    );
    await copyOut(store.database, backup('identity'));
    await copyOut(store.database, { ...backup('identity-export'), kind: 'export' });
    const counts = async (name: string) => {
      const other = await newStore();
      await copyIn(other.database, join(folder, name));
      const { rows: counted } = await other.database.owner.query(
        `select (select count(*)::int from vigie.account_password) as passwords, (select count(*)::int from vigie.api_token) as tokens,
           (select count(*)::int from vigie.saved_filter) as filters,
           (select count(*)::int from vigie.session) as sessions, (select count(*)::int from vigie.one_time_link) as links`,
      );
      return counted[0];
    };
    expect(await counts('identity')).toEqual({ passwords: 1, tokens: 1, filters: 1, sessions: 0, links: 0 });
    expect(await counts('identity-export')).toEqual({ passwords: 0, tokens: 0, filters: 1, sessions: 0, links: 0 });
  });
});
