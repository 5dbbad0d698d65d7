import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { guard, guardedSites } from '../../../test/support/guarded-sites.ts';

const { rawSite, site } = guardedSites();
const textOf = ({ bytes }: { bytes: Uint8Array }) => Buffer.from(bytes).toString();
const failing = (code: string) => expect.objectContaining({ name: 'SourceFailure', code });

describe('compressed bodies', () => {
  const text = 'hello '.repeat(1000);

  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity', Buffer.from(text)],
  ])('in %s are unpacked', async (coding, body) => {
    const made = await site(
      (_request, response) => void response.writeHead(200, { 'content-encoding': coding }).end(body),
    );
    expect(textOf(await guard([made])(made.origin))).toBe(text);
  });

  it('that were cut short give what came', async () => {
    const body = gzipSync(Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * i) % 251)));
    const made = await site((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(body.subarray(0, body.length - 20));
    });
    expect((await guard([made])(made.origin)).bytes.length).toBeGreaterThan(1000);
  });

  it.each([
    ['compress', Buffer.from('x')],
    ['gzip', Buffer.from('not gzip at all')],
    ['gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(text)))],
  ])('in %s that cannot be undone are refused', async (coding, body) => {
    const made = await site(
      (_request, response) => void response.writeHead(200, { 'content-encoding': coding }).end(body),
    );
    await expect(guard([made])(made.origin)).rejects.toEqual(failing('fetch-coding'));
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(64 * 1024 * 1024))],
    ['br', brotliCompressSync(Buffer.alloc(64 * 1024 * 1024))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(64 * 1024 * 1024)))],
  ])('that are bombs (%s) are stopped at the limit', async (coding, bomb) => {
    const made = await site(
      (_request, response) => void response.writeHead(200, { 'content-encoding': coding }).end(bomb),
    );
    const before = process.memoryUsage().arrayBuffers;
    const fetched = guard([made], { limits: { bodyBytes: 1024 * 1024 } })(made.origin);
    await expect(fetched).rejects.toMatchObject({
      code: 'fetch-too-large',
      message: 'The answer has more than 1 MB, as unpacked.',
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });

  it('that are bombs are refused at once, also where the site then says nothing more', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const made = await rawSite((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length + 10}\r\n\r\n`);
      socket.write(bomb);
    });
    const began = Date.now();
    const fetched = guard([made], { limits: { bodyBytes: 1024 * 1024, totalMs: 20_000 } })(made.origin);
    await expect(fetched).rejects.toEqual(failing('fetch-too-large'));
    expect(Date.now() - began).toBeLessThan(5_000);
  });
});
