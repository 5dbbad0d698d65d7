import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPages } from './pages.ts';

const SCRIPT = 'console.log("a desk");\n'.repeat(200);
const folder = mkdtempSync(join(tmpdir(), 'vigie-pages-'));
let api: FastifyInstance;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="%nonce%" />');
  const script = join(folder, 'assets', 'page.js');
  writeFileSync(script, SCRIPT);
  writeFileSync(`${script}.br`, brotliCompressSync(SCRIPT));
  writeFileSync(`${script}.gz`, gzipSync(SCRIPT));
  writeFileSync(join(folder, 'assets', 'small.js'), '1');
  api = fastify();
  const sendPage = await addPages(api, folder);
  api.setNotFoundHandler((_request, reply) => sendPage(reply));
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

const asset = (name: string, encoding?: string) =>
  api.inject({ url: `/assets/${name}`, headers: encoding === undefined ? {} : { 'accept-encoding': encoding } });

describe('what the pages are made of', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['identity', undefined, (bytes: Buffer) => bytes],
    [undefined, undefined, (bytes: Buffer) => bytes],
  ])('goes to who takes "%s" as %s', async (accepted, encoding, unpack) => {
    const { statusCode, headers, rawPayload } = await asset('page.js', accepted);
    expect([statusCode, headers['content-encoding']]).toEqual([200, encoding]);
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining('javascript'),
      'cache-control': 'public, max-age=31536000, immutable',
      vary: expect.stringMatching(/accept-encoding/i),
    });
    expect(unpack(rawPayload).toString()).toBe(SCRIPT);
  });

  it('goes as it is where it is too small to be made smaller', async () => {
    const { headers, body } = await asset('small.js', 'br, gzip');
    expect([headers['content-encoding'], body]).toEqual([undefined, '1']);
  });
});

describe('a page', () => {
  it('has a nonce of its own each time, by which alone it may bring styles', async () => {
    const [one, other] = await Promise.all(['/orders', '/orders'].map((url) => api.inject({ url })));
    const nonces = [one!, other!].map(({ body, headers }) => {
      const [, nonce] = /content="([\w-]{22})"/.exec(body)!;
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(headers['content-security-policy']).toContain("script-src 'self';");
      return nonce;
    });
    expect(nonces[0]).not.toBe(nonces[1]);
  });
});
