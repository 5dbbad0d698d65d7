import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { archiveOf } from '../../test/support/archives.ts';
import { actorOf, deskOn } from '../../test/support/desk.ts';
import {
  asking,
  eventually,
  folderOf,
  ingestNow,
  openOrder,
  readNow,
  sourceAt,
  startDesk,
} from '../../test/support/pipeline.ts';
import { type TestStore, testServer } from '../../test/support/store.ts';
import { dropQuarantined } from '../actions/change-quarantined.ts';
import { createSource } from '../actions/create-source.ts';
import { deskHealth } from '../actions/desk-health.ts';
import { listHits } from '../actions/list-hits.ts';
import { listQuarantined } from '../actions/list-quarantined.ts';
import { moveOrder } from '../actions/move-order.ts';
import { readStory } from '../actions/read-story.ts';
import { receiveDocument } from '../actions/receive-document.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

/** A desk whose clock runs, with two people. */
async function scene() {
  const store = await newStore();
  const desk = { ...deskOn(store), now: Date.now };
  return { store, desk, author: await actorOf(store, ANALYST), editor: await actorOf(store, ANALYST) };
}

async function countsOf({ database }: TestStore) {
  const { rows } = await database.owner.query<{ documents: number; hits: number }>(
    'select (select count(*)::int from vigie.document) as documents, (select count(*)::int from vigie.hit) as hits',
  );
  return rows[0]!;
}

describe('the pipeline', () => {
  it('reads a folder, keeps its documents, and finds what is asked in them, once', async () => {
    const { store, desk, author, editor } = await scene();
    const { folder, write, remove } = folderOf({
      'a.txt': 'The minister signed the contract.',
      'b.md': '# Weather\n\nRain.',
      'c.bin': '\0\0\0',
    });
    onTestFinished(remove);
    await sourceAt(desk, author, 'folder', folder);
    await openOrder(desk, author, editor, asking('contracts', { A: 'contract', B: 'weather OR rain' }));
    const { stop } = startDesk(desk);
    await eventually(
      () => countsOf(store),
      ({ hits }) => hits === 2,
    );
    expect(await countsOf(store)).toEqual({ documents: 2, hits: 2 });
    const { items } = await listHits(desk, author, {});
    expect(items.map(({ judgement }) => judgement)).toEqual(['new', 'new']);
    const { rows } = await store.database.owner.query('select item_key, code, bytes from vigie.quarantined');
    expect(rows).toEqual([{ item_key: 'c.bin', code: 'extract-unknown-format', bytes: Buffer.from('\0\0\0') }]);
    write('d.txt', 'Another contract.');
    await store.database.work.query('update vigie.source set due_at = made_at');
    await eventually(
      () => countsOf(store),
      ({ documents }) => documents === 3,
    );
    await eventually(
      () => countsOf(store),
      ({ hits }) => hits === 3,
    );
    await stop();
  });

  it('holds what comes against a question within a second of its opening, and what was there by a back-fill', async () => {
    const { store, desk, author, editor } = await scene();
    const { folder, remove } = folderOf({ 'a.txt': 'The minister signed the contract.', 'b.txt': 'Rain.' });
    onTestFinished(remove);
    await sourceAt(desk, author, 'folder', folder);
    await openOrder(desk, author, editor, asking('other', { A: 'snow' }));
    const { running, stop } = startDesk(desk);
    await eventually(
      () => countsOf(store),
      ({ documents }) => documents === 2,
    );
    const id = await openOrder(desk, author, editor, asking('contracts', { A: 'contract' }));
    const openedAt = Date.now();
    await eventually(
      async () => running.watched.orders,
      (orders) => orders === 2,
    );
    expect(Date.now() - openedAt).toBeLessThan(5000);
    await eventually(
      () => countsOf(store),
      ({ hits }) => hits === 1,
    );
    const fills = () =>
      store.database.owner.query(
        'select state, looked::int, hits::int, estimate from vigie.back_fill where order_id = $1',
        [id],
      );
    await eventually(fills, ({ rows }) => rows[0]?.state === 'done');
    expect((await fills()).rows).toMatchObject([{ state: 'done', looked: 1, hits: 1 }]);
    await moveOrder(desk, editor, { id, move: 'suspend' });
    await eventually(
      async () => running.watched.orders,
      (orders) => orders === 1,
    );
    await stop();
  });

  it('lets marks set the marking of documents from trusted sources alone, and never lower it', async () => {
    const { store, desk, author } = await scene();
    const files = { 'a.txt': 'TLP:RED\n\nThe contract.', 'b.txt': 'A plain contract.' };
    const { folder, remove } = folderOf(files);
    onTestFinished(remove);
    const clear = { scheme: 'us-capco', marking: 'U' } as const;
    for (const trusted of [true, false]) {
      const described = {
        name: `trusted ${trusted}`,
        kind: 'folder',
        address: folder,
        reliability: 'B',
        trusted,
      } as const;
      const { id } = await createSource(desk, author, { ...described, ...clear, defaultMarking: clear });
      await readNow(desk, author, id);
    }
    const { rows } = await store.database.owner.query<{ name: string; key: string; label: string }>(
      `select source.name, source_key as key, label.key as label from vigie.document
       join vigie.source on source.id = source_id join vigie.label on label.id = document.label_id order by 1, 2`,
    );
    expect(rows.map(({ name, key, label }) => [name, key, label.includes('RED')])).toEqual([
      ['trusted false', 'a.txt', false],
      ['trusted false', 'b.txt', false],
      ['trusted true', 'a.txt', true],
      ['trusted true', 'b.txt', false],
    ]);
  });

  it('takes in what lies at paths, and tells what of it was not read', async () => {
    const { desk, author } = await scene();
    const { folder, remove } = folderOf({
      'in/a.txt': 'One.',
      'out/b.txt': 'Two.',
      'c.jsonl': '{"text": "Three."}\n{',
    });
    onTestFinished(remove);
    symlinkSync(join(folder, 'out'), join(folder, 'in', 'link'));
    const { id: sourceId } = await sourceAt(desk, author, 'folder', folder);
    const paths = [join(folder, 'in'), join(folder, 'c.jsonl')];
    // Whoever names the paths may read what links there lead to.
    expect(await ingestNow(desk, author, { sourceId, paths })).toMatchObject({
      added: 3,
      findings: [{ code: 'source-line-open' }],
    });
  });

  it('takes in the files of an archive at a path, each by its own, and another edition of one', async () => {
    const { desk, author } = await scene();
    const { folder, remove } = folderOf({ 'in/a.txt': 'One.' });
    onTestFinished(remove);
    const { id: sourceId } = await sourceAt(desk, author, 'folder', folder);
    const path = join(folder, 'a.tar.gz');
    const take = async (...texts: readonly string[]) => {
      const files = texts.map((text, at) => ({ name: `a/${at}.txt`, text }));
      writeFileSync(path, gzipSync(await archiveOf([...files, { name: '../x.txt', text: 'No.' }])));
      return ingestNow(desk, author, { sourceId, paths: [path] });
    };
    const findings = [{ code: 'archive-bad-names' }];
    expect(await take('Two.', 'Three.')).toMatchObject({ added: 2, known: 0, findings });
    expect(await take('Two.', 'Three, corrected.')).toMatchObject({ added: 1, known: 1, findings });
  });

  it('tries again what was put aside, and calls solved what became a document as a whole', async () => {
    const { store, desk, author } = await scene();
    const { folder, write, remove } = folderOf({ 'a.json': '{ "text": ', 'b.jsonl': '{"text": "One."}\n{' });
    onTestFinished(remove);
    const { id } = await sourceAt(desk, author, 'folder', folder);
    await readNow(desk, author, id);
    const states = async () => {
      const { rows } = await store.database.owner.query(
        'select item_key as key, state, tries, bytes is null as "isGone" from vigie.quarantined order by item_key',
      );
      return rows;
    };
    expect(await states()).toEqual([
      { key: 'a.json', state: 'kept', tries: 1, isGone: false },
      { key: 'b.jsonl', state: 'kept', tries: 1, isGone: false },
    ]);
    const { items } = await listQuarantined(desk, author);
    expect(items.map(({ name, code }) => [name, code])).toEqual([
      ['b.jsonl', 'extract-bad-json'],
      ['a.json', 'extract-bad-json'],
    ]);
    write('a.json', '{ "text": "The contract." }');
    await readNow(desk, author, id);
    expect(await states()).toMatchObject([
      { key: 'a.json', state: 'solved', isGone: true },
      { key: 'b.jsonl', state: 'kept' },
    ]);
    const broken = items.find(({ name }) => name === 'b.jsonl')!;
    expect(await dropQuarantined(desk, author, broken.id)).toMatchObject({ state: 'dropped' });
    await expect(dropQuarantined(desk, author, broken.id)).rejects.toMatchObject({ code: 'quarantined-state' });
  });

  it('gathers what tells the same thing, and not across what a reader may not know of', async () => {
    const { store, desk, author } = await scene();
    const text = Array.from({ length: 60 }, (_, index) => `word${index % 41} told${index}`).join(' ');
    const files = { 'a.txt': text, 'b.txt': `${text} And one more.`, 'c.txt': 'Rain.', 'd.txt': 'Another matter.' };
    const { folder, write, remove } = folderOf(files);
    onTestFinished(remove);
    const { id } = await sourceAt(desk, author, 'folder', folder);
    await readNow(desk, author, id);
    const hidden = { scheme: 'us-capco', marking: 'S//NF', title: 'copy', body: text };
    const { id: secret } = await receiveDocument(desk, author, hidden);
    write('c.txt', 'Rain and snow.');
    await readNow(desk, author, id);
    const { stop } = startDesk(desk, { duties: ['gather'] });
    const membersOf = async () => {
      const { rows } = await store.database.owner.query<{ story: string; key: string | null }>(
        `select story_id as story, source_key as key from vigie.story_member
         join vigie.document on document.id = document_id order by document.received_at, source_key`,
      );
      return rows;
    };
    const members = await eventually(membersOf, ({ length }) => length === 6);
    await stop();
    const stories = [...new Set(members.map(({ story }) => story))];
    const byStory = stories.map((story) => members.filter((one) => one.story === story).map(({ key }) => key));
    expect(byStory.sort()).toEqual([['a.txt', 'b.txt', null], ['c.txt', 'c.txt'], ['d.txt']]);
    expect((await readStory(desk, author, secret)).map(({ title }) => title)).toHaveLength(3);
    const low = await actorOf(store, {});
    await expect(readStory(desk, low, secret)).rejects.toMatchObject({ code: 'document-not-found' });
  });

  it('names the open orders for which nothing comes, and the sources that are silent', async () => {
    const { desk, author, editor } = await scene();
    const { folder, remove } = folderOf({ 'a.txt': 'The contract.' });
    onTestFinished(remove);
    await openOrder(desk, author, editor, asking('fed', { A: 'contract' }));
    expect(await deskHealth(desk)).toMatchObject({ silentOrders: [{ name: 'fed' }], sources: [] });
    const { id } = await sourceAt(desk, author, 'folder', folder);
    await readNow(desk, author, id);
    expect(await deskHealth(desk)).toMatchObject({ silentOrders: [], sources: [{ isUsed: true, isAlarming: false }] });
    const later = { ...desk, now: () => Date.now() + 73 * 3_600_000 };
    expect(await deskHealth(later)).toMatchObject({ silentOrders: [{ name: 'fed' }], sources: [{ isAlarming: true }] });
  });
});
