import { LARGEST_FILE } from '../../extract/limits.ts';
import type { SourceCursor, SourceFinding, SourceReading } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';
import { MissingMails } from './missing-mails.ts';
import type { OpenMailbox } from './open-mailbox.ts';

/** Mails of one reading; the others have their turn in the next one. */
const MOST_MAILS = 1_000;
/** Mails whose sizes are asked for at once. */
const AT_ONCE = 100;

/** Mails that one after the other are not to be had: the server is left alone until the next reading. */
const MOST_IN_A_ROW = 3;

/** A mail, or why there is none; a failure of the connection is thrown. */
type Read = Uint8Array | 'gone' | 'too-large' | 'refused';

/**
 * The mails of a folder that came since it was read last, one at a time, and behind them those that did not come before. A mail that
 * the server does not give holds up no other; it is passed by where it did not come in five readings, and others came in the last.
 */
export class NewMails {
  readonly #box: OpenMailbox;
  readonly #missing: MissingMails;
  /** The highest number that was asked for. */
  #reached: number;
  #given = 0;
  #tooLarge = 0;
  #left = 0;
  #missedInARow = 0;
  /** Why the reading ends before its end. */
  #failure: SourceFailure | undefined;

  /** `cursor` counts where its numbering is that of the folder. */
  constructor(box: OpenMailbox, { uidValidity, uid, missing }: SourceCursor) {
    this.#box = box;
    const isKnown = uidValidity === box.uidValidity && Number.isSafeInteger(uid) && (uid as number) >= 0;
    this.#reached = isKnown ? (uid as number) : 0;
    this.#missing = new MissingMails(isKnown ? missing : undefined);
  }

  /** Throws `SourceFailure` where the server asks to be left alone before it gives a mail. */
  async *read(): AsyncGenerator<Uint8Array, void> {
    const uids = await this.#newUids();
    const now = [...uids.slice(0, MOST_MAILS), ...this.#missing.uids];
    this.#left = Math.max(0, uids.length - MOST_MAILS);
    for (let at = 0; at < now.length && !this.#isOver(); at += AT_ONCE) {
      const some = now.slice(at, at + AT_ONCE);
      const sizes = await this.#sizesOf(some).catch(unlessRefused);
      for (const uid of some) {
        const mail = await this.#mailOrFailure(uid, sizes);
        if (mail === undefined) return;
        this.#note(uid, mail);
        if (typeof mail === 'object') yield mail;
        if (this.#isOver()) return;
      }
    }
  }

  /** How the reading ended. What is passed by is so for good, so that it is told once. */
  ending(): SourceReading {
    const passed = this.#given > 0 ? this.#missing.passBy() : 0;
    const { size, kept } = this.#missing;
    return {
      cursor: { uidValidity: this.#box.uidValidity, uid: this.#reached, ...(size > 0 && { missing: kept }) },
      outcome: this.#given > 0 ? 'items' : this.#box.count === 0 ? 'empty' : 'unchanged',
      findings: [...tooLarge(this.#tooLarge), ...passedBy(passed), ...missing(size), ...more(this.#left)],
      retryAfter: this.#failure?.retryAfter,
    };
  }

  #note(uid: number, mail: Read): void {
    this.#reached = Math.max(this.#reached, uid);
    if (mail === 'refused') {
      this.#missing.miss(uid);
      this.#missedInARow++;
      return;
    }
    this.#missing.settle(uid);
    this.#missedInARow = 0;
    if (mail === 'too-large') this.#tooLarge++;
    if (typeof mail === 'object') this.#given++;
  }

  #isOver(): boolean {
    return (
      this.#failure !== undefined ||
      this.#missedInARow >= MOST_IN_A_ROW ||
      (this.#missing.isFull && this.#missedInARow > 0)
    );
  }

  /** Nothing where the connection failed over this mail, which ends the reading. */
  async #mailOrFailure(uid: number, sizes: ReadonlyMap<number, number> | undefined): Promise<Read | undefined> {
    try {
      return await this.#mail(uid, sizes ?? (await this.#sizesOf([uid])));
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      if (error.code === 'mailbox-refused') return 'refused';
      const isBusy = error.code === 'fetch-retry-later';
      if (isBusy && this.#given === 0) throw error;
      if (!isBusy) this.#note(uid, 'refused');
      this.#failure = error;
      return undefined;
    }
  }

  /** In their order. A range up to the last mail holds that one always, however low its number is. */
  async #newUids(): Promise<readonly number[]> {
    if (this.#box.count === 0) return [];
    const range = `${this.#reached + 1}:*`;
    const found = await this.#box.ask((client) => client.search({ uid: range }, { uid: true }));
    return (found || []).filter((uid) => uid > this.#reached).sort((one, other) => one - other);
  }

  async #sizesOf(uids: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const query = { uid: true, size: true };
    const found = await this.#box.ask((client) => client.fetchAll([...uids].join(','), query, { uid: true }));
    return new Map(found.map(({ uid, size = 0 }) => [uid, size]));
  }

  /** A server may say a smaller size than it sends: no more than one byte above the limit is asked for. */
  async #mail(uid: number, sizes: ReadonlyMap<number, number>): Promise<Read> {
    const size = sizes.get(uid);
    if (size === undefined) return 'gone';
    if (size > LARGEST_FILE) return 'too-large';
    const query = { uid: true, source: { start: 0, maxLength: LARGEST_FILE + 1 } };
    const found = await this.#box.ask((client) => client.fetchOne(uid, query, { uid: true }));
    if (!found || found.source === undefined) return 'gone';
    return found.source.length > LARGEST_FILE ? 'too-large' : found.source;
  }
}

/** Where the sizes of many cannot be had together, each is asked for by itself. */
function unlessRefused(error: unknown): undefined {
  if (!(error instanceof SourceFailure) || error.code !== 'mailbox-refused') throw error;
}

function passedBy(count: number): SourceFinding[] {
  if (count === 0) return [];
  const message = `${count} mails are not given by the server and were passed by; this is told once.`;
  return [{ code: 'mailbox-mails-passed-by', severity: 'error', message }];
}

function missing(count: number): SourceFinding[] {
  if (count === 0) return [];
  const message = `${count} mails could not be had from the server and are tried again in the next reading.`;
  return [{ code: 'mailbox-mails-missing', severity: 'error', message }];
}

function tooLarge(count: number): SourceFinding[] {
  if (count === 0) return [];
  const message = `${count} mails have more than ${LARGEST_FILE / 1024 / 1024} MB and were not read; this is told once.`;
  return [{ code: 'mailbox-mail-too-large', severity: 'error', message }];
}

function more(count: number): SourceFinding[] {
  if (count === 0) return [];
  const message = `${count} more mails wait for the next readings, each of which takes ${MOST_MAILS} at most.`;
  return [{ code: 'mailbox-more', severity: 'warning', message }];
}
