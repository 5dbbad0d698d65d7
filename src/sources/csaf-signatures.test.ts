import {
  config,
  createMessage,
  enums,
  generateKey,
  PacketList,
  type PrivateKey,
  reformatKey,
  revokeKey,
  Signature,
  SignaturePacket,
  sign,
} from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Advisory, csafProvider, type NamedKey, type ProviderFiles } from '../../test/support/csaf-provider.ts';
import { guard, guardedSites } from '../../test/support/guarded-sites.ts';
import { keysOf, type ReadOnce, readToEnd } from '../../test/support/read-source.ts';
import { readCsaf } from './csaf.ts';
import type { SourceCursor } from './source.ts';

const { site } = guardedSites();
const NOW = Date.parse('2020-06-01T00:00:00Z');
const MADE = new Date('2020-01-01T00:00:00Z');
const SIGNED = new Date('2020-05-01T00:00:00Z');
const DAY = 24 * 3600;

interface Owner {
  readonly key: PrivateKey;
  readonly named: NamedKey & { readonly fingerprint: string; readonly text: string };
}

const ownerOf = (key: PrivateKey): Owner => {
  const named = { fingerprint: key.getFingerprint(), text: key.toPublic().armor() };
  return { key, named };
};

async function owner(more: Partial<Parameters<typeof generateKey>[0]> = {}): Promise<Owner> {
  const { privateKey } = await generateKey({ userIDs: [{ name: 'Vendor' }], date: MADE, ...more, format: 'object' });
  return ownerOf(privateKey);
}

let [vendor, stranger]: Owner[] = [];
beforeAll(async () => {
  [vendor, stranger] = [await owner(), await owner()];
});

const textOf = (number: number) => `{"document":{"title":"Advisory ${number}"}}`;
const signedBy = async ({ key }: Owner, text: string, date = SIGNED): Promise<string> => {
  const message = await createMessage({ binary: Buffer.from(text) });
  return sign({ message, signingKeys: key, detached: true, date, format: 'armored' });
};
const advisory = (number: number, more: Partial<Advisory> = {}): Advisory => ({
  path: `2020/a-${number}.json`,
  changed: `2020-05-0${number}T00:00:00.000Z`,
  text: textOf(number),
  ...more,
});
const signed = async (number: number, by: Owner, more: Partial<Advisory> = {}): Promise<Advisory> =>
  advisory(number, { signature: await signedBy(by, textOf(number)), ...more });

/** Serves advisories of a provider that names keys, and reads them. */
async function provider(files: ProviderFiles) {
  const made = await site(csafProvider(files));
  const read = (options: Readonly<Record<string, unknown>> = {}, cursor: SourceCursor = {}) =>
    readToEnd(readCsaf, { address: made.origin, options, cursor }, { fetch: guard([made]), now: () => NOW });
  return { made, read };
}
const seen = (read: ReadOnce) => [
  keysOf(read).map((key) => Number(/a-(\d+)/.exec(key)?.[1])),
  read.reading.findings.map(({ code }) => code),
];
const said = ({ reading }: ReadOnce, code: string) => reading.findings.find((one) => one.code === code)?.message;

describe('the signatures of advisories', () => {
  it('let what is signed come, and fetch each key once', async () => {
    const second = await signed(2, vendor!);
    const advisories = [await signed(1, vendor!), { ...second, signature: `\ufeffBy us:\r\n${second.signature}` }];
    const { made, read } = await provider({ lists: 'rolie', advisories, keys: [vendor!.named] });
    expect(seen(await read())).toEqual([[1, 2], []]);
    expect(made.asked.filter((what) => what.includes('key-'))).toHaveLength(1);
  });

  it('let nothing come that was changed behind them, with its hash, and try it again', async () => {
    const tampered = await signed(1, vendor!, { text: '{"document":{"title":"Nothing to patch"}}' });
    const files: ProviderFiles = {
      ...{ lists: 'changes', keys: [vendor!.named] },
      advisories: [tampered, await signed(2, vendor!)],
    };
    const { read } = await provider(files);
    const first = await read();
    expect(seen(first)).toEqual([[2], ['csaf-signature', 'links-failed']]);
    expect(said(first, 'csaf-signature')).toContain('1 are not what was signed');
    files.advisories = [await signed(1, vendor!), await signed(2, vendor!)];
    expect(seen(await read({}, first.reading.cursor))).toEqual([[1], []]);
  });

  it('of another key than the provider names count for nothing', async () => {
    const { read } = await provider({
      ...{ lists: 'changes', keys: [vendor!.named] },
      advisories: [await signed(1, stranger!)],
    });
    const one = await read();
    expect(seen(one)).toEqual([[], ['csaf-signature', 'links-failed']]);
    expect(said(one, 'csaf-signature')).toContain('a key that does not count');
  });

  it('that are missing are told where nothing states them, and missed where their feed does', async () => {
    const advisories = [advisory(1), await signed(2, vendor!)];
    const listed = await provider({ lists: 'changes', advisories, keys: [vendor!.named] });
    expect(seen(await listed.read())).toEqual([[1, 2], ['csaf-unsigned']]);
    const stated = await provider({ lists: 'rolie', advisories, keys: [vendor!.named] });
    expect(seen(await stated.read())).toEqual([[2], ['csaf-signature', 'links-failed']]);
  });

  it('are not asked for where there are no keys, and not looked at where nobody wants them', async () => {
    const advisories = [await signed(1, stranger!)];
    const keyless = await provider({ lists: 'changes', advisories });
    expect(seen(await keyless.read())).toEqual([[1], []]);
    const unwanted = await provider({ lists: 'changes', advisories, keys: [vendor!.named] });
    expect(seen(await unwanted.read({ signatures: 'ignore' }))).toEqual([[1], []]);
    for (const { made } of [keyless, unwanted]) expect(made.asked.filter((what) => what.endsWith('.asc'))).toEqual([]);
  });
});

describe('signatures that a key of the desk’s choice must have made', () => {
  const pinned = (...owners: readonly Owner[]) => ({ keys: owners.map(({ named }) => named.fingerprint).join(', ') });

  it('are those of the other keys of the provider no more', async () => {
    const advisories = [await signed(1, vendor!), await signed(2, stranger!), advisory(3)];
    const { made, read } = await provider({ lists: 'changes', advisories, keys: [vendor!.named, stranger!.named] });
    expect(seen(await read())).toEqual([[1, 2, 3], ['csaf-unsigned']]);
    const one = await read(pinned(vendor!));
    expect(seen(one)).toEqual([[1], ['csaf-signature', 'links-failed']]);
    expect(said(one, 'csaf-signature')).toMatch(/1 are signed by a key.*; 1 have none/);
    expect(made.asked.filter((what) => what.includes('key-1'))).toHaveLength(1);
  });

  it('break the source where the provider names none of these keys, or gives another one', async () => {
    const advisories = [await signed(1, vendor!)];
    const named = { fingerprint: stranger!.named.fingerprint, text: vendor!.named.text };
    for (const keys of [undefined, [vendor!.named], [named]]) {
      const { read } = await provider({ lists: 'changes', advisories, ...(keys && { keys }) });
      await expect(read(pinned(stranger!))).rejects.toMatchObject({ name: 'SourceFailure', code: 'csaf-keys' });
    }
  });
});

describe('keys of a provider', () => {
  it.each<[string, () => NamedKey, string]>([
    ['that are not there', () => ({ fingerprint: vendor!.named.fingerprint }), 'cannot be fetched'],
    ['that are others', () => ({ ...vendor!.named, text: stranger!.named.text }), 'another fingerprint'],
    ['without a fingerprint', () => ({ text: vendor!.named.text }), 'no fingerprint'],
    [
      'by a part of one',
      () => ({ ...vendor!.named, fingerprint: vendor!.named.fingerprint.slice(-16) }),
      'no fingerprint',
    ],
    ['that are none', () => ({ ...vendor!.named, text: '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxx' }), 'no OpenPGP'],
    ['that are a page', () => ({ ...vendor!.named, text: '<html>' }), 'no OpenPGP'],
    ['of many megabytes', () => ({ ...vendor!.named, text: 'a'.repeat(2_000_000) }), 'no OpenPGP'],
  ])('%s let no signed advisory come, say why, and lose none', async (_what, key, words) => {
    const files: ProviderFiles = { lists: 'changes', advisories: [await signed(1, vendor!)], keys: [key()] };
    const { read } = await provider(files);
    let { reading, ...more } = await read();
    for (let readings = 0; readings < 7; readings++) ({ reading, ...more } = await read({}, reading.cursor));
    expect(seen({ reading, ...more })).toEqual([[], ['csaf-keys', 'links-left']]);
    expect(reading.findings[0]).toMatchObject({ severity: 'error', message: expect.stringContaining(words) });
    files.keys = [vendor!.named];
    expect(seen(await read({}, reading.cursor))).toEqual([[1], []]);
  });

  it('that are of no use are told beside those that are', async () => {
    const advisories = [await signed(1, vendor!)];
    const keys = [{ ...stranger!.named, text: 'x' }, vendor!.named];
    const { read } = await provider({ lists: 'changes', advisories, keys });
    expect(seen(await read())).toEqual([[1], ['csaf-keys']]);
  });

  it('that are expired by now stand for what they signed before, and for nothing that they signed after', async () => {
    const old = await owner({ keyExpirationTime: 60 * DAY, date: MADE });
    const { privateKey } = await reformatKey({
      ...{ privateKey: old.key, userIDs: [{ name: 'Vendor' }], keyExpirationTime: 0, date: MADE, format: 'object' },
    });
    // With the same key, but with no end.
    const after = await signedBy(ownerOf(privateKey), textOf(2));
    const before = await signedBy(old, textOf(1), new Date('2020-02-01T00:00:00Z'));
    const advisories = [advisory(1, { signature: before }), advisory(2, { signature: after })];
    const { read } = await provider({ lists: 'changes', advisories, keys: [old.named] });
    const one = await read();
    expect(seen(one)).toEqual([[1], ['csaf-keys', 'csaf-signature', 'links-failed']]);
    expect(said(one, 'csaf-keys')).toContain('expired');
    expect(said(one, 'csaf-signature')).toContain('expired');
  });

  it('that are revoked stand for nothing, and short or unsafe ones neither', async () => {
    const { publicKey } = await revokeKey({
      ...{ key: vendor!.key, date: SIGNED, format: 'object' },
      reasonForRevocation: { flag: enums.reasonForRevocation.keyCompromised },
    });
    const revoked = { ...vendor!.named, text: publicKey.armor() };
    const lost = await provider({ lists: 'changes', advisories: [await signed(1, vendor!)], keys: [revoked] });
    const one = await lost.read();
    expect(seen(one)).toEqual([[], ['csaf-keys', 'csaf-signature', 'links-failed']]);
    expect(said(one, 'csaf-keys')).toContain('revoked');
    const short = await owner({ type: 'rsa', rsaBits: 1024, config: { minRSABits: 1024 } });
    const message = await createMessage({ binary: Buffer.from(textOf(1)) });
    const options = { message, signingKeys: short.key, detached: true, date: SIGNED, config: { minRSABits: 1024 } };
    const signature = await sign({ ...options, format: 'armored' });
    const weak = await provider({ lists: 'changes', advisories: [advisory(1, { signature })], keys: [short.named] });
    const other = await weak.read();
    expect(seen(other)).toEqual([[], ['csaf-keys', 'csaf-signature', 'links-failed']]);
    expect(said(other, 'csaf-signature')).toContain('no longer safe');
  });
});

describe('a hostile signature', () => {
  /** A signature by the vendor’s own key that signs nothing, and so would hold beside any file. */
  async function ofNothing(): Promise<string> {
    const packet = new SignaturePacket();
    const { keyPacket } = vendor!.key;
    Object.assign(packet, {
      signatureType: enums.signature.standalone,
      publicKeyAlgorithm: keyPacket.algorithm,
      hashAlgorithm: enums.hash.sha512,
      issuerKeyID: keyPacket.getKeyID(),
      issuerFingerprint: keyPacket.getFingerprintBytes(),
      issuerKeyVersion: keyPacket.version,
    });
    // Its types know less than it takes.
    const writer = packet as unknown as { sign: (...of: unknown[]) => Promise<void> };
    await writer.sign(keyPacket, {}, SIGNED, true, config);
    const packets = new PacketList<SignaturePacket>();
    packets.push(packet);
    return new Signature(packets).armor();
  }

  it.each<[string, () => Promise<string> | string, string]>([
    ['that signs nothing', ofNothing, 'no signature'],
    ['of the future', () => signedBy(vendor!, textOf(1), new Date(NOW + 5 * DAY * 1000)), 'in the future'],
    ['that is none', () => 'signed by me', 'no signature'],
    ['that is empty', () => '', 'no signature'],
    ['that is cut off', async () => (await signedBy(vendor!, textOf(1))).slice(0, 120), 'no signature'],
    ['of a megabyte', async () => `${await signedBy(vendor!, textOf(1))}${' '.repeat(1_000_000)}`, 'no signature'],
    ['that is a key', () => vendor!.named.text, 'no signature'],
  ])('%s lets nothing come', async (_what, made, words) => {
    const advisories = [advisory(1, { signature: await made() })];
    const { read } = await provider({ lists: 'changes', advisories, keys: [vendor!.named] });
    const one = await read();
    expect(seen(one)).toEqual([[], ['csaf-signature', 'links-failed']]);
    expect(said(one, 'csaf-signature')).toContain(words);
  });
});
