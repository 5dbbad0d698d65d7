import { createHash } from 'node:crypto';
import type { Desk } from '../actions/desk.ts';
import { quarantineItem } from '../actions/quarantine-item.ts';
import { type GivenDocument, RECEIVED_AT_ONCE, receiveFromSource } from '../actions/receive-from-source.ts';
import { Refusal } from '../errors.ts';
import type { SourceItem } from '../sources/source.ts';
import type { ReadableSource } from '../store/source-items.ts';
import { inOrder } from './in-order.ts';
import type { RecentDocuments } from './recent-documents.ts';
import {
  type AsidePlace,
  type Extract,
  type ItemProblem,
  type UnderstoodItem,
  understandItem,
} from './understand-item.ts';

export interface ReceivingParts {
  readonly desk: Desk;
  readonly extract: Extract;
  /** Where documents wait for the matcher of this process, where it has one. */
  readonly recent?: RecentDocuments | undefined;
  /** Items that are taken apart at a time. */
  readonly atOnce: number;
  /** Called when there is something new to match. */
  readonly arrived: () => void;
}

/** What became of what a source gave. */
export interface ReceivedTally {
  readonly items: number;
  /** New documents. */
  readonly added: number;
  /** Documents that were here. */
  readonly known: number;
  /** Items of which something could not be read or kept, and which are put aside. */
  readonly broken: number;
}

/** UTF-16 units of the texts of one transaction. */
const MOST_TEXT = 4_000_000;

/** Takes in what sources give: documents are understood, kept in batches, and handed to the matcher. */
export class Receiving {
  readonly #parts: ReceivingParts;

  constructor(parts: ReceivingParts) {
    this.#parts = parts;
  }

  /**
   * Keeps everything that comes, or throws. What could not be read is put aside with its bytes, and does not hinder the rest.
   * The next item is asked for only as fast as the store takes them.
   */
  receive(
    source: ReadableSource,
    items: AsyncIterable<SourceItem>,
    tell: (tally: ReceivedTally) => void = () => undefined,
  ): Promise<ReceivedTally> {
    return new Reception(this.#parts, source, tell).receive(items);
  }
}

/** One run of items of a source. */
class Reception {
  readonly #parts: ReceivingParts;
  readonly #source: ReadableSource;
  readonly #tell: (tally: ReceivedTally) => void;
  readonly #batch = new Batch();
  readonly #tally = { items: 0, added: 0, known: 0, broken: 0 };
  /** One batch is kept while the next is understood: never two, and never one beside what is put aside. */
  #keeping: Promise<void> = Promise.resolve();

  constructor(parts: ReceivingParts, source: ReadableSource, tell: (tally: ReceivedTally) => void) {
    this.#parts = parts;
    this.#source = source;
    this.#tell = tell;
  }

  async receive(items: AsyncIterable<SourceItem>): Promise<ReceivedTally> {
    const understand = (item: SourceItem): Promise<UnderstoodItem> => understandItem(this.#parts, this.#source, item);
    try {
      for await (const understood of inOrder(items, this.#parts.atOnce, understand)) await this.#take(understood);
      await this.#flush();
    } finally {
      // Whatever failed, nothing is being kept any more once this ends.
      await this.#keeping;
    }
    return this.#tally;
  }

  async #take({ item, documents, problem, aside }: UnderstoodItem): Promise<void> {
    this.#tally.items++;
    if (problem) {
      await this.#keeping;
      await this.#putAside(item, problem);
    }
    for (const document of documents) {
      if (!this.#batch.takes(document)) await this.#flush();
      this.#batch.add({ item, document, aside });
    }
  }

  async #flush(): Promise<void> {
    await this.#keeping;
    this.#keeping = this.#keep(this.#batch.take());
    // Met at the next wait for it; until then it must not count as unhandled.
    this.#keeping.catch(() => undefined);
  }

  /** Keeps them together; where the store refuses, one by one, and puts aside what it refuses by itself. */
  async #keep(given: readonly Given[]): Promise<void> {
    if (given.length === 0) return;
    try {
      await this.#keepTogether(given.map(({ document }) => document));
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === 'not-found') throw error;
      const [only, ...others] = given;
      if (others.length > 0) {
        for (const one of given) await this.#keep([one]);
      } else {
        const { code, message } = error;
        await this.#putAside(only!.item, { code, message, ...only!.aside });
      }
    }
    this.#tell({ ...this.#tally });
  }

  async #keepTogether(documents: readonly GivenDocument[]): Promise<void> {
    const { desk, recent, arrived } = this.#parts;
    const { id: sourceId, name: sourceName, discipline } = this.#source;
    const { added, known, receivedAt } = await receiveFromSource(desk, sourceId, documents);
    for (const { id, given } of added) {
      const { title, body, language = null, publishedOn = null, details } = given;
      const text = { id, title, body, language, publishedOn, details };
      recent?.add({ ...text, sourceId, sourceName, discipline, receivedAt });
    }
    this.#tally.added += added.length;
    this.#tally.known += known;
    if (added.length > 0) arrived();
  }

  async #putAside(item: SourceItem, { code, message, name, address, labelId, isWithheld }: ItemProblem): Promise<void> {
    this.#tally.broken++;
    const { mediaType, bytes, given } = item;
    // What a mail is called says who sent it, too.
    const itemKey = isWithheld ? `mail ${createHash('sha256').update(item.key).digest('base64url')}` : item.key;
    const place = { sourceId: this.#source.id, labelId, itemKey, name, address: address ?? null };
    const kept = { ...place, mediaType, bytes, isWithheld, given: { ...given } };
    await quarantineItem(this.#parts.desk, { ...kept, code, reason: message });
  }
}

interface Given {
  readonly item: SourceItem;
  readonly document: GivenDocument;
  readonly aside: AsidePlace;
}

/** Documents that are kept together: each key once, and of bounded size. */
class Batch {
  #given = new Map<string, Given>();
  #text = 0;

  takes({ key, title, body }: GivenDocument): boolean {
    const text = this.#text + title.length + body.length;
    return this.#given.size < RECEIVED_AT_ONCE && !this.#given.has(key) && (text <= MOST_TEXT || this.#text === 0);
  }

  add(given: Given): void {
    const { key, title, body } = given.document;
    this.#given.set(key, given);
    this.#text += title.length + body.length;
  }

  take(): readonly Given[] {
    const given = [...this.#given.values()];
    this.#given = new Map();
    this.#text = 0;
    return given;
  }
}
