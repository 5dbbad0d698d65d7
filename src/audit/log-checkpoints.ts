import { sameBytes } from './bytes.ts';
import { openCheckpoint, type TrustedLog } from './checkpoint.ts';
import type { EntryRange, LogFindings } from './log-findings.ts';

/** A signed checkpoint as it is held somewhere, with a name that tells it apart for people. */
export interface HeldCheckpoint {
  readonly name: string;
  /** The bytes of the signed note. */
  readonly note: Uint8Array;
}

/** A checkpoint that a trusted key signed, and what comparing it with the entries came to. */
interface KnownCheckpoint {
  readonly name: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly isExported: boolean;
  outcome: 'unreached' | 'same' | 'differs';
  /** The largest size before this one at which a checkpoint of any kind was the same. */
  sameBefore: number;
  /** The same, counting only those that were exported. */
  exportedBefore: number;
}

/**
 * The checkpoints of a log, compared with its entries as they go by. Checkpoints of the database vouch for the log as
 * long as its key is safe; exported ones vouch for it even then.
 */
export class LogCheckpoints {
  readonly #trusted: TrustedLog;
  readonly #findings: LogFindings;
  readonly #known: KnownCheckpoint[] = [];
  #newestOfDatabase = -1;
  #newestExported = -1;
  #next = 0;
  /** The largest sizes at which a checkpoint, and an exported one, were the same; -1 before there is one. */
  #same = -1;
  #exportedSame = -1;

  constructor(trusted: TrustedLog, findings: LogFindings) {
    this.#trusted = trusted;
    this.#findings = findings;
  }

  /** The size of the largest checkpoint that a trusted key signed; -1 where there is none. */
  get newest(): number {
    return this.#known.reduce((largest, { size }) => Math.max(largest, size), -1);
  }

  /** Takes a checkpoint of the database, in the order in which they were made. */
  addOfDatabase(held: HeldCheckpoint): void {
    const known = this.#open(held, false);
    if (!known) return;
    if (known.size < this.#newestOfDatabase) {
      const message = `The checkpoint ${held.name} has fewer entries than the one made before it; a log never shrinks.`;
      this.#findings.add({ code: 'audit-checkpoint-shrinks', severity: 'error', message, checkpoint: held.name });
    }
    this.#newestOfDatabase = known.size;
  }

  /** Takes a checkpoint that was kept outside of the database, in any order. */
  addExported(held: HeldCheckpoint): void {
    const known = this.#open(held, true);
    if (known) this.#newestExported = Math.max(this.#newestExported, known.size);
  }

  #open(held: HeldCheckpoint, isExported: boolean): KnownCheckpoint | undefined {
    const { checkpoint, findings } = openCheckpoint(this.#trusted, held.note);
    for (const { code, severity, message, line } of findings) {
      const sentence = `The checkpoint ${held.name}, line ${line}: ${message}`;
      this.#findings.add({ code, severity, message: sentence, checkpoint: held.name });
    }
    if (!checkpoint) return undefined;
    const { size, root } = checkpoint;
    const known: KnownCheckpoint = {
      ...{ name: held.name, size, root, isExported },
      ...{ outcome: 'unreached', sameBefore: 0, exportedBefore: 0 },
    };
    this.#known.push(known);
    return known;
  }

  /** Ends the adding, and tells whether the database was set back behind what was exported. */
  start(): void {
    this.#known.sort((one, other) => one.size - other.size);
    if (this.#newestOfDatabase >= this.#newestExported) return;
    const exported = this.#known.find(({ size, isExported }) => isExported && size === this.#newestExported)!;
    const message = `The database has no checkpoint as new as the exported ${exported.name}: it was rolled back.`;
    this.#findings.add({ code: 'audit-rolled-back', severity: 'error', message, checkpoint: exported.name });
  }

  /** Whether a checkpoint of this size is still to be compared. */
  waitsFor(size: number): boolean {
    return this.#known[this.#next]?.size === size;
  }

  /** Whether one of the checkpoints that wait has this size and root. */
  has(size: number, root: Uint8Array): boolean {
    for (let place = this.#next; this.#known[place]?.size === size; place++) {
      if (sameBytes(this.#known[place]!.root, root)) return true;
    }
    return false;
  }

  /**
   * Compares the checkpoints of this size with the root over the entries, and returns whether one of them is the same.
   */
  compare(size: number, root: Uint8Array): boolean {
    const start = this.#next;
    while (this.waitsFor(size)) this.#next += 1;
    const here = this.#known.slice(start, this.#next);
    for (const known of here) {
      known.outcome = sameBytes(known.root, root) ? 'same' : 'differs';
      known.sameBefore = Math.max(0, this.#same);
      known.exportedBefore = Math.max(0, this.#exportedSame);
    }
    const same = here.filter(({ outcome }) => outcome === 'same');
    if (same.length > 0) this.#same = size;
    if (same.some(({ isExported }) => isExported)) this.#exportedSame = size;
    return same.length > 0;
  }

  /** The largest size, up to `size`, of which a checkpoint is the same as the entries; 0 where there is none. */
  vouchedUpTo(size: number): number {
    return this.#known.findLast((known) => known.size <= size && known.outcome === 'same')?.size ?? 0;
  }

  /** Tells what the comparison came to. `size` is how many entries went by; `isWhole` whether none was missing. */
  finish(size: number, isWhole: boolean): void {
    this.#tellForks();
    this.#tellDifference();
    const unreached = this.#known.filter(({ outcome }) => outcome === 'unreached');
    const largest = unreached.at(-1);
    if (!largest) return;
    if (isWhole) {
      const message = `The log ends after ${size} entries, and the checkpoint ${largest.name} has ${largest.size}.`;
      // What is gone may be the end, or an entry before it with all later ones moved up.
      const bound = unreached.some(({ isExported }) => isExported) ? this.#exportedSame : this.#same;
      const entries = { first: Math.max(0, bound), last: size };
      this.#findings.add({ code: 'audit-truncated', severity: 'error', message, entries, checkpoint: largest.name });
    } else {
      const from = `${unreached.length} checkpoints from ${unreached[0]!.name} on`;
      const message = `${from} could not be compared, since entries are missing.`;
      this.#findings.add({ code: 'audit-checkpoint-unchecked', severity: 'warning', message });
    }
  }

  /** Two histories were signed: two roots of one size, or one that the entries left and came back to sign again. */
  #tellForks(): void {
    const told = new Set<KnownCheckpoint>();
    for (const [place, known] of this.#known.entries()) {
      const before = this.#known[place - 1];
      const isTwin = before?.size === known.size && !sameBytes(before.root, known.root);
      const isLeft = known.outcome === 'differs' && known.size < this.#same;
      if (!isTwin && !isLeft) continue;
      const wrong = isTwin && before.outcome === 'differs' ? before : known;
      if (told.has(wrong)) continue;
      told.add(wrong);
      const others = isTwin ? `${before.name} and ${known.name}` : `${known.name} and a later one`;
      const message = `The checkpoints ${others} are of two different logs, both signed by a trusted key.`;
      const entries = this.#entriesBehind(wrong);
      this.#findings.add({
        ...{ code: 'audit-forked', severity: 'error', message, checkpoint: wrong.name },
        ...(entries && { entries }),
      });
    }
  }

  /** Tells the first checkpoint that the entries do not come to, where no later one shows a fork. */
  #tellDifference(): void {
    const differing = this.#known.filter(({ outcome, size }) => outcome === 'differs' && size > this.#same);
    const [known] = differing;
    if (!known) return;
    const more = differing.length > 1 ? `, nor do they to ${differing.length - 1} others` : '';
    const message = `The first ${known.size} entries do not come to the root of the checkpoint ${known.name}${more}.`;
    // Whoever has the key could sign some sizes anew and leave others, so that only exported ones bound what they show.
    const first = differing.some(({ isExported }) => isExported) ? known.exportedBefore : known.sameBefore;
    this.#findings.add({
      ...{ code: 'audit-root-differs', severity: 'error', message, checkpoint: known.name },
      ...(known.size > 0 && { entries: { first, last: known.size - 1 } }),
    });
  }

  /** Where the log was forked its key is not safe, so that only what was exported bounds the bad entries. */
  #entriesBehind(known: KnownCheckpoint): EntryRange | undefined {
    if (known.outcome !== 'differs' || known.size === 0 || this.#exportedSame >= known.size) return undefined;
    return { first: known.exportedBefore, last: known.size - 1 };
  }
}
