import { createHash } from 'node:crypto';

/** Buckets of a manifest, and bytes that are remembered of each: 3 kB however many events there are. */
const BUCKETS = 1024;
const DIGEST_BYTES = 3;
const EMPTY = '0'.repeat(2 * DIGEST_BYTES);

/** An event as a manifest lists it: its id, and its state there. */
export interface ListedEvent {
  readonly uuid: string;
  readonly state: string;
}

/**
 * Which events of a manifest were read, and in which state, in a size that does not grow with their number: events are
 * shared out to buckets by their ids, and of each bucket a digest is kept. Where one of it changed, all of its bucket are
 * read again, which are as many as there are events to 1,024.
 */
export class EventBuckets {
  readonly #digests: string[];
  readonly #events = new Map<number, ListedEvent[]>();

  /** Reads what `text` made; anything else counts as nothing. */
  constructor(text: unknown, events: readonly ListedEvent[]) {
    const bytes = Buffer.from(typeof text === 'string' ? text : '', 'base64');
    const isSound = bytes.length === BUCKETS * DIGEST_BYTES;
    this.#digests = Array.from({ length: BUCKETS }, (_, at) =>
      isSound ? bytes.subarray(at * DIGEST_BYTES, (at + 1) * DIGEST_BYTES).toString('hex') : EMPTY,
    );
    for (const event of events) {
      const bucket = createHash('sha256').update(event.uuid).digest().readUInt16BE(0) % BUCKETS;
      const others = this.#events.get(bucket);
      if (others) others.push(event);
      else this.#events.set(bucket, [event]);
    }
    // A bucket whose events are all gone has nothing that could be read.
    for (let at = 0; at < BUCKETS; at++) if (!this.#events.has(at)) this.#digests[at] = EMPTY;
  }

  /** The buckets in which something changed. */
  changed(): readonly { readonly events: readonly ListedEvent[]; settle(): void }[] {
    return [...this.#events].flatMap(([bucket, events]) => {
      const digest = digestOf(events);
      if (this.#digests[bucket] === digest) return [];
      const settle = (): void => {
        this.#digests[bucket] = digest;
      };
      return [{ events, settle }];
    });
  }

  get text(): string {
    return Buffer.from(this.#digests.join(''), 'hex').toString('base64');
  }
}

function digestOf(events: readonly ListedEvent[]): string {
  const said = events.map(({ uuid, state }) => `${uuid} ${state}`).sort();
  return createHash('sha256')
    .update(said.join('\n'))
    .digest('hex')
    .slice(0, 2 * DIGEST_BYTES);
}
