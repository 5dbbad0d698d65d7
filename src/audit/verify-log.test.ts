import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { utf8 } from './bytes.ts';
import { signCheckpoint } from './checkpoint.ts';
import { type AuditEntry, leafBytes } from './entry.ts';
import type { HeldCheckpoint } from './log-checkpoints.ts';
import { MOST_FINDINGS } from './log-findings.ts';
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

describe('a sound log', () => {
  it('is proven as far as its last checkpoint', async () => {
    expect(await check(soundLog())).toEqual({
      ...{ size: 11, proven: 11, unsequenced: 0, findings: [], untold: 0, isSound: true },
    });
  });

  it('may arrive bit by bit, and without its nodes', async () => {
    const { entries, nodes, checkpoints, exported } = soundLog();
    const arrive = async function* <T>(items: readonly T[]) {
      for (const item of items) {
        await Promise.resolve();
        yield item;
      }
    };
    const log = { entries: arrive(entries), checkpoints: arrive(checkpoints), exported: arrive(exported) };
    expect(await check(log)).toMatchObject({ proven: 11, isSound: true });
    const again = { entries: arrive(entries), checkpoints: arrive(checkpoints), exported: arrive(exported) };
    expect(await check({ ...again, nodes: arrive(nodes) })).toMatchObject({ proven: 11, isSound: true });
  });

  it('may be empty, with or without a checkpoint that says so', async () => {
    expect(await check(soundLog(0, [0], [0]))).toMatchObject({ size: 0, proven: 0, findings: [], isSound: true });
    expect(await check(soundLog(0, [], []))).toMatchObject({ size: 0, findings: [], isSound: true });
  });

  it('may have one checkpoint twice, and exported ones in any order', async () => {
    const log = soundLog();
    log.checkpoints.push(log.checkpoints[2]!);
    log.exported.reverse();
    expect(await check(log)).toMatchObject({ findings: [], isSound: true });
  });

  it('may have entries that are not sequenced or not signed yet, which is told', async () => {
    const log = soundLog(11, [4, 8], [4]);
    log.entries.push({ position: null, leaf: leafOf(20), hash: null });
    log.entries.unshift({ position: null, leaf: leafOf(21), hash: null });
    const report = await check(log);
    expect(report).toMatchObject({ size: 11, proven: 8, unsequenced: 2, isSound: true });
    expect(report.firstBad).toBeUndefined();
    expect(report.findings).toEqual([
      expect.objectContaining({ code: 'audit-not-signed', severity: 'warning', entries: { first: 8, last: 10 } }),
      expect.objectContaining({ code: 'audit-not-sequenced', severity: 'warning' }),
    ]);
  });

  it('may be signed by another key besides', async () => {
    const log = soundLog();
    const { root, size } = headOf(log.entries);
    const note = utf8(signCheckpoint(hasher, { origin: ORIGIN, size, root }, [thief, signer]));
    log.checkpoints[2] = { name: 'c11', note };
    expect(await check(log)).toMatchObject({ proven: 11, findings: [] });
  });
});

describe('an edited entry', () => {
  it('is named, and the others are still vouched for', async () => {
    const log = soundLog();
    log.entries[5] = { ...log.entries[5]!, leaf: leafOf(99) };
    const report = await check(log);
    expect(codesOf(report)).toEqual(['audit-entry-edited']);
    expect(report).toMatchObject({ firstBad: { first: 5, last: 5 }, proven: 4, isSound: false });
  });

  it('is named when one bit of it was turned, or of the hash that is stored for it', async () => {
    for (const field of ['leaf', 'hash'] as const) {
      const log = soundLog();
      const bytes = log.entries[6]![field]!.slice();
      bytes[20]! ^= 1;
      log.entries[6] = { ...log.entries[6]!, [field]: bytes };
      expect(await check(log)).toMatchObject({ firstBad: { first: 6, last: 6 } });
    }
  });

  it('is named when its hash was taken away', async () => {
    const log = soundLog();
    log.entries[3] = { ...log.entries[3]!, hash: null };
    expect(codesOf(await check(log))).toEqual(['audit-entry-edited']);
  });

  it('is narrowed down by the nodes where its hash was put right', async () => {
    const log = soundLog();
    log.entries[5] = stored(leafOf(99), 5);
    const report = await check(log);
    expect(codesOf(report)).toEqual([...Array(3).fill('audit-node-differs'), 'audit-root-differs']);
    expect(report.firstBad).toEqual({ first: 0, last: 5 });
    expect(report.findings[0]?.entries).toEqual({ first: 4, last: 5 });
    expect(report.findings[3]).toMatchObject({ checkpoint: 'c8', entries: { first: 4, last: 7 } });
  });

  it('is narrowed down by the checkpoints where hashes and nodes were put right', async () => {
    const log = soundLog();
    log.entries[5] = { ...log.entries[5]!, leaf: leafOf(99) };
    cover(log);
    const report = await check(log);
    expect(report.findings).toEqual([
      expect.objectContaining({ code: 'audit-root-differs', checkpoint: 'c8', entries: { first: 4, last: 7 } }),
    ]);
    expect(report.findings[0]?.message).toContain('2 others');
    expect(report).toMatchObject({ firstBad: { first: 4, last: 7 }, proven: 4 });
  });

  it('is found beside another that was put right', async () => {
    const log = soundLog();
    log.entries[9] = stored(leafOf(98), 9);
    log.nodes = headOf(log.entries).nodes;
    log.entries[5] = { ...log.entries[5]!, leaf: leafOf(99) };
    const report = await check(log);
    expect(codesOf(report)).toEqual(['audit-entry-edited', 'audit-root-differs']);
    expect(report.findings[1]?.entries).toEqual({ first: 4, last: 10 });
  });

  it('is named when it is no audit entry, even where all was signed so', async () => {
    const log = soundLog();
    log.entries[2] = stored(utf8('{"note":"Agent Kestrel"}'), 2);
    const sizes = [4, 8, 11];
    log.nodes = headOf(log.entries).nodes;
    log.checkpoints = sizes.map((size) => checkpoint(log.entries, size));
    log.exported = [];
    const report = await check(log);
    expect(codesOf(report)).toEqual(['audit-entry-malformed']);
    expect(report.firstBad).toEqual({ first: 2, last: 2 });
    expect(report.findings[0]?.message).not.toContain('Kestrel');
  });
});

describe('a dropped entry', () => {
  it('is named, and what cannot be compared any more is told', async () => {
    const log = soundLog();
    log.entries.splice(6, 2);
    const report = await check(log);
    expect(codesOf(report)).toEqual(['audit-entry-missing', 'audit-checkpoint-unchecked']);
    expect(report).toMatchObject({ firstBad: { first: 6, last: 7 }, proven: 4, isSound: false });
  });

  it('is named at the beginning', async () => {
    const log = soundLog();
    log.entries.shift();
    expect(await check(log)).toMatchObject({ firstBad: { first: 0, last: 0 }, proven: 0 });
  });

  it('is found where the others were numbered anew', async () => {
    const log = soundLog();
    log.entries.splice(6, 1);
    cover(log);
    const report = await check(log);
    expect(codesOf(report)).toEqual(['audit-root-differs', 'audit-truncated']);
    expect(report.firstBad).toEqual({ first: 4, last: 7 });
  });
});

describe('a swap', () => {
  it('of two entries is named', async () => {
    const log = soundLog();
    const [one, other] = [log.entries[5]!, log.entries[6]!];
    log.entries[5] = { ...one, leaf: other.leaf };
    log.entries[6] = { ...other, leaf: one.leaf };
    const report = await check(log);
    expect(codesOf(report)).toEqual(['audit-entry-edited', 'audit-entry-edited']);
    expect(report.firstBad).toEqual({ first: 5, last: 5 });
  });

  it('of two entries with their hashes is found by the nodes and by the checkpoints', async () => {
    const log = soundLog();
    const [one, other] = [log.entries[5]!, log.entries[6]!];
    log.entries[5] = { ...other, position: 5 };
    log.entries[6] = { ...one, position: 6 };
    expect((await check(log)).findings[0]).toMatchObject({
      code: 'audit-node-differs',
      entries: { first: 4, last: 5 },
    });
    cover(log);
    expect((await check(log)).findings).toEqual([
      expect.objectContaining({ code: 'audit-root-differs', entries: { first: 4, last: 7 } }),
    ]);
  });

  it('of places in the stream is named', async () => {
    const log = soundLog();
    log.entries = [...log.entries.slice(0, 5), log.entries[6]!, log.entries[5]!];
    const report = await check(log);
    expect(codesOf(report).slice(0, 2)).toEqual(['audit-entry-missing', 'audit-entry-repeated']);
    expect(report.firstBad).toEqual({ first: 5, last: 5 });
  });
});

describe('an inserted entry', () => {
  it('is named where it shares a position', async () => {
    const log = soundLog();
    log.entries.splice(6, 0, stored(leafOf(99), 5));
    const report = await check(log);
    expect(codesOf(report)).toEqual(['audit-entry-repeated']);
    expect(report.firstBad).toEqual({ first: 5, last: 5 });
  });

  it('is found where the others were numbered anew', async () => {
    const log = soundLog();
    log.entries.splice(6, 0, stored(leafOf(99), 6));
    cover(log);
    const report = await check(log);
    expect(codesOf(report)).toEqual(['audit-root-differs', 'audit-not-signed']);
    expect(report.firstBad).toEqual({ first: 4, last: 7 });
  });

  it.each([-1, 0.5, Number.NaN])('is named at the position %s', async (position) => {
    const log = soundLog();
    log.entries.push({ ...log.entries[0]!, position });
    expect(codesOf(await check(log))).toEqual(['audit-entry-repeated']);
  });
});

describe('a log that is wrong in many places', () => {
  it('has so many findings told, the others counted, and the first bad entry named', async () => {
    const log = soundLog(300, [300], [300]);
    log.entries = log.entries.map((entry, place) => (place < 40 ? entry : { ...entry, leaf: leafOf(1000 + place) }));
    const report = await check(log);
    expect(report.findings).toHaveLength(MOST_FINDINGS);
    expect(report).toMatchObject({ untold: 160, firstBad: { first: 40, last: 40 }, isSound: false });
  });

  it('lets go of its streams when one of them breaks', async () => {
    let isOpen = true;
    const nodes = (async function* () {
      try {
        yield* soundLog().nodes;
      } finally {
        isOpen = false;
      }
    })();
    const entries = (async function* () {
      yield* soundLog().entries.slice(0, 5);
      throw new Error('the connection was lost');
    })();
    await expect(check({ ...soundLog(), entries, nodes })).rejects.toThrow('the connection was lost');
    expect(isOpen).toBe(false);
  });
});

/** Ways to tamper with entries: from the log and a place, to whether all traces but the checkpoints were covered. */
const TAMPERINGS: Readonly<Record<string, (log: MutableLog, place: number) => void>> = {
  edit: (log, place) => log.entries.splice(place, 1, { ...log.entries[place]!, leaf: leafOf(9999) }),
  drop: (log, place) => log.entries.splice(place, 1),
  insert: (log, place) => log.entries.splice(place, 0, stored(leafOf(9999), place)),
  swap: (log, place) => {
    const [one, other] = [log.entries[place]!, log.entries[(place + 1) % log.entries.length]!];
    log.entries[place] = { ...one, leaf: other.leaf };
    log.entries[(place + 1) % log.entries.length] = { ...other, leaf: one.leaf };
  },
  truncate: (log, place) => log.entries.splice(place),
};

describe('any tampering', () => {
  it('is found, and the first bad entry lies where it is said to lie', async () => {
    const draws = fc.record({
      count: fc.integer({ min: 2, max: 40 }),
      way: fc.constantFrom(...Object.keys(TAMPERINGS)),
      draw: fc.nat(),
      cuts: fc.array(fc.nat(), { maxLength: 5 }),
      isCovered: fc.boolean(),
      signedAnew: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      exported: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(draws, async ({ count, way, draw, cuts, isCovered, signedAnew, exported }) => {
        const sizes = [...cuts.map((cut) => cut % count), count].sort((one, other) => one - other);
        const log = soundLog(
          count,
          sizes,
          sizes.filter((size, place) => exported[place] || size === count),
        );
        expect(await check(log)).toMatchObject({ proven: count, findings: [] });
        const before = log.entries.map(({ leaf }) => leaf);
        TAMPERINGS[way]!(log, draw % count);
        if (isCovered) cover(log);
        // A thief of the key signs what he likes, but cannot reach what was exported.
        log.checkpoints = log.checkpoints.map((held, place) => {
          const size = sizes[place]!;
          return signedAnew[place] && size <= log.entries.length ? checkpoint(log.entries, size) : held;
        });
        const report = await check(log);
        expect(report.isSound).toBe(false);
        const after = new Map(log.entries.map(({ position, leaf }) => [position, leaf]));
        const first = before.findIndex((leaf, place) => after.get(place) !== leaf);
        // An entry that was put beside another at its position leaves no other entry wrong.
        if (first < 0) return;
        expect(report.firstBad!.first).toBeLessThanOrEqual(first);
        expect(report.firstBad!.last).toBeGreaterThanOrEqual(Math.min(first, draw % count));
        expect(report.proven).toBeLessThanOrEqual(first);
      }),
      { numRuns: propertyRuns(120) },
    );
  });
});
