import { LARGEST_FILE } from '../../extract/limits.ts';
import type { SourceCursor, SourceFinding, SourceReading } from '../source.ts';
import type { OpenMailbox } from './open-mailbox.ts';

/** Mails of one reading; the others have their turn in the next one. */
const MOST_MAILS = 1_000;
/** Mails whose sizes are asked for at once. */
const AT_ONCE = 100;

/** A mail, or why there is none. */
type Read = Uint8Array | 'gone' | 'too-large';

/** The mails of a folder that came since it was read last, one at a time. */
export class NewMails {
  readonly #box: OpenMailbox;
  readonly #after: number;
  #reached: number;
  #given = 0;
  #tooLarge = 0;
  #left = 0;

  /** `cursor` counts where its numbering is that of the folder. */
  constructor(box: OpenMailbox, { uidValidity, uid }: SourceCursor) {
    this.#box = box;
    const isKnown = uidValidity === box.uidValidity && Number.isSafeInteger(uid) && (uid as number) >= 0;
    this.#after = isKnown ? (uid as number) : 0;
    this.#reached = this.#after;
  }

  async *read(): AsyncGenerator<Uint8Array, void> {
    const uids = await this.#newUids();
    const now = uids.slice(0, MOST_MAILS);
    this.#left = uids.length - now.length;
    for (let at = 0; at < now.length; at += AT_ONCE) {
      const some = now.slice(at, at + AT_ONCE);
      const sizes = await this.#sizesOf(some);
      for (const uid of some) {
        const mail = await this.#mail(uid, sizes.get(uid));
        if (mail === 'too-large') this.#tooLarge++;
        else if (mail !== 'gone') {
          this.#given++;
          yield mail;
        }
        this.#reached = uid;
      }
    }
  }

  /** How the reading ended. What is too large is passed by for good, so that it is told once. */
  ending(): SourceReading {
    return {
      cursor: { uidValidity: this.#box.uidValidity, uid: this.#reached },
      outcome: this.#given > 0 ? 'items' : this.#box.count === 0 ? 'empty' : 'unchanged',
      findings: [...tooLarge(this.#tooLarge), ...more(this.#left)],
    };
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
  async #mail(uid: number, size: number | undefined): Promise<Read> {
    if (size === undefined) return 'gone';
    if (size > LARGEST_FILE) return 'too-large';
    const query = { uid: true, source: { start: 0, maxLength: LARGEST_FILE + 1 } };
    const found = await this.#box.ask((client) => client.fetchOne(uid, query, { uid: true }));
    if (!found || found.source === undefined) return 'gone';
    return found.source.length > LARGEST_FILE ? 'too-large' : found.source;
  }
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
