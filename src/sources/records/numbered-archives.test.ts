import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { archiveOf } from '../../../test/support/archives.ts';
import { guard, guardedSites } from '../../../test/support/guarded-sites.ts';
import { keysOf, type ReadOnce, readToEnd } from '../../../test/support/read-source.ts';
import { readContracts } from '../contracts.ts';
import type { SourceCursor } from '../source.ts';

const { site } = guardedSites();
const codesOf = ({ reading }: ReadOnce) => reading.findings.map(({ code }) => code);
const packed = async (...names: string[]) =>
  gzipSync(await archiveOf(names.map((name) => ({ name, text: `<ContractNotice>${name}</ContractNotice>` }))));

/** A house that publishes archives by number; what it does not have is not found. */
async function house(first: string) {
  const published = new Map<string, Buffer | number>();
  const asked: string[] = [];
  const made = await site((request, response) => {
    const number = request.url!.split('/').at(-1)!;
    asked.push(number);
    const found = published.get(number) ?? 404;
    if (typeof found === 'number') response.writeHead(found).end();
    else response.end(found);
  });
  const address = `${made.origin}/packages/daily/${first}`;
  const read = (cursor: SourceCursor = {}, year = 2026, options: Record<string, unknown> = { series: 'numbers' }) =>
    readToEnd(readContracts, { address, cursor, options }, { fetch: guard([made]), now: () => Date.UTC(year, 5, 1) });
  return { published, asked, address, read };
}

describe('archives that follow each other by number', () => {
  it('are read from the one at the address on, each once, as they come', async () => {
    const { published, asked, address, read } = await house('202600180');
    published.set('202600180', await packed('a.xml', 'b.xml')).set('202600181', await packed('a.xml'));
    const first = await read();
    expect(keysOf(first)).toEqual(['202600180/a.xml', '202600180/b.xml', '202600181/a.xml']);
    expect(first.items[2]).toMatchObject({ name: 'a.xml', given: { within: address } });
    expect([first.reading.outcome, codesOf(first)]).toEqual(['items', []]);
    asked.length = 0;
    const idle = await read(first.reading.cursor);
    expect([keysOf(idle), idle.reading.outcome, asked]).toEqual([[], 'unchanged', ['202600182', '202600183']]);
    published.set('202600182', await packed('c.xml'));
    expect(keysOf(await read(idle.reading.cursor))).toEqual(['202600182/c.xml']);
  });

  it('go on over the turn of a year, and over a number that was left out', async () => {
    const { published, read } = await house('202600251');
    published.set('202600251', await packed('a.xml')).set('202600253', await packed('b.xml'));
    const before = await read();
    expect([keysOf(before), codesOf(before)]).toEqual([
      ['202600251/a.xml', '202600253/b.xml'],
      ['contracts-number-left-out'],
    ]);
    published.set('202700001', await packed('c.xml'));
    expect(keysOf(await read(before.reading.cursor))).toEqual([]);
    const after = await read(before.reading.cursor, 2027);
    expect([keysOf(after), codesOf(after)]).toEqual([['202700001/c.xml'], []]);
    expect(keysOf(await read(after.reading.cursor, 2027))).toEqual([]);
  });

  it('are read ten at a time, and where one fails it is asked for again', async () => {
    const { published, read } = await house('202600001');
    for (let number = 1; number <= 12; number++) {
      published.set(`2026${String(number).padStart(5, '0')}`, await packed(`${number}.xml`));
    }
    published.set('202600011', 403);
    const first = await read();
    expect(keysOf(first)).toHaveLength(10);
    await expect(read(first.reading.cursor)).rejects.toMatchObject({ code: 'fetch-forbidden' });
    published.set('202600011', Buffer.from('<html>Not yet</html>'));
    await expect(read(first.reading.cursor)).rejects.toMatchObject({ code: 'contracts-no-archive' });
    published.set('202600011', await packed('11.xml')).set('202600013', 403);
    const second = await read(first.reading.cursor);
    expect(keysOf(second)).toEqual(['202600011/11.xml', '202600012/12.xml']);
    expect(codesOf(second)).toEqual(['fetch-forbidden']);
    published.set('202600013', await packed('13.xml'));
    expect(keysOf(await read(second.reading.cursor))).toEqual(['202600013/13.xml']);
  });

  it('are refused without a first one, without a number, and by another word', async () => {
    const { read } = await house('202600180');
    await expect(read()).rejects.toMatchObject({ code: 'fetch-not-found' });
    await expect((await house('latest')).read()).rejects.toMatchObject({ code: 'contracts-options' });
    await expect(read({}, 2026, { series: 'links' })).rejects.toMatchObject({ code: 'contracts-options' });
  });
});
