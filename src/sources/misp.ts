import { isRecord } from '../extract/record-fields.ts';
import { textAt } from '../extract/record-values.ts';
import { changedFile } from './records/changed-file.ts';
import { EventBuckets, type ListedEvent } from './records/event-buckets.ts';
import { fileItems, readingOfFile } from './records/file-items.ts';
import { parsedJson } from './records/parsed-json.ts';
import type { ReadSource, SourceFinding, SourceItem, SourceWorld } from './source.ts';
import { SourceFailure } from './source-failure.ts';

const ACCEPT = 'application/json, */*;q=0.5';
const MANIFEST = 'manifest.json';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Events of one reading, at a second or more for each; the others have their turn in the next one. */
const MOST_EVENTS = 300;
const MOST_LISTED = 200_000;
/** What is not there, or too large, is passed by; anything else is tried again. */
const PASSED_BY = new Set(['fetch-not-found', 'fetch-gone', 'fetch-too-large']);
/** So many that failed one after the other: the site is left alone until the next reading. */
const MOST_IN_A_ROW = 3;
/** Events that are remembered as failed. */
const MOST_FAILED = 50;

/**
 * Reads a MISP feed: of the events that its manifest lists, those that are new or changed; or a single event, where that is
 * what lies at the address. An address that ends in a slash is that of a feed. Throws `SourceFailure`.
 * https://www.misp-standard.org/rfc/misp-standard-feed.html
 */
export const readMisp: ReadSource = async function* ({ address, cursor }, world) {
  const start = address.endsWith('/') ? address + MANIFEST : address;
  const { isWhole = true, events: read, failed, ...known } = cursor;
  // A manifest that was not read to its end is read again, even if it did not change.
  const answer = await changedFile(start, { cursor: isWhole ? known : {}, accept: ACCEPT }, world);
  if (!answer.file) {
    return { cursor, outcome: 'unchanged', findings: answer.findings, retryAfter: answer.retryAfter };
  }
  const listed = listedIn(answer.file.fetched.bytes);
  if (listed === undefined) return yield* readingOfFile(answer.file, { address, items: fileItems }, world);
  const buckets = new EventBuckets(read, listed);
  const feed = new MispFeed({ address, manifest: answer.file.fetched.address }, world);
  const retryAfter = yield* feed.read(buckets, new Set(Array.isArray(failed) ? failed : []));
  return {
    cursor: {
      ...answer.file.cursor,
      isWhole: feed.pending + feed.failed.length === 0,
      events: buckets.text,
      ...feed.remembered(),
    },
    outcome: feed.given > 0 ? 'items' : listed.length === 0 ? 'empty' : 'unchanged',
    findings: [...answer.file.findings, ...feed.findings()],
    retryAfter: retryAfter ?? answer.file.fetched.retryAfter,
  };
};

/** The events that a manifest lists; undefined for what is none, such as an event. */
function listedIn(bytes: Uint8Array): ListedEvent[] | undefined {
  const value = parsedJson(bytes);
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value);
  if (!entries.every(([uuid, entry]) => UUID.test(uuid) && isRecord(entry))) return undefined;
  if (entries.length > MOST_LISTED) {
    throw new SourceFailure('misp-manifest-too-long', `The manifest lists more than ${MOST_LISTED} events.`);
  }
  return entries.map(([uuid, entry]) => ({ uuid: uuid.toLowerCase(), state: textAt(entry, 'timestamp') }));
}

interface FeedPlace {
  readonly address: string;
  /** After redirects: the events lie beside it. */
  readonly manifest: string;
}

class MispFeed {
  given = 0;
  pending = 0;
  /** Ids of events that could not be read and are tried again, the latest first. */
  readonly failed: string[] = [];
  /** Ids of those that failed before and were not asked for this time. */
  readonly #unasked: string[] = [];
  #passedBy = 0;
  #inARow = 0;
  /** Why the reading ends before its end. */
  #ended: SourceFailure | undefined;
  readonly #place: FeedPlace;
  readonly #world: SourceWorld;

  constructor(place: FeedPlace, world: SourceWorld) {
    this.#place = place;
    this.#world = world;
  }

  /**
   * Returns the seconds for which the site asked to be left alone, which is thrown where nothing came before it. What failed in the
   * reading before (`failedBefore`) comes last, so that it takes the turn of nothing else.
   */
  async *read(
    buckets: EventBuckets,
    failedBefore: ReadonlySet<string>,
  ): AsyncGenerator<SourceItem, number | undefined> {
    let asked = 0;
    const hasFailed = (events: readonly ListedEvent[]) => events.some(({ uuid }) => failedBefore.has(uuid));
    const changed = buckets.changed();
    const ordered = [
      ...changed.filter(({ events }) => !hasFailed(events)),
      ...changed.filter(({ events }) => hasFailed(events)),
    ];
    for (const { events, settle } of ordered) {
      if (this.#ended || (asked > 0 && asked + events.length > MOST_EVENTS)) {
        this.pending += events.length;
        this.#unasked.push(...events.flatMap(({ uuid }) => (failedBefore.has(uuid) ? [uuid] : [])));
        continue;
      }
      asked += events.length;
      if (yield* this.#readBucket(events)) settle();
    }
    return this.#ended?.retryAfter;
  }

  /** What the next reading asks for last. */
  remembered(): { readonly failed?: readonly string[] } {
    const failed = [...this.failed, ...this.#unasked].slice(0, MOST_FAILED);
    return failed.length > 0 ? { failed } : {};
  }

  findings(): SourceFinding[] {
    const found: SourceFinding[] = [];
    const tell = (code: string, count: number, what: string, severity: SourceFinding['severity'] = 'warning'): void => {
      if (count > 0) found.push({ code, severity, message: `${count} events of the feed ${what}.` });
    };
    tell(
      'misp-events-failed',
      this.failed.length,
      'could not be read and are tried again in the next reading',
      'error',
    );
    tell('misp-events-pending', this.pending, 'wait for the next readings');
    tell('misp-events-missing', this.#passedBy, 'are listed in its manifest and are not there, or are too large');
    return found;
  }

  /** Gives the events of a bucket; returns whether it is settled, which it is not where one of them failed. */
  async *#readBucket(events: readonly ListedEvent[]): AsyncGenerator<SourceItem, boolean> {
    const failedBefore = this.failed.length;
    for (const [at, event] of events.entries()) {
      const item = await this.#event(event);
      if (item instanceof SourceFailure) {
        if (this.#endsWith(item)) {
          const isAsked = item.code !== 'fetch-retry-later';
          if (isAsked) this.failed.unshift(event.uuid);
          this.pending += events.length - at - (isAsked ? 1 : 0);
          return false;
        }
        this.failed.unshift(event.uuid);
        continue;
      }
      this.#inARow = 0;
      if (item) {
        this.given++;
        yield item;
      } else this.#passedBy++;
    }
    return this.failed.length === failedBefore;
  }

  /** Whether the reading ends with a failure: the site asks for it, or so many came one after the other. */
  #endsWith(failure: SourceFailure): boolean {
    if (failure.code === 'fetch-retry-later') {
      if (this.given === 0) throw failure;
      this.#ended = failure;
    } else if (++this.#inARow >= MOST_IN_A_ROW) this.#ended = failure;
    return this.#ended !== undefined;
  }

  async #event({ uuid }: ListedEvent): Promise<SourceItem | SourceFailure | undefined> {
    const { fetch, signal } = this.#world;
    const { address: within, manifest } = this.#place;
    const name = `${uuid}.json`;
    try {
      const { bytes } = await fetch(new URL(name, manifest).href, {
        ...{ accept: ACCEPT, robots: 'named', namedBy: within, signal },
      });
      return { key: uuid, bytes, mediaType: 'application/json', name, given: { within } };
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      return PASSED_BY.has(error.code) ? undefined : error;
    }
  }
}
