import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCredentials } from './read-credentials.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-credentials-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const written = (text: string, mode = 0o600) => {
  const path = join(folder, 'credentials.yaml');
  writeFileSync(path, text, { mode });
  return path;
};

const THREE = `
- address: https://a.example/api
  token: t0ken-of-a
- address: https://a.example/api/deep
  header: { name: X-Key, value: key of a }
- address: imaps://mail.example
  user: ann
  password: "pass:wörd"
`;

describe('readCredentials', () => {
  it('reads tokens, headers, users with passwords, and gives the nearest', () => {
    const credentials = readCredentials(written(THREE));
    expect(credentials.of('https://a.example/api/x')?.headers()).toEqual({ authorization: 'Bearer t0ken-of-a' });
    expect(credentials.of('https://a.example/api/deep/x')?.headers()).toEqual({ 'x-key': 'key of a' });
    expect(credentials.of('imaps://mail.example/INBOX')?.login()).toEqual({ user: 'ann', password: 'pass:wörd' });
    expect(credentials.of('imaps://mail.example')?.headers()).toEqual({ authorization: 'Basic YW5uOnBhc3M6d8O2cmQ=' });
    expect(credentials.of('https://b.example/')).toBeUndefined();
    expect(credentials.of('https://a.example/api')?.login()).toBeUndefined();
  });

  it('keeps secrets out of JSON and of what prints objects', () => {
    const credentials = readCredentials(written(THREE));
    const shown = inspect(credentials, { depth: 9, showHidden: true }) + JSON.stringify(credentials);
    expect(shown).not.toMatch(/t0ken|key of a|wörd/);
  });

  it('has none where no file is named, and where the file is empty', () => {
    expect(readCredentials(undefined).of('https://a.example')).toBeUndefined();
    expect(readCredentials(written('')).of('https://a.example')).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32').each([0o640, 0o604, 0o660])('refuses a file with the rights %o', (mode) => {
    expect(() => readCredentials(written(THREE, mode))).toThrow(expect.objectContaining({ code: 'credentials-open' }));
  });

  it('refuses what is not there, and a folder', () => {
    const unreadable = expect.objectContaining({ code: 'credentials-unreadable' });
    expect(() => readCredentials(join(folder, 'none'))).toThrow(unreadable);
    expect(() => readCredentials(folder)).toThrow(expect.objectContaining({ code: 'credentials-invalid' }));
  });

  it.each([
    ['no list', 'address: https://a.example'],
    ['no YAML', '- address: [s3cret'],
    ['no secret', '- address: https://a.example'],
    ['half a pair', '- { address: "https://a.example", user: s3cret }'],
    ['two secrets', '- { address: "https://a.example", token: s3cret, user: s3cret, password: s3cret }'],
    ['an unknown field', '- { address: "https://a.example", token: s3cret, note: s3cret }'],
    ['no address of the web', '- { address: "ftp://s3cret.example", token: s3cret }'],
    ['a user in the address', '- { address: "https://s3cret@a.example", token: s3cret }'],
    ['a question mark in the address', '- { address: "https://a.example/?s3cret", token: s3cret }'],
    ['a line end in the token', '- { address: "https://a.example", token: "s3cret\\r\\nx: y" }'],
    ['a line end in the password', '- { address: "https://a.example", user: s3cret, password: "s3cret\\nx" }'],
    ['a colon in the user', '- { address: "https://a.example", user: "s3cret:x", password: s3cret }'],
    ['a header that is not for this', '- { address: "https://a.example", header: { name: Host, value: s3cret } }'],
    ['a number for a token', '- { address: "https://a.example", token: 12 }'],
    [
      'aliases without end',
      `- &a [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, at) => `- &${'bcdefghij'[at]} [${`*${'abcdefghi'[at]},`.repeat(10)}]`).join('\n')}`,
    ],
  ])('refuses %s, and repeats nothing of it', (_, text) => {
    let told: unknown;
    try {
      readCredentials(written(text));
    } catch (error) {
      told = error;
    }
    expect(told).toMatchObject({ name: 'Refusal', code: 'credentials-invalid' });
    expect((told as Error).message).not.toContain('s3cret');
  });
});
