import { LARGEST_FILE } from '../../extract/limits.ts';
import { MOST_TRIES } from '../links/link-memory.ts';
import type { SourceCursor, SourceFinding, SourceReading } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';
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
 * The mails of a folder that came since it was read last, one at a time. A mail that the server does not give holds up the others for
 * five readings at most, and for none where it gives one behind it.
 */
export class NewMails {
  readonly #box: OpenMailbox;
  readonly #after: number;
  readonly #before: { readonly stuck: unknown; readonly tries: number };
  #reached: number;
  #given = 0;
  #tooLarge = 0;
  #passedBy = 0;
  #left = 0;
  /** Mails behind those that were reached, which were asked for and did not come. */
  #missing: number[] = [];
  /** Why the reading ends before its end. */
  #failure: SourceFailure | undefined;

  /** `cursor` counts where its numbering is that of the folder. */
  constructor(box: OpenMailbox, { uidValidity, uid, stuck, tries }: SourceCursor) {
    this.#box = box;
    const isKnown = uidValidity === box.uidValidity && Number.isSafeInteger(uid) && (uid as number) >= 0;
    this.#after = isKnown ? (uid as number) : 0;
    this.#before = { stuck: isKnown ? stuck : undefined, tries: Number.isSafeInteger(tries) ? (tries as number) : 0 };
    this.#reached = this.#after;
  }

  /** Throws `SourceFailure` where the server asks to be left alone before it gives a mail. */
  async *read(): AsyncGenerator<Uint8Array, void> {
    const uids = await this.#newUids();
    const now = uids.slice(0, MOST_MAILS);
    this.#left = uids.length - now.length;
    for (let at = 0; at < now.length && !this.#isOver(); at += AT_ONCE) {
      const some = now.slice(at, at + AT_ONCE);
      const sizes = await this.#sizesOf(some).catch(unlessRefused);
      for (const uid of some) {
        const mail = await this.#mailOrFailure(uid, sizes);
        if (mail === undefined) return;
        if (mail === 'refused') this.#missing.push(uid);
        else this.#reach(uid);
        if (mail === 'too-large') this.#tooLarge++;
        if (typeof mail === 'object') {
          this.#given++;
          yield mail;
        }
        if (this.#isOver()) return;
      }
    }
  }

  /** How the reading ended. What is passed by is so for good, so that it is told once. */
  ending(): SourceReading {
    const [stuck] = this.#missing;
    const tries = stuck === this.#before.stuck ? this.#before.tries + 1 : 1;
    if (stuck !== undefined && tries >= MOST_TRIES) this.#reach(this.#missing.at(-1)!);
    const isStuck = this.#missing.length > 0;
    return {
      cursor: { uidValidity: this.#box.uidValidity, uid: this.#reached, ...(isStuck && { stuck, tries }) },
      outcome: this.#given > 0 ? 'items' : this.#box.count === 0 ? 'empty' : 'unchanged',
      findings: [
        ...tooLarge(this.#tooLarge),
        ...passedBy(this.#passedBy),
        ...missing(this.#missing.length),
        ...more(this.#left),
      ],
      retryAfter: this.#failure?.retryAfter,
    };
  }

  /** Goes on behind a mail, and behind those before it that did not come. */
  #reach(uid: number): void {
    this.#passedBy += this.#missing.length;
    this.#missing = [];
    this.#reached = uid;
  }

  #isOver(): boolean {
    return this.#failure !== undefined || this.#missing.length >= MOST_IN_A_ROW;
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
      if (!isBusy) this.#missing.push(uid);
      this.#failure = error;
      return undefined;
    }
  }

  /** In their order. A range up to the last mail holds that one always, however low its number is. */
  async #newUids(): Promise<readonly number[]> {
    if (this.#box.count === 0) return [];
    const range = `${this.#after + 1}:*`;
    const found = await this.#box.ask((client) => client.search({ uid: range }, { uid: true }));
    return (found || []).filter((uid) => uid > this.#after).sort((one, other) => one - other);
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
