import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { brief, extractedFrom } from '../../test/support/extracted.ts';

const read = (bytes: Uint8Array, path = 'a.warc') => extractedFrom(bytes, { path });

interface Answer {
  readonly status?: string;
  readonly type?: string;
  readonly body: string | Buffer;
  readonly more?: string;
}

/** A record of an answer as a crawler writes it. */
function answer({ status = '200 OK', type = 'text/html', body, more = '' }: Answer, name = 'a'): Buffer {
  const head = `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\n${more}\r\n`;
  const block = Buffer.concat([Buffer.from(head), Buffer.from(body as string)]);
  return record(
    'response',
    block,
    `WARC-Target-URI: https://example.org/${name}\r\n`,
    'application/http; msgtype=response',
  );
}

function record(kind: string, block: Buffer, more = '', type = 'application/warc-fields'): Buffer {
  const id = `WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789abc>\r\nWARC-Date: 2012-05-22T10:00:00Z\r\n`;
  const head = `WARC/1.1\r\nWARC-Type: ${kind}\r\n${more}${id}Content-Type: ${type}\r\nContent-Length: ${block.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), block, Buffer.from('\r\n\r\n')]);
}

const page = { body: '<html lang="en"><title>T</title><body><p>The words.' };
const records = [
  record('warcinfo', Buffer.from('software: x\r\n')),
  answer(page),
  answer({ body: 'body {}', type: 'text/css' }, 'style.css'),
  answer({ body: 'gone', status: '404 Not Found' }, 'gone'),
  answer({ body: '<meta name=date content=2011-01-01><p>Other.' }, 'b'),
];

describe('a web archive', () => {
  it('gives a document for each page, with its address and the day of its capture where it states none', async () => {
    expect(await read(Buffer.concat(records))).toMatchObject([
      { id: 'a.warc#1', title: 'T', text: 'The words.', address: 'https://example.org/a', date: '2012-05-22' },
      { id: 'a.warc#2', text: 'Other.', address: 'https://example.org/b', date: '2011-01-01' },
    ]);
  });

  it('may be packed record by record, and is known by its content', async () => {
    const packed = Buffer.concat(records.map((one) => gzipSync(one)));
    expect(brief(await read(packed, 'a.warc.gz'))).toEqual(['The words.', 'Other.']);
    expect(brief(await read(packed, 'download'))).toEqual(['The words.', 'Other.']);
  });

  it('has pages in the charset of their header, unpacked', async () => {
    const latin = answer({ body: Buffer.from('<p>caf\xe9', 'latin1'), type: 'text/html; charset=iso-8859-1' });
    const zipped = answer({ body: gzipSync('<p>Packed.'), more: 'Content-Encoding: gzip\r\n' });
    expect(brief(await read(Buffer.concat([latin, zipped])))).toEqual(['café', 'Packed.']);
  });

  it('that holds no page, is cut short or is none is a problem', async () => {
    expect(brief(await read(records[0]!))).toEqual(['extract-no-text']);
    expect(brief(await read(Buffer.from('nothing of the kind')))).toEqual(['extract-damaged']);
    const whole = Buffer.concat([records[1]!, records[4]!]);
    const border = records[1]!.length;
    for (let length = 10; length < whole.length - 4; length++) {
      const isBetween = length >= border - 4 && length <= border;
      const last = brief(await read(whole.subarray(0, length))).at(-1);
      expect(last, String(length)).toMatch(isBetween ? /^The words\.$/ : /^extract-(?:damaged|no-text)$/);
    }
    expect(brief(await read(whole.subarray(0, -5)))).toEqual(['The words.', 'Other', 'extract-damaged']);
    const pictureBehind = Buffer.concat([records[1]!, records[2]!]);
    expect(brief(await read(pictureBehind.subarray(0, -6)))).toEqual(['The words.', 'extract-damaged']);
    expect(brief(await read(Buffer.concat([whole, Buffer.from('noise')])))).toEqual([
      'The words.',
      'Other.',
      'extract-damaged',
    ]);
  });

  it('has pages that were sent in chunks', async () => {
    const chunks = answer({
      body: '5\r\n<p>Ch\r\n6;x=y\r\nunked.\r\n0\r\n\r\n',
      more: 'Transfer-Encoding: chunked\r\n',
    });
    const plain = answer({ body: '<p>No chunks.', more: 'Transfer-Encoding: chunked\r\n' });
    expect(brief(await read(Buffer.concat([chunks, plain])))).toEqual(['Chunked.', 'No chunks.']);
  });

  it('that unpacks without end is a problem', async () => {
    const packed = gzipSync(Buffer.alloc(70 * 1024 * 1024, ' '), { level: 9 });
    expect(brief(await read(answer({ body: packed, more: 'Content-Encoding: gzip\r\n' })))).toEqual([
      'extract-unpacks-too-large',
    ]);
  });
});
