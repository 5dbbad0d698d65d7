import { describe, expect, it } from 'vitest';
import { extractLines, linesOf } from './extract-lines.ts';
import type { Extracted } from './extract-problem.ts';
import { LONGEST_LINE } from './limits.ts';

async function* stream(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

async function gathered<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const brief = (items: Extracted[]) =>
  items.map((item) => ('problem' in item ? `${item.code}:${item.line}` : `${item.id}=${item.text}`));

describe('linesOf', () => {
  it('cuts chunks into lines wherever they break', async () => {
    const bytes = Buffer.from('\ufeffé\r\n\ntwo\nlast');
    const whole = await gathered(linesOf(stream(bytes)));
    expect(whole).toEqual(['é', '', 'two', 'last']);
    expect(await gathered(linesOf(stream(...[...bytes].map((byte) => Uint8Array.of(byte)))))).toEqual(whole);
  });

  it('gives nothing for nothing', async () => {
    expect(await gathered(linesOf(stream()))).toEqual([]);
    expect(await gathered(linesOf(stream('a\n')))).toEqual(['a']);
  });
});

describe('extractLines', () => {
  it('numbers documents and problems by line', async () => {
    const lines = linesOf(stream('{"text":"a"}\n\n{"te', 'xt":5}\nno\n{"text":"b"}'));
    expect(brief(await gathered(extractLines(lines, { path: '-' })))).toEqual([
      '-:1=a',
      'extract-bad-field:3',
      'extract-no-text:3',
      'extract-bad-json:4',
      '-:5=b',
    ]);
  });

  it('finds the marks on the whole of a document', async () => {
    const lines = linesOf(stream('{"text":"SECRET//NOFORN\\n\\nWords."}'));
    const mark = { mark: 'SECRET//NOFORN', scheme: 'us-capco', where: 'first-line' };
    expect(await gathered(extractLines(lines, { path: '-' }))).toMatchObject([{ marks: [mark] }]);
  });

  it('reports a line above the limit, keeps little of it and goes on', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"text":"a"}\n{"text":"');
      const chunk = Buffer.alloc(1024 * 1024, 0x78);
      for (let sent = 0; sent < 5 * LONGEST_LINE; sent += chunk.length) yield chunk;
      yield Buffer.from('"}\n{"text":"b"}\n');
    }
    expect(brief(await gathered(extractLines(linesOf(endless()), { path: 'x' })))).toEqual([
      'x:1=a',
      'extract-line-too-long:2',
      'x:3=b',
    ]);
  });
});
