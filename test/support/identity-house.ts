import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Provider } from 'oidc-provider';
import { Agent, fetch as encryptedFetch } from 'undici';
import type { ProviderSettings } from '../../src/api/identity/identity-provider.ts';

/** A house that says who people are: everybody is who they say there. */
export interface IdentityHouse extends ProviderSettings {
  /** Lets people come back to a page of the desk. */
  allow(page: string): Promise<void>;
  close(): Promise<void>;
}

/** Why there can be none here, as the name of a test ends with that needs one; '' where there can. */
export const whyNoHouse = spawnSync('openssl', ['version']).status === 0 ? '' : ' (skipped: openssl is not there)';

export async function openIdentityHouse(): Promise<IdentityHouse> {
  const { key, cert } = certificate();
  let answer: ReturnType<Provider['callback']> | undefined;
  const server = createServer({ key, cert }, (request, response) => void answer?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { client_id: 'vigie', client_secret: 'a-secret-of-the-desk', application_type: 'native' } as const;
  const open = (pages: string[]): void => {
    const provider = new Provider(issuer, {
      clients: [{ ...client, redirect_uris: pages, grant_types: ['authorization_code'], response_types: ['code'] }],
      cookies: { keys: ['a key of the house'] },
      findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    });
    answer = provider.callback();
  };
  open(['http://127.0.0.1/identity']);
  const agent = new Agent({ connect: { ca: cert } });
  return {
    ...{ issuer, client: client.client_id, secret: client.client_secret, name: 'The House' },
    fetch: ((url: string, options: object) =>
      encryptedFetch(url, { ...options, dispatcher: agent })) as unknown as NonNullable<ProviderSettings['fetch']>,
    async allow(page) {
      open([page]);
    },
    async close() {
      await agent.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

function certificate() {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-house-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const asked = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const named = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', [...asked, ...named, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const read = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return read;
}
