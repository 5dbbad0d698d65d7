import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Where the page says with which nonce it may bring styles of its own. */
const NONCE = '%nonce%';
/** Below this are files that anybody may have. */
export const ASSETS = '/assets/';
const YEAR = 31_536_000_000;

/**
 * Serves the pages of the desk from the folder into which they were built. They hold nothing of what the desk knows, so that
 * whoever is not signed in may have them, too. An address that is none of a file is one of a page: the page itself says what
 * is there. Scripts come from these files alone, and styles from them or by the nonce of the answer.
 */
export async function addPages(api: FastifyInstance, folder: string): Promise<(reply: FastifyReply) => FastifyReply> {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  await api.register(files, {
    root: join(folder, 'assets'),
    prefix: ASSETS,
    // Their names hold the hash of what is in them.
    immutable: true,
    maxAge: YEAR,
    index: false,
    preCompressed: true,
    decorateReply: false,
    setHeaders: (response) => {
      response.header('cache-control', `public, max-age=${YEAR / 1000}, immutable`);
    },
  });
  return function sendPage(reply) {
    const nonce = randomBytes(16).toString('base64url');
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policyWith(nonce))
      .serializer(String)
      .send(page.replaceAll(NONCE, nonce));
  };
}

function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
