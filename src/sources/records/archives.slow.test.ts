import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ArchiveFile, archiveOf, rawEntry } from '../../../test/support/archives.ts';
import { guard, guardedSites } from '../../../test/support/guarded-sites.ts';
import { keysOf, type ReadOnce, readToEnd, textOf } from '../../../test/support/read-source.ts';
import { LARGEST_FILE } from '../../extract/limits.ts';
import { readContracts } from '../contracts.ts';
import type { SourceCursor, SourceItem } from '../source.ts';
import { archiveItems } from './archive-items.ts';

const { site } = guardedSites();
const notice = (number: number): ArchiveFile => ({
  name: `202400001/${number}_2024.xml`,
  text: `<ContractNotice><ID>${number}</ID></ContractNotice>`,
});
const END = Buffer.alloc(1024);

/** Serves bytes, which may change, and reads them. */
async function served(bytes: Uint8Array) {
  const files = { bytes };
  const made = await site((_request, response) => void response.end(files.bytes));
  const address = `${made.origin}/packages/daily/202400001`;
  const read = (cursor: SourceCursor = {}) => readToEnd(readContracts, { address, cursor }, { fetch: guard([made]) });
  return { files, made, address, read };
}
const readOf = async (bytes: Uint8Array) => (await served(bytes)).read();
const codesOf = ({ reading }: ReadOnce) => reading.findings.map(({ code }) => code);

describe('an archive of notices', () => {
  it.each([
    ['packed', gzipSync],
    ['unpacked', (bytes: Buffer) => bytes],
  ])('gives each file as an item, and none while it is what it was: %s', async (_what, packed) => {
    const bytes = packed(await archiveOf([{ name: '202400001/', type: 'directory' }, notice(1), notice(2)]));
    const { files, address, read } = await served(bytes);
    const first = await read();
    expect(first.items).toMatchObject([
      {
        key: '202400001/1_2024.xml',
        name: '202400001/1_2024.xml',
        mediaType: 'application/xml',
        given: { within: address },
      },
      { key: '202400001/2_2024.xml' },
    ]);
    expect([textOf(first.items[0]!), codesOf(first)]).toEqual([notice(1).text, []]);
    const again = await read(first.reading.cursor);
    expect([keysOf(again), again.reading.outcome]).toEqual([[], 'unchanged']);
    files.bytes = packed(await archiveOf([{ ...notice(1), text: '<ContractNotice/>' }, notice(2), notice(3)]));
    const third = await read(again.reading.cursor);
    // What is as it was is the same edition to whoever keeps it.
    expect([keysOf(third).length, textOf(third.items[0]!)]).toEqual([3, '<ContractNotice/>']);
  });

  it('may have other files in it, and none', async () => {
    const lines = { name: 'a.jsonl', text: '{"ocid":"1"}\n{"ocid":"2"}\n' };
    expect((await readOf(gzipSync(await archiveOf([lines])))).items).toMatchObject([{ mediaType: 'application/json' }]);
    const empty = await readOf(gzipSync(await archiveOf([{ name: 'a/', type: 'directory' }])));
    expect([empty.items, empty.reading.outcome, codesOf(empty)]).toEqual([[], 'empty', []]);
  });

  it('of long names, by both ways to write them, has these names', async () => {
    const long = `${'a'.repeat(120)}/${'b'.repeat(120)}.xml`;
    const gnu = Buffer.concat([rawEntry('L', Buffer.from(`${long}\0`)), rawEntry('0', Buffer.from('<a/>')), END]);
    for (const bytes of [gnu, await archiveOf([{ name: long, text: '<a/>' }])]) {
      expect(keysOf(await readOf(gzipSync(bytes)))).toEqual([long]);
    }
  });

  it('goes on in the next reading where one gave so many, as long as it is the same', async () => {
    const many = Array.from({ length: 20_003 }, (_, at) => notice(at));
    const { files, read } = await served(gzipSync(await archiveOf(many)));
    const first = await read();
    expect([first.items.length, codesOf(first)]).toEqual([20_000, ['archive-left']]);
    const second = await read(first.reading.cursor);
    expect([keysOf(second), codesOf(second)]).toEqual([many.slice(20_000).map(({ name }) => name), []]);
    expect((await read(second.reading.cursor)).reading.outcome).toBe('unchanged');
    files.bytes = gzipSync(await archiveOf([notice(7)]));
    expect(keysOf(await read(first.reading.cursor))).toEqual([notice(7).name]);
  }, 60_000);
});

describe('a hostile or broken archive', () => {
  it('gives nothing for names that lead elsewhere, links, devices and what is too large, and says so', async () => {
    const names = [
      '../a.xml',
      '/etc/a.xml',
      'a/../../b.xml',
      'C:/a.xml',
      'a\\..\\b.xml',
      'a\nb.xml',
      `${'a'.repeat(600)}.xml`,
    ];
    const kinds = ['link', 'symlink', 'character-device', 'block-device', 'fifo'] as const;
    const read = await readOf(
      await archiveOf([
        ...names.map((name) => ({ name, text: '<a/>' })),
        ...kinds.map((type) => ({ name: 'a.xml', type, linkname: '/etc/passwd' })),
        { name: 'large.xml', text: Buffer.alloc(LARGEST_FILE + 1, ' ') },
        { name: './good//a.xml', text: '<a/>' },
      ]),
    );
    expect([keysOf(read), codesOf(read).sort()]).toEqual([
      ['good/a.xml'],
      ['archive-bad-names', 'archive-file-too-large', 'archive-no-files'],
    ]);
    const { message } = read.reading.findings.find(({ code }) => code === 'archive-bad-names')!;
    expect(message).toContain(`${names.length} files`);
  });

  it.each<[string, (bytes: Buffer) => Buffer, readonly number[]]>([
    ['in a file', (bytes) => bytes.subarray(0, 512 * 5 + 20), [1, 2]],
    ['in a header', (bytes) => bytes.subarray(0, 512 * 4 + 100), [1, 2]],
    ['before its end', (bytes) => bytes.subarray(0, 512 * 6), [1, 2, 3]],
    ['packed', (bytes) => gzipSync(bytes.subarray(0, 512 * 5)), [1, 2]],
    ['in what is packed', (bytes) => gzipSync(bytes, { level: 0 }).subarray(0, 512 * 5 + 30), [1, 2]],
    ['by other bytes', (bytes) => Buffer.concat([bytes.subarray(0, 512 * 4), Buffer.alloc(2048, 'x')]), [1, 2]],
  ])('that breaks off gives what is whole: %s', async (_what, cut, numbers) => {
    const read = await readOf(cut(await archiveOf([notice(1), notice(2), notice(3)])));
    expect([keysOf(read), codesOf(read)]).toEqual([numbers.map((at) => notice(at).name), ['archive-cut-short']]);
  });

  it('of which nothing is left fails its source', async () => {
    const bytes = gzipSync(await archiveOf([notice(1)]), { level: 0 });
    await expect(readOf(bytes.subarray(0, 400))).rejects.toMatchObject({ name: 'SourceFailure', code: 'file-damaged' });
  });

  it('that unpacks to far more than it is ends there', async () => {
    const zeros = Buffer.alloc(LARGEST_FILE);
    const bombs = Array.from({ length: 3 }, (_, at) => ({ name: `${at}.xml`, text: zeros }));
    const read = await readOf(gzipSync(await archiveOf([notice(1), ...bombs])));
    expect([keysOf(read), codesOf(read)]).toEqual([[notice(1).name], ['archive-too-large']]);
  });

  it('whose header of a name, or of attributes, goes on for ever is not held', async () => {
    for (const type of ['L', 'x', 'g']) {
      const start = rawEntry(type, Buffer.alloc(0), { size: 8 ** 11 - 1 });
      const bytes = gzipSync(Buffer.concat([await archiveOf([notice(1)]), start, Buffer.alloc(16_000_000, 'a')]));
      const read = await readOf(bytes);
      expect([keysOf(read), codesOf(read)]).toEqual([[notice(1).name], ['archive-cut-short']]);
    }
  });

  it('whose attributes say another size is read by them, within the limits', async () => {
    const says = (size: string) => {
      const text = ` size=${size}\n`;
      return rawEntry('x', Buffer.from(`${text.length + 2}${text}`));
    };
    for (const size of ['99999999999', '-5', 'x']) {
      const bytes = Buffer.concat([says(size), rawEntry('0', Buffer.from('<a/>')), END]);
      const read = await readOf(Buffer.concat([rawEntry('0', Buffer.from('<b/>'), { name: 'b.xml' }), bytes]));
      expect(keysOf(read)).toEqual(['b.xml']);
      expect(codesOf(read)).toContain('archive-cut-short');
    }
  });

  it('costs no more memory than its largest file', async () => {
    const file = { name: 'a.xml', text: Buffer.alloc(1_000_000, '<a/>\n') };
    const bytes = await archiveOf(Array.from({ length: 20 }, () => file));
    let held = 0;
    async function* chunks() {
      for (let at = 0; at < bytes.length; at += 65_536) {
        held++;
        yield bytes.subarray(at, at + 65_536);
      }
    }
    const place = { within: '', size: bytes.length, passed: 0, most: 100, signal: new AbortController().signal };
    const items = archiveItems(chunks(), place);
    const first = (await items.next()).value as SourceItem;
    expect(first.bytes).toHaveLength(1_000_000);
    // A file, and what streams hold ahead.
    expect(held * 65_536).toBeLessThan(4_000_000);
    await items.return(undefined as never);
  });
});
