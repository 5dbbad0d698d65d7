import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenDesk, openDesk } from '../src/actions/open-desk.ts';
import { deskWork } from '../src/pipeline/desk-work.ts';
import { readOpml } from '../src/sources/opml.ts';
import { gatherAll, rankAll } from './support/ranking.ts';
import { runVigie } from './support/run-vigie.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-cli-work-'));
chmodSync(folder, 0o711);
const settings = { dataFolder: join(folder, 'desk'), systemFolder: folder, folders: [folder] };
/** The commands join the server that this one runs. */
let desk: OpenDesk;

const READERS = `readers:
  - { id: high, name: High, nationality: USA, organisation: USA, levels: { us-capco: S } }
  - { id: low, name: Low, nationality: GBR, organisation: GBR, levels: {} }
`;
const ORDER = `order:
  id: hidden
  title: Hidden
  purpose: To know early
  marking: S//NF
  window: { from: 2012-01-01, until: unknown }
  disciplines: [open-web, documents]
  questions:
    - { letter: A, wording: What is signed?, expression: contract }
`;

const vigie = (...words: string[]) => runVigie(words, { settings: async () => settings, work: async () => deskWork });

async function done(...words: string[]): Promise<string> {
  const { status, out, error } = await vigie(...words);
  expect([status, error]).toEqual([0, expect.any(String)]);
  return out + error;
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

beforeAll(async () => {
  desk = await openDesk(settings);
  mkdirSync(join(folder, 'inbox'));
  const readers = write('readers.yaml', READERS);
  await done('desk', 'set-up', 'Ada', '--readers', readers, '--reader', 'high');
  const add = ['account', 'add', '--as', 'Ada', '--readers', readers];
  await done(...add, 'Ben', '--reader', 'low', '--roles', 'editor,analyst');
  await done(...add, 'Carla', '--reader', 'high', '--roles', 'editor');
  await done('source', 'add', 'inbox', '--kind', 'folder', '--address', join(folder, 'inbox'), '--as', 'Ben');
}, 60_000);
afterAll(async () => {
  await desk?.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

describe('what was just matched', () => {
  it('is not told by how much was found, which may be of orders that are hidden from whoever asks', async () => {
    const load = ['order', 'load', write('hidden.yaml', ORDER), '--as', 'Ada'];
    expect(await done(...load, '--open', '--approve-by', 'Carla')).toContain('open');
    const ingested = await done(
      'ingest',
      write('a.txt', 'The contract was signed.'),
      '--source',
      'inbox',
      '--as',
      'Ben',
    );
    expect(ingested).toContain('“vigie hits list” shows what you may read');
    write('inbox/b.txt', 'Another contract.');
    const read = await done('source', 'run', 'inbox', '--as', 'Ben');
    expect(read).toContain('“vigie hits list” shows what you may read');
    expect(ingested + read).not.toMatch(/\d+ (?:new )?hits?\b/);
    expect((await vigie('hits', 'list', '--as', 'Ben')).out).toBe('');
    expect(await done('hits', 'list', '--as', 'Ada')).toContain('hidden A');
  });

  it('was asked for, opened and approved on the machine, as the log says', async () => {
    const { rows } = await desk.database.owner.query<{ text: string }>(
      "select convert_from(content, 'UTF8') as text from vigie.audit_entry",
    );
    const entries = rows.map(({ text }) => JSON.parse(text) as { action: string; reasons: string[] });
    for (const action of [
      'account-create',
      'source-create',
      'order-draft',
      'order-approve',
      'source-ingest',
      'source-run',
    ]) {
      const of = entries.filter((entry) => entry.action === action);
      expect(of.length).toBeGreaterThan(0);
      expect(of.filter(({ reasons }) => !reasons.includes('on-the-machine'))).toEqual([]);
    }
  });
});

describe('stories', () => {
  it('are shown, split, and put back, and hits are listed by them', async () => {
    const text = `The minister of transport signed the contract for the new harbour on Tuesday after two years of talks
      with three firms, and the work on the quays is to begin before the summer if the council agrees to it.`;
    const paths = [write('one.txt', text), write('two.txt', `${text} `)];
    await done('ingest', ...paths, '--source', 'inbox', '--as', 'Ben');
    await gatherAll(desk);
    const hits = async (...options: string[]) =>
      (await vigie('hits', 'list', '--as', 'Ada', '--format', 'jsonl', ...options)).out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { title: string; document: string; further?: number; score: number | null });
    const [lead, ...others] = (await hits('--by', 'story')).filter(({ further }) => further === 1);
    expect(others).toEqual([]);
    const show = async () => (await vigie('story', 'show', lead!.document, '--as', 'Ben')).out.trim().split('\n');
    const both = await show();
    expect(both).toHaveLength(2);
    const { error } = await vigie('story', 'split', lead!.document, '--as', 'Ben');
    expect(error).toContain('1 document moved; “vigie story undo');
    const [own, change, ...more] = await show();
    expect([own, more]).toEqual([both[0], []]);
    expect(change).toContain('split of 1 document');
    expect((await hits('--by', 'story')).some(({ further }) => further === 1)).toBe(false);
    expect(await done('story', 'undo', change!.split('  ').at(-1)!, '--as', 'Ben')).toContain(lead!.document);
    expect((await show()).slice(0, 2)).toEqual(both);
    await rankAll(desk);
    const scores = (await hits('--sort', 'best')).map(({ score }) => score!);
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    expect(await vigie('story', 'merge', lead!.document, 'x', '--as', 'Ben')).toMatchObject({
      status: 2,
      error: expect.stringContaining('(document-not-found)'),
    });
  });
});

describe('lists of subscriptions', () => {
  it('go out as far as the account may read the sources, and come in as the same', async () => {
    const feed = ['--kind', 'feed', '--scheme', 'us-capco'];
    await done('source', 'add', 'Le Monde & Cie', ...feed, '--address', 'https://monde.example/rss', '--as', 'Ben');
    const secret = ['--address', 'https://secret.example/rss', '--marking', 'S//NF'];
    await done('source', 'add', 'Secret', ...feed, ...secret, '--as', 'Ada');
    const { status, out, error } = await vigie('source', 'export-opml', '--as', 'Ben');
    expect([status, error]).toEqual([0, expect.stringContaining('1 source left out')]);
    const { outlines, findings } = readOpml(Buffer.from(out));
    expect(findings).toEqual([]);
    expect(outlines).toMatchObject([{ title: 'Le Monde & Cie', address: 'https://monde.example/rss', kind: 'feed' }]);
    expect(await done('source', 'export-opml', '--as', 'Ada')).toContain('https://secret.example/rss');
    const list = write('list.opml', out);
    expect(await done('source', 'import-opml', list, '--as', 'Ben')).toContain('0 new sources of 1 in the list');
  });
});

describe('vigie status', () => {
  it('names the duties that nobody has', async () => {
    const { status, out } = await vigie('status');
    expect(status).toBe(1);
    expect(out).toContain(
      'nobody matches, collects, gathers, tends, ranks, delivers or tells of new hits: start “vigie serve”',
    );
  });
});

describe('vigie serve', () => {
  it('refuses duties that are empty or named twice, before anything is opened', async () => {
    for (const duties of ['match,match', 'match,,tend', '']) {
      const { status, error } = await vigie('serve', '--duties', duties);
      expect([status, error]).toEqual([2, expect.stringContaining('(duty-unknown)')]);
    }
  });
});
