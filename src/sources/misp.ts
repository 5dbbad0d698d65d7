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
/** What is not there, or not for us, is passed by; anything else ends the reading there. */
const PASSED_BY = new Set(['fetch-not-found', 'fetch-gone', 'fetch-forbidden', 'fetch-too-large']);

/**
 * Reads a MISP feed: of the events that its manifest lists, those that are new or changed; or a single event, where that is
 * what lies at the address. An address that ends in a slash is that of a feed. Throws `SourceFailure`.
 * https://www.misp-standard.org/rfc/misp-standard-feed.html
 */
export const readMisp: ReadSource = async function* ({ address, cursor }, world) {
  const start = address.endsWith('/') ? address + MANIFEST : address;
  const { isWhole = true, events: read, ...known } = cursor;
  // A manifest that was not read to its end is read again, even if it did not change.
  const answer = await changedFile(start, { cursor: isWhole ? known : {}, accept: ACCEPT }, world);
  if (!answer.file) {
    return { cursor, outcome: 'unchanged', findings: answer.findings, retryAfter: answer.retryAfter };
  }
  const listed = listedIn(answer.file.fetched.bytes);
  if (listed === undefined) return yield* readingOfFile(answer.file, { address, items: fileItems }, world);
  const buckets = new EventBuckets(read, listed);
  const feed = new MispFeed({ address, manifest: answer.file.fetched.address }, world);
  const retryAfter = yield* feed.read(buckets);
  return {
    cursor: { ...answer.file.cursor, isWhole: feed.pending === 0, events: buckets.text },
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
  #passedBy = 0;
  readonly #place: FeedPlace;
  readonly #world: SourceWorld;

  constructor(place: FeedPlace, world: SourceWorld) {
    this.#place = place;
    this.#world = world;
  }

  /** Returns the seconds for which the site asked to be left alone. A failure is thrown where nothing came before it. */
  async *read(buckets: EventBuckets): AsyncGenerator<SourceItem, number | undefined> {
    let asked = 0;
    let ended: SourceFailure | undefined;
    for (const { events, settle } of buckets.changed()) {
      if (ended || (asked > 0 && asked + events.length > MOST_EVENTS)) {
        this.pending += events.length;
        continue;
      }
      for (const event of events) {
        asked++;
        const item = await this.#event(event);
        if (item instanceof SourceFailure) {
          if (this.given === 0) throw item;
          ended = item;
          break;
        }
        if (item) {
          this.given++;
          yield item;
        } else this.#passedBy++;
      }
      if (ended) this.pending += events.length;
      else settle();
    }
    return ended?.retryAfter;
  }

  findings(): SourceFinding[] {
    const left = `${this.pending} events of the feed wait for the next readings.`;
    const passed = `${this.#passedBy} events that the manifest lists are not there, or not to be had.`;
    return [
      ...(this.pending > 0 ? [{ code: 'misp-events-pending', severity: 'warning', message: left } as const] : []),
      ...(this.#passedBy > 0 ? [{ code: 'misp-events-missing', severity: 'warning', message: passed } as const] : []),
    ];
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
