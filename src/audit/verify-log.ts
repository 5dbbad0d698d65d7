import { sameBytes } from './bytes.ts';
import type { TrustedLog } from './checkpoint.ts';
import { readEntry } from './entry.ts';
import { type HeldCheckpoint, LogCheckpoints } from './log-checkpoints.ts';
import { type EntryRange, type LogFinding, LogFindings } from './log-findings.ts';
import { Frontier, leafHash, type TreeNode } from './merkle.ts';
import type { Hasher } from './primitives.ts';
import { type NodePair, StoredNodes } from './stored-nodes.ts';

/** One after the other, at once or as they arrive. */
export type Stream<T> = Iterable<T> | AsyncIterable<T>;

/** An entry as a store keeps it. */
export interface StoredEntry {
  /** Its place in the tree, from 0; null as long as the sequencer has not given it one. */
  readonly position: number | null;
  readonly leaf: Uint8Array;
  /** The hash that was stored for it, 32 bytes; null as long as there is none. */
  readonly hash: Uint8Array | null;
}

/**
 * A log, read in one snapshot: a checkpoint that is younger than the entries would look like a truncated log. Any
 * stream may be read once only.
 */
export interface StoredLog {
  /** By position; those without one anywhere. */
  readonly entries: Stream<StoredEntry>;
  /**
   * The nodes from level 1 up in the order in which `Frontier.append` returns them: by `(index + 1) * 2^level`, then by
   * level. Left out where the store keeps none.
   */
  readonly nodes?: Stream<TreeNode>;
  /** The checkpoints of the database, in the order in which they were made. */
  readonly checkpoints: Stream<HeldCheckpoint>;
  /** Checkpoints that were kept elsewhere, in any order. Without them, whoever has the key can rewrite the log. */
  readonly exported: Stream<HeldCheckpoint>;
}

/** What a log was found to be. It is sound where no finding is an error. */
export interface LogReport {
  /** How many entries have a position. */
  readonly size: number;
  /** How many entries from the first are sound and vouched for by a checkpoint. */
  readonly proven: number;
  /** How many entries wait for a position: they can still be changed without a trace. */
  readonly unsequenced: number;
  /** The first bad entry, or the range that it stands in; nothing where the entries are sound. */
  readonly firstBad?: EntryRange;
  /** The first findings, as many as `MOST_FINDINGS`. */
  readonly findings: readonly LogFinding[];
  /** How many findings there were besides. */
  readonly untold: number;
  /** Whether no finding is an error, of those that are not kept as well. */
  readonly isSound: boolean;
}

/**
 * Recomputes a log from its entries and says all that is wrong with it: entries edited, dropped, swapped, inserted or
 * truncated; checkpoints signed by another key, of another log, of a fork, rolled back. It cannot say that an act was
 * never logged. Space is that of the checkpoints, besides O(log n).
 */
export async function verifyLog(hasher: Hasher, trusted: TrustedLog, log: StoredLog): Promise<LogReport> {
  const findings = new LogFindings();
  const checkpoints = new LogCheckpoints(trusted, findings);
  for await (const held of log.checkpoints) checkpoints.addOfDatabase(held);
  for await (const held of log.exported) checkpoints.addExported(held);
  checkpoints.start();
  const walk = new LogWalk(hasher, checkpoints, findings);
  const nodes = log.nodes && new StoredNodes(log.nodes, findings);
  let unsequenced = 0;
  try {
    for await (const entry of log.entries) {
      if (entry.position === null) {
        unsequenced += 1;
        continue;
      }
      const complete = walk.read(entry.position, entry);
      if (nodes) await nodes.compare(complete);
    }
    if (walk.isWhole) await nodes?.finish();
  } finally {
    await nodes?.close();
  }
  checkpoints.finish(walk.size, walk.isWhole);
  tellUnsigned(findings, walk.size, checkpoints.newest);
  tellUnsequenced(findings, unsequenced);
  const { firstBad } = findings;
  return {
    ...{ size: walk.size, proven: checkpoints.vouchedUpTo(firstBad?.first ?? walk.size), unsequenced },
    ...(firstBad && { firstBad }),
    ...{ findings: findings.kept, untold: findings.untold, isSound: findings.isSound },
  };
}

/** The entries of a log, one after the other, and the tree over them. */
class LogWalk {
  readonly #hasher: Hasher;
  readonly #checkpoints: LogCheckpoints;
  readonly #findings: LogFindings;
  #computed: Frontier;
  /** The tree over the stored hashes, from where it is another than the one over the entries themselves. */
  #stored: Frontier | undefined;
  #isWhole = true;
  #size = 0;

  constructor(hasher: Hasher, checkpoints: LogCheckpoints, findings: LogFindings) {
    this.#hasher = hasher;
    this.#checkpoints = checkpoints;
    this.#findings = findings;
    this.#computed = new Frontier(hasher);
    this.#compare();
  }

  /** One more than the greatest position. */
  get size(): number {
    return this.#size;
  }

  /** Whether no position was left out: else there is no tree after it. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /**
   * Takes the entry at a position; returns the nodes that are complete by it, over the entries and the stored hashes.
   */
  read(position: number, { leaf, hash }: StoredEntry): NodePair[] {
    if (!this.#isNext(position)) return [];
    this.#size = position + 1;
    const computed = leafHash(this.#hasher, leaf);
    const isEdited = !hash || !sameBytes(computed, hash);
    const at = { first: position, last: position };
    if (isEdited) {
      const message = `Entry ${position} does not have the hash that is stored for it: one of the two was edited.`;
      this.#findings.add({ code: 'audit-entry-edited', severity: 'error', message, entries: at });
    }
    const [finding] = readEntry(leaf).findings;
    if (finding) {
      const message = `Entry ${position} is no audit entry: ${finding.message} (${finding.code})`;
      this.#findings.add({ code: 'audit-entry-malformed', severity: 'error', message, entries: at });
    }
    if (!this.#isWhole) return [];
    if (isEdited) this.#stored ??= this.#computed.copy();
    const stored = this.#stored?.append(hash ?? computed);
    const complete = this.#computed.append(computed);
    this.#compare();
    return complete.map((node, place) => ({ computed: node, stored: stored?.[place] ?? node }));
  }

  #isNext(position: number): boolean {
    if (!Number.isSafeInteger(position) || position < this.#size) {
      const message = `Entry ${position} stands where another entry stands already, or out of order.`;
      const entries = { first: position, last: position };
      this.#findings.add({ code: 'audit-entry-repeated', severity: 'error', message, entries });
      return false;
    }
    if (position > this.#size) {
      const entries = { first: this.#size, last: position - 1 };
      const which =
        entries.first === entries.last
          ? `Entry ${entries.first} is`
          : `Entries ${entries.first} to ${entries.last} are`;
      this.#findings.add({ code: 'audit-entry-missing', severity: 'error', message: `${which} missing.`, entries });
      this.#isWhole = false;
    }
    return true;
  }

  /**
   * Compares with the checkpoints of this size. Where a checkpoint shows which of two trees was signed, the other has
   * told all that it can: the entries that set them apart are named already.
   */
  #compare(): void {
    if (!this.#checkpoints.waitsFor(this.#computed.size)) return;
    const { size } = this.#computed;
    const root = this.#computed.root();
    const storedRoot = this.#stored?.root();
    if (storedRoot && this.#checkpoints.has(size, storedRoot)) {
      this.#checkpoints.compare(size, storedRoot);
      this.#computed = this.#stored!;
      this.#stored = undefined;
    } else if (this.#checkpoints.compare(size, root)) {
      this.#stored = undefined;
    }
  }
}

function tellUnsigned(findings: LogFindings, size: number, signed: number): void {
  if (size <= Math.max(signed, 0)) return;
  if (signed < 0) {
    const message = 'No checkpoint that a trusted key signed vouches for the log; anybody could have rewritten it.';
    findings.add({ code: 'audit-no-checkpoint', severity: 'error', message });
    return;
  }
  const message = `The entries from ${signed} on are under no checkpoint yet: ${size - signed} of them.`;
  findings.add({ code: 'audit-not-signed', severity: 'warning', message, entries: { first: signed, last: size - 1 } });
}

function tellUnsequenced(findings: LogFindings, count: number): void {
  if (count === 0) return;
  const message = `${count} entries have no position yet; nothing vouches for them until they do.`;
  findings.add({ code: 'audit-not-sequenced', severity: 'warning', message });
}
