import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair, openIdentity, openSecret, type SealedIdentity, sealIdentity, sealSecret } from './sealing.ts';

const [INFORMANT, AUTHOR, EDITOR] = [
  '00000000-0000-4000-8000-000000000001',
  '00000000-0000-4000-8000-000000000002',
  '00000000-0000-4000-8000-000000000003',
];
const PASSPHRASE = 'plain words in a row';
type Made = Awaited<ReturnType<typeof makeKeyPair>>;
let [author, editor]: [Made, Made] = [] as unknown as [Made, Made];
let secret: NonNullable<Awaited<ReturnType<typeof openSecret>>>;

beforeAll(async () => {
  author = await makeKeyPair(AUTHOR, PASSPHRASE);
  editor = await makeKeyPair(EDITOR, 'another one of words');
  secret = (await openSecret(author.secret, AUTHOR, PASSPHRASE))!;
});

const holders = () => ({
  author: { accountId: AUTHOR, publicKey: author.publicKey },
  editor: { accountId: EDITOR, publicKey: editor.publicKey },
});
const openAs = ({ sealed, keyForAuthor }: SealedIdentity, id = INFORMANT, accountId = AUTHOR) =>
  openIdentity(id, { sealed, sealedKey: keyForAuthor }, { accountId, secret });
const changed = (bytes: Uint8Array, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 1;
  return copy;
};

describe('a secret', () => {
  it('opens by its passphrase only, for its account only, and unchanged only', async () => {
    expect(secret.asymmetricKeyType).toBe('x25519');
    expect(await openSecret(author.secret, AUTHOR, 'plain words in a Row')).toBeUndefined();
    expect(await openSecret(author.secret, EDITOR, PASSPHRASE)).toBeUndefined();
    const { salt, sealed } = author.secret;
    expect(await openSecret({ salt, sealed: changed(sealed, 40) }, AUTHOR, PASSPHRASE)).toBeUndefined();
    expect(await openSecret({ salt: changed(salt, 0), sealed }, AUTHOR, PASSPHRASE)).toBeUndefined();
    expect(await openSecret({ salt, sealed: Buffer.alloc(3) }, AUTHOR, PASSPHRASE)).toBeUndefined();
  });

  it('is the same under a new passphrase, which is the same however its accents are typed', async () => {
    const again = await sealSecret(secret, AUTHOR, 'un mot de passé');
    const opened = await openSecret(again, AUTHOR, 'un mot de passe\u0301');
    expect(opened?.equals(secret)).toBe(true);
    expect(await openSecret(again, AUTHOR, PASSPHRASE)).toBeUndefined();
  });
});

describe('a guess at a passphrase', () => {
  it('costs 128 MiB where nothing else is said', async () => {
    expect((await openSecret(author.secret, AUTHOR, PASSPHRASE, 2 ** 17))?.equals(secret)).toBe(true);
    expect(await openSecret(author.secret, AUTHOR, PASSPHRASE, 2 ** 16)).toBeUndefined();
  });
});

describe('an identity', () => {
  const text = 'Zoë Quarble, night porter \ud83d\ude00';

  it('opens for either holder alone', async () => {
    const sealed = sealIdentity(INFORMANT, text, holders());
    expect(openAs(sealed)).toBe(text);
    const other = (await openSecret(editor.secret, EDITOR, 'another one of words'))!;
    const byEditor = { sealed: sealed.sealed, sealedKey: sealed.keyForEditor };
    expect(openIdentity(INFORMANT, byEditor, { accountId: EDITOR, secret: other })).toBe(text);
    expect(openIdentity(INFORMANT, byEditor, { accountId: AUTHOR, secret })).toBeUndefined();
  });

  it('does not open where any byte was changed, or where it was moved to another informant', () => {
    const sealed = sealIdentity(INFORMANT, text, holders());
    for (let at = 0; at < sealed.keyForAuthor.length; at++) {
      // The last bit of an X25519 key is not looked at by the exchange, and is bound by the derivation all the same.
      expect(openAs({ ...sealed, keyForAuthor: changed(sealed.keyForAuthor, at) })).toBeUndefined();
    }
    for (const at of [0, 11, 12, 27, 28, sealed.sealed.length - 1]) {
      expect(openAs({ ...sealed, sealed: changed(sealed.sealed, at) })).toBeUndefined();
    }
    expect(openAs(sealed, EDITOR)).toBeUndefined();
    expect(openAs({ ...sealed, keyForAuthor: Buffer.alloc(92) })).toBeUndefined();
    expect(openAs({ ...sealed, keyForAuthor: randomBytes(5) })).toBeUndefined();
  });

  it('is sealed anew each time, and does not tell how long it is', () => {
    const [short, long] = [sealIdentity(INFORMANT, 'A', holders()), sealIdentity(INFORMANT, text, holders())];
    expect(short.sealed.length).toBe(long.sealed.length);
    expect(Buffer.from(sealIdentity(INFORMANT, text, holders()).sealed).equals(long.sealed)).toBe(false);
  });
});
