import { describe, expect, it } from 'vitest';
import { extractPools } from '../../test/support/extract-pools.ts';
import { brief } from '../../test/support/extracted.ts';
import { ExtractPool } from './extract-pool.ts';

const poolOf = extractPools();
const extract = (pool: ExtractPool, text: string, path = 'a.txt') => pool.extract(Buffer.from(text), { path });

/** A worker that says “ready” to every file, but for those whose text is a statement that it runs. */
const WORKER = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ bytes, origin }) => {
      const text = Buffer.from(bytes).toString();
      if (text.endsWith(';')) (0, eval)(text);
      parentPort.postMessage({ kind: 'extracted', items: [{ id: origin.path, title: '', text: 'ready' }] });
    });
  `)}`,
);

describe('a pool that extracts', () => {
  it('gives each file its own documents, in as many threads as there are', async () => {
    const pool = poolOf({ threads: 2 });
    const texts = Array.from({ length: 20 }, (_, number) => `text ${number}`);
    const results = await Promise.all(texts.map((text, number) => extract(pool, text, `${number}.txt`)));
    expect(results).toEqual(texts.map((text, number) => [{ id: `${number}.txt`, title: '', text }]));
  });

  it('hands the origin on, and leaves the bytes as they are', async () => {
    const pool = poolOf({ threads: 1 });
    const bytes = Buffer.from('<p>caf\xe9', 'latin1');
    const origin = { path: 'p', mediaType: 'text/html', charset: 'iso-8859-1', address: 'https://example.org/a' };
    expect(await pool.extract(bytes, origin)).toMatchObject([{ text: 'café', address: 'https://example.org/a' }]);
    expect(bytes.toString('latin1')).toBe('<p>caf\xe9');
  });

  it('takes no more documents and no more text of a file than it may', async () => {
    const lines = '{"text":"one"}\n{"text":"two"}\n{"text":"three"}';
    const few = poolOf({ threads: 1, mostDocuments: 2 });
    expect(brief(await extract(few, lines, 'a.jsonl'))).toEqual(['one', 'two', 'extract-too-many-documents']);
    const short = poolOf({ threads: 1, mostUnits: 6 });
    expect(brief(await extract(short, lines, 'a.jsonl'))).toEqual(['one', 'two', 'extract-too-much-text']);
    expect(brief(await extract(short, 'four'))).toEqual(['four']);
  });

  it.each([
    ['hangs', 'for (;;);', 'extract-took-too-long'],
    ['throws', "throw new Error('no');", 'extract-broke'],
    ['ends its thread', 'process.exit(3);', 'extract-broke'],
    ['takes all memory', 'const all = []; for (;;) all.push(new Array(1000).fill(0));', 'extract-out-of-memory'],
  ])('replaces the thread of a reader that %s, and goes on', async (_, statement, code) => {
    const pool = poolOf({ threads: 2, longest: 2000, memory: 64, worker: WORKER });
    const results = await Promise.all(['good', statement, 'good', 'good'].map((text) => extract(pool, text)));
    expect(results.map(brief)).toEqual([['ready'], [code], ['ready'], ['ready']]);
    expect(brief(await extract(pool, 'good'))).toEqual(['ready']);
  });

  it('tells of a worker that cannot start, each time', async () => {
    const pool = poolOf({ threads: 1, worker: new URL('file:///no/such/worker.js') });
    expect(brief(await extract(pool, 'a'))).toEqual(['extract-broke']);
    expect(brief(await extract(pool, 'a'))).toEqual(['extract-broke']);
  });

  it('that is closed ends what it was doing, and takes nothing more', async () => {
    const pool = poolOf({ threads: 1, worker: WORKER });
    const running = extract(pool, 'for (;;);');
    const waiting = extract(pool, 'good');
    await pool.close();
    expect(brief(await running)).toEqual(['extract-broke']);
    expect(brief(await waiting)).toEqual(['extract-broke']);
    await expect(extract(pool, 'good')).rejects.toThrow('closed');
    await pool.close();
  });

  it('needs a thread', () => {
    expect(() => new ExtractPool({ threads: 0 })).toThrow(RangeError);
  });
});
