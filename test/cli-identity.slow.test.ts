import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptLink } from '../src/actions/accept-link.ts';
import { type OpenDesk, openDesk } from '../src/actions/open-desk.ts';
import { signedIn } from '../src/actions/signed-in.ts';
import { tokenActor } from '../src/actions/token-actor.ts';
import { runVigie } from './support/run-vigie.ts';
import { CLIENT, codeOf, PASSWORD, signInAs } from './support/signing-in.ts';
import { ROOT } from './support/source-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-cli-identity-'));
chmodSync(folder, 0o711);
const settings = { dataFolder: join(folder, 'desk'), systemFolder: folder };
const READERS = ['--readers', join(ROOT, 'examples', 'france-2012', 'readers.yaml'), '--reader', 'analysis-desk'];
/** The commands join the server that this one runs. */
let desk: OpenDesk;

beforeAll(async () => {
  desk = await openDesk(settings);
}, 60_000);
afterAll(async () => {
  await desk?.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const vigie = (...words: string[]) => runVigie(words, { settings: async () => settings });

/** Makes a link by the command and takes the password of the tests by it. */
async function linked(...words: string[]): Promise<string> {
  const { out } = await vigie('account', 'link', ...words);
  const secret = /\/link\/([A-Za-z0-9_-]{43})$/m.exec(out)?.[1] ?? '';
  await acceptLink(desk, secret, { password: PASSWORD, client: CLIENT });
  return out;
}

describe('on a new desk', () => {
  it('the first person comes in by a link, and there is no further such link', async () => {
    await vigie('desk', 'set-up', 'Ada', ...READERS);
    expect(await linked()).toMatch(/^for +Ada$/m);
    expect(await codeOf(signInAs(desk, 'Ada'))).toBe('done');
    expect(await vigie('account', 'link')).toMatchObject({
      status: 2,
      error: expect.stringContaining('(set-up-done)'),
    });
  });

  it('others come in by links of their own, which come to be resets', async () => {
    await vigie('account', 'add', 'Ben', '--roles', 'editor', ...READERS);
    expect(await linked('Ben')).toMatch(/^what it does +lets the person take/m);
    expect(await linked('Ben')).toMatch(/^what it does +lets the person in again/m);
    expect(await vigie('account', 'link', 'nobody')).toMatchObject({
      status: 2,
      error: expect.stringContaining('(operator-none)'),
    });
    await vigie('account', 'add', 'Ben', '--roles', 'editor', ...READERS);
    expect(await vigie('account', 'link', 'Ben')).toMatchObject({
      status: 2,
      error: expect.stringContaining('(account-which)'),
    });
  });
});

describe('sessions and tokens', () => {
  it('are listed without secrets, and ended', async () => {
    const { secret, session } = await signInAs(desk, 'Ada');
    const listed = await vigie('session', 'list', '--as', 'Ada');
    expect(listed.out).toContain(`a browser  ${session.sessionId}\n  by password, since `);
    expect(listed.out).not.toContain(secret);
    expect(await vigie('session', 'end', session.sessionId)).toMatchObject({ status: 0 });
    expect(await signedIn(desk, secret)).toBeUndefined();
    expect(await vigie('session', 'end-all', 'Ada')).toMatchObject({ status: 0, out: '1 session ended\n' });
    expect(await vigie('session', 'list')).toMatchObject({ status: 1, out: '' });
  });

  it('are made for a program, shown once, and revoked', async () => {
    const made = await vigie('token', 'create', 'nightly import', '--scopes', 'read,write', '--days', '30');
    const secret = /^token +(vigie_\S+)$/m.exec(made.out)?.[1] ?? '';
    const { tokenId } = (await tokenActor(desk, secret))!;
    const listed = await vigie('token', 'list');
    expect(listed.out).toContain(`nightly import  ${secret.slice(0, 12)}…  ${tokenId}\n  for read, write, until `);
    expect(listed.out).not.toContain(secret);
    for (const days of ['0', '367', 'x']) {
      expect((await vigie('token', 'create', 'x', '--days', days)).status).toBe(2);
    }
    expect(await vigie('token', 'revoke', tokenId)).toMatchObject({ status: 0 });
    expect(await tokenActor(desk, secret)).toBeUndefined();
    expect((await vigie('token', 'list')).status).toBe(1);
  });
});
