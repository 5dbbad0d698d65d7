import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { signCheckpoint } from './checkpoint.ts';
import { type AuditEntry, leafBytes } from './entry.ts';
import type { HeldCheckpoint } from './log-checkpoints.ts';
import { Frontier, leafHash, type TreeNode } from './merkle.ts';
import type { Hasher, Signer, Verifier } from './primitives.ts';
import { verifierKey } from './verifier-key.ts';
import { type LogReport, type StoredEntry, type StoredLog, verifyLog } from './verify-log.ts';

const hasher: Hasher = { sha256: (data) => new Uint8Array(createHash('sha256').update(data).digest()) };

/** A new key of the log's name, and how its signatures are verified. */
function newKey(): { signer: Signer; verifier: Verifier } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));
  return {
    signer: { name: ORIGIN, publicKey: raw, sign: (message) => new Uint8Array(sign(null, message, privateKey)) },
    verifier: { verify: (_key, message, signature) => verify(null, message, publicKey, signature) },
  };
}

const ORIGIN = 'vigie.example/audit';
const { signer, verifier } = newKey();
const { signer: thief } = newKey();
const trusted = { verifier, origin: ORIGIN, keys: [verifierKey(hasher, ORIGIN, signer.publicKey)] };

/** Returns the bytes of an entry that differs from all others by its number. */
function leafOf(number: number): Uint8Array {
  const id = createHash('sha256').update(String(number)).digest('hex');
  const entry: AuditEntry = {
    ...{ v: 1, at: '2026-11-20T08:15:00.000Z', actor: id, action: 'report-read', outcome: 'done' },
    ...{ objects: [{ noun: 'report', id }], labels: [id], reasons: [], policy: '1', commitments: {} },
  };
  return leafBytes(entry);
}

interface MutableLog extends StoredLog {
  entries: StoredEntry[];
  nodes: TreeNode[];
  checkpoints: HeldCheckpoint[];
  exported: HeldCheckpoint[];
}

const stored = (leaf: Uint8Array, position: number): StoredEntry => ({ position, leaf, hash: leafHash(hasher, leaf) });

function headOf(entries: readonly StoredEntry[]) {
  const frontier = new Frontier(hasher);
  const nodes = entries.flatMap(({ hash }) => frontier.append(hash!));
  return { size: entries.length, root: frontier.root(), nodes };
}

/** Returns the checkpoint of the first `size` entries. */
function checkpoint(entries: readonly StoredEntry[], size: number, by = signer, origin = ORIGIN): HeldCheckpoint {
  const { root } = headOf(entries.slice(0, size));
  return { name: `c${size}`, note: utf8(signCheckpoint(hasher, { origin, size, root }, [by])) };
}

/** A sound log of 11 entries, with checkpoints of 4, 8 and 11, of which 4 and 11 were exported. */
function soundLog(
  count = 11,
  sizes: readonly number[] = [4, 8, count],
  exported: readonly number[] = [4, count],
): MutableLog {
  const entries = Array.from({ length: count }, (_, position) => stored(leafOf(position), position));
  return {
    entries,
    nodes: headOf(entries).nodes,
    checkpoints: sizes.map((size) => checkpoint(entries, size)),
    exported: exported.map((size) => ({ ...checkpoint(entries, size), name: `e${size}` })),
  };
}

/** Gives the entries the positions, hashes and nodes that they would have had: what a careful forger does. */
function cover(log: MutableLog): void {
  log.entries = log.entries.map(({ leaf }, position) => stored(leaf, position));
  log.nodes = headOf(log.entries).nodes;
}

const codesOf = ({ findings }: LogReport) => findings.map(({ code }) => code);
const check = (log: StoredLog) => verifyLog(hasher, trusted, log);

describe('a truncated log', () => {
  it('is told by its own checkpoints', async () => {
    const log = soundLog(11, [4, 8, 11], []);
    log.entries.length = 9;
    log.nodes = headOf(log.entries).nodes;
    const report = await check(log);
    expect(report.findings).toEqual([
      expect.objectContaining({ code: 'audit-truncated', checkpoint: 'c11', entries: { first: 8, last: 9 } }),
    ]);
    expect(report).toMatchObject({ firstBad: { first: 8, last: 9 }, proven: 8, size: 9 });
  });

  it('is told by an exported checkpoint where those of the database went with it', async () => {
    const log = soundLog();
    log.entries.length = 8;
    log.nodes = headOf(log.entries).nodes;
    log.checkpoints.length = 2;
    const report = await check(log);
    expect(codesOf(report)).toEqual(['audit-rolled-back', 'audit-truncated']);
    expect(report).toMatchObject({ firstBad: { first: 4, last: 8 }, proven: 4 });
  });

  it('has nodes that nothing stands under', async () => {
    const log = soundLog(11, [4], []);
    log.entries.length = 8;
    expect(codesOf(await check(log))).toEqual(['audit-node-extra', 'audit-not-signed']);
  });

  it('is told when nothing is left of it', async () => {
    const log = { ...soundLog(), entries: [], nodes: [], checkpoints: [] };
    const report = await check(log);
    expect(codesOf(report)).toEqual(['audit-rolled-back', 'audit-truncated']);
    expect(report.firstBad).toEqual({ first: 0, last: 0 });
  });
});

describe('a checkpoint', () => {
  it('that another key has signed vouches for nothing', async () => {
    const log = soundLog();
    log.entries[5] = { ...log.entries[5]!, leaf: leafOf(99) };
    cover(log);
    log.checkpoints = [4, 8, 11].map((size) => checkpoint(log.entries, size, thief));
    const report = await check(log);
    expect(codesOf(report)).toEqual([
      ...Array(3).fill('audit-note-untrusted'),
      ...['audit-rolled-back', 'audit-root-differs'],
    ]);
    expect(report.findings[0]).toMatchObject({ checkpoint: 'c4', severity: 'error' });
    expect(report.firstBad).toEqual({ first: 4, last: 10 });
  });

  it('that another key has signed under the id of the trusted one vouches for nothing', async () => {
    const log = soundLog();
    const { root, size } = headOf(log.entries);
    const liar = { ...signer, sign: thief.sign };
    const note = utf8(signCheckpoint(hasher, { origin: ORIGIN, size, root }, [liar]));
    log.checkpoints[2] = { name: 'c11', note };
    expect(codesOf(await check(log))).toEqual(['audit-note-signature-wrong', 'audit-rolled-back']);
  });

  it('of another log is refused', async () => {
    const log = soundLog(11, [4, 8, 11], []);
    log.checkpoints[1] = checkpoint(log.entries, 8, signer, 'vigie.example/other');
    const report = await check(log);
    expect(report.findings).toEqual([expect.objectContaining({ code: 'audit-checkpoint-origin', checkpoint: 'c8' })]);
    expect(report).toMatchObject({ proven: 11, isSound: false });
  });

  it('with trailing data is refused', async () => {
    const log = soundLog();
    log.exported[0] = { name: 'e4', note: Uint8Array.of(...log.exported[0]!.note, ...utf8('more\n')) };
    expect(codesOf(await check(log))).toEqual(['audit-note-signature-line']);
  });

  it('of a fork, of the same size with another root, is told', async () => {
    const log = soundLog();
    const forged = soundLog();
    forged.entries[2] = stored(leafOf(99), 2);
    log.exported = [checkpoint(forged.entries, 8)];
    log.exported = log.exported.map((held) => ({ ...held, name: 'e8' }));
    const report = await check(log);
    expect(report.findings).toEqual([
      expect.objectContaining({ code: 'audit-forked', checkpoint: 'e8', entries: { first: 0, last: 7 } }),
    ]);
  });

  it('of a fork is told where the log was rewritten and signed anew with its own key', async () => {
    const log = soundLog();
    log.entries[5] = { ...log.entries[5]!, leaf: leafOf(99) };
    cover(log);
    log.checkpoints = [4, 8, 11].map((size) => checkpoint(log.entries, size));
    const report = await check(log);
    expect(report.findings).toEqual([
      expect.objectContaining({ code: 'audit-forked', checkpoint: 'e11', entries: { first: 4, last: 10 } }),
    ]);
  });

  it('of a fork is told where the rewritten log has grown past it, without the size', async () => {
    const log = soundLog(11, [4, 7, 11], [6]);
    log.entries[1] = { ...log.entries[1]!, leaf: leafOf(99) };
    cover(log);
    log.checkpoints = [4, 7, 11].map((size) => checkpoint(log.entries, size));
    const report = await check(log);
    expect(report.findings).toEqual([
      expect.objectContaining({ code: 'audit-forked', checkpoint: 'e6', entries: { first: 0, last: 5 } }),
    ]);
  });

  it('of a fork is told even where neither of the two is of these entries', async () => {
    const [log, one, other] = [soundLog(6, [4], []), soundLog(9, [], []), soundLog(9, [], [])];
    other.entries[7] = stored(leafOf(99), 7);
    log.exported = [checkpoint(one.entries, 9), checkpoint(other.entries, 9)];
    expect(codesOf(await check(log))).toEqual([...['audit-rolled-back', 'audit-forked', 'audit-truncated']]);
  });

  it('of a fork is told once where an exported one shows that the entries are right', async () => {
    const [log, forged] = [soundLog(11, [4, 8, 11], [8, 11]), soundLog()];
    forged.entries[2] = stored(leafOf(99), 2);
    log.checkpoints[1] = checkpoint(forged.entries, 8);
    const report = await check(log);
    expect(report).toMatchObject({ proven: 11, isSound: false });
    expect(report.findings).toEqual([expect.objectContaining({ code: 'audit-forked', checkpoint: 'c8' })]);
    expect(report.findings[0]?.message).toContain('c8 and a later one');
    expect(report.firstBad).toBeUndefined();
  });

  it('that is older than an exported one shows that the database was rolled back', async () => {
    const log = soundLog();
    log.checkpoints.length = 2;
    const report = await check(log);
    expect(report.findings).toEqual([expect.objectContaining({ code: 'audit-rolled-back', checkpoint: 'e11' })]);
    expect(report).toMatchObject({ proven: 11, isSound: false });
  });

  it('that is smaller than the one before it is told', async () => {
    const log = soundLog(11, [4, 11, 8], []);
    expect((await check(log)).findings).toEqual([
      expect.objectContaining({ code: 'audit-checkpoint-shrinks', checkpoint: 'c8' }),
    ]);
  });

  it('of no entries must have the root of no entries', async () => {
    const log = soundLog(3, [3], []);
    const note = utf8(signCheckpoint(hasher, { origin: ORIGIN, size: 0, root: new Uint8Array(32) }, [signer]));
    log.checkpoints.unshift({ name: 'c0', note });
    expect(codesOf(await check(log))).toEqual(['audit-forked']);
  });

  it('of no entries is about no entries when its root is wrong', async () => {
    const note = utf8(signCheckpoint(hasher, { origin: ORIGIN, size: 0, root: new Uint8Array(32) }, [signer]));
    const report = await check({ entries: [], checkpoints: [{ name: 'c0', note }], exported: [] });
    expect(codesOf(report)).toEqual(['audit-root-differs']);
    expect(report.firstBad).toBeUndefined();
  });

  it('is needed: a log without any is not sound', async () => {
    expect(codesOf(await check(soundLog(5, [], [])))).toEqual(['audit-no-checkpoint']);
  });
});
