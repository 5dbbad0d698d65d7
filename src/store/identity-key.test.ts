import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { identityKeyOf, openIdentityKey } from './identity-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-identity-key-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const may = async () => true;
const mayNot = async () => false;
const PLAIN = Buffer.from('plain');

describe('the key of what proves who people are', () => {
  it('is made once, for its owner alone, also where two need it at once', async () => {
    const own = join(folder, 'made');
    const keys = await Promise.all([openIdentityKey(own, may), openIdentityKey(own, may), openIdentityKey(own, may)]);
    const sealed = keys[0]!.seal('x', 'id', PLAIN);
    for (const key of keys) expect(key.open('x', 'id', sealed)).toEqual(PLAIN);
    expect(statSync(join(own, 'identity-key')).mode & 0o777).toBe(0o600);
    expect((await openIdentityKey(own, mayNot)).open('x', 'id', sealed)).toEqual(PLAIN);
  });

  it('is refused where it is lost, damaged or exposed, and no sentence holds it', async () => {
    await expect(openIdentityKey(join(folder, 'lost'), mayNot)).rejects.toMatchObject({ code: 'identity-key-lost' });
    const own = join(folder, 'made');
    const path = join(own, 'identity-key');
    const text = readFileSync(path, 'utf8');
    chmodSync(path, 0o640);
    await expect(openIdentityKey(own, may)).rejects.toMatchObject({ code: 'identity-key-exposed' });
    chmodSync(path, 0o600);
    writeFileSync(path, text.slice(0, -5));
    const damaged = await openIdentityKey(own, may).catch((error: Error) => error);
    expect(damaged).toMatchObject({ code: 'identity-key-damaged' });
    expect(String(damaged)).not.toContain(text.slice(25, 40));
  });

  it('opens for the purpose and the account alone, and what was not changed', () => {
    const key = identityKeyOf(Buffer.alloc(32, 1));
    const sealed = key.seal('x', 'id', PLAIN);
    expect(key.open('y', 'id', sealed)).toBeUndefined();
    expect(key.open('x', 'other', sealed)).toBeUndefined();
    expect(identityKeyOf(Buffer.alloc(32, 2)).open('x', 'id', sealed)).toBeUndefined();
    expect(
      key.open(
        'x',
        'id',
        sealed.map((byte, place) => (place === 20 ? byte ^ 1 : byte)),
      ),
    ).toBeUndefined();
    expect(key.open('x', 'id', Buffer.alloc(3))).toBeUndefined();
  });

  it('makes other codes for other words, however they are cut', () => {
    const key = identityKeyOf(Buffer.alloc(32, 1));
    const codes = [key.mac('x', 'ab', 'c'), key.mac('x', 'a', 'bc'), key.mac('x', 'abc'), key.mac('y', 'ab', 'c')];
    expect(new Set(codes.map((code) => code.toString('hex'))).size).toBe(4);
  });
});
