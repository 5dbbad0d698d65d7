import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guard } from '../../../test/support/guarded-sites.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)(`an encrypted site${hasOpenssl ? '' : ' (skipped: openssl is not there)'}`, () => {
  let server: Server;
  let place: string;
  const names: string[] = [];

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-certificate-'));
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    const asked = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    const named = ['-subj', '/CN=known.example', '-addext', 'subjectAltName=DNS:known.example'];
    execFileSync('openssl', [...asked, ...named, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    const options = {
      key: readFileSync(key),
      cert: readFileSync(certificate),
      SNICallback: (name: string, done: (error: null) => void) => {
        names.push(name);
        done(null);
      },
    };
    rmSync(folder, { recursive: true });
    server = createServer(options, (_request, response) => void response.end('secret'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    place = `known.example:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

  it('that nobody vouches for is refused, although it is one’s own', async () => {
    const fetch = guard([], { allow: [place] }, { resolve: async () => ['127.0.0.1'] });
    await expect(fetch(`https://${place}/`)).rejects.toMatchObject({
      name: 'SourceFailure',
      code: 'fetch-certificate',
      message: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT'),
    });
  });

  it('is asked for by its name, and not by the address that was checked', () => {
    expect(names[0]).toBe('known.example');
  });
});
