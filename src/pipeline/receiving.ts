import type { Desk } from '../actions/desk.ts';
import { labelOfMarks } from '../actions/marked-label.ts';
import { quarantineItem } from '../actions/quarantine-item.ts';
import { type GivenDocument, RECEIVED_AT_ONCE, receiveFromSource } from '../actions/receive-from-source.ts';
import type { Document } from '../domain/document.ts';
import { Refusal } from '../errors.ts';
import { type Extracted, type ExtractProblem, isExtractProblem, type Origin } from '../extract/extract-problem.ts';
import type { SourceItem } from '../sources/source.ts';
import type { ReadableSource } from '../store/source-items.ts';
import { inOrder } from './in-order.ts';
import type { RecentDocuments } from './recent-documents.ts';
import { givenDocuments } from './source-item.ts';

/** Takes the documents out of bytes; what breaks it is a problem, and nothing is thrown. */
export type Extract = (bytes: Uint8Array, origin: Origin) => Promise<readonly Extracted[]>;

export interface ReceivingParts {
  readonly desk: Desk;
  readonly extract: Extract;
  readonly recent: RecentDocuments;
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
  /** Items of which something could not be read, and which are kept. */
  readonly broken: number;
}

const UNREADABLE_MARK = 'It bears a mark that cannot be read, and its source is trusted with marks.';

/** UTF-16 units of the texts of one transaction. */
const MOST_TEXT = 4_000_000;

interface Understood {
  readonly item: SourceItem;
  readonly documents: readonly GivenDocument[];
  readonly problems: readonly ExtractProblem[];
}

/** Takes in what a source gives: documents are understood, kept in batches, and handed to the matcher. */
export class Receiving {
  readonly #parts: ReceivingParts;

  constructor(parts: ReceivingParts) {
    this.#parts = parts;
  }

  /**
   * Keeps everything that comes, or throws. What could not be read is put aside with its bytes, and does not hinder the rest.
   * The next item is asked for only as fast as the store takes them.
   */
  async receive(
    source: ReadableSource,
    items: AsyncIterable<SourceItem>,
    tell: (tally: ReceivedTally) => void = () => undefined,
  ): Promise<ReceivedTally> {
    const tally = { items: 0, added: 0, known: 0, broken: 0 };
    const batch = new Batch();
    const keep = async (given: readonly GivenDocument[]): Promise<void> => {
      const { added, known } = await this.#keep(source, given);
      tally.added += added;
      tally.known += known;
      tell(tally);
    };
    // One batch is kept while the next is understood: never two, and never one beside what is put aside.
    let keeping = Promise.resolve();
    const flush = async (): Promise<void> => {
      await keeping;
      keeping = keep(batch.take());
      // Met at the next wait for it; until then it must not count as unhandled.
      keeping.catch(() => undefined);
    };
    try {
      for await (const { item, documents, problems } of inOrder(items, this.#parts.atOnce, (one) =>
        this.#read(source, one),
      )) {
        tally.items++;
        if (problems.length > 0) {
          tally.broken++;
          await keeping;
          await this.#putAside(source, item, problems);
        }
        for (const document of documents) {
          if (!batch.takes(document)) await flush();
          batch.add(document);
        }
      }
      await flush();
    } finally {
      // Whatever failed, nothing is being kept any more once this ends.
      await keeping;
    }
    return tally;
  }

  async #read(source: ReadableSource, item: SourceItem): Promise<Understood> {
    const { name: path, mediaType, address, given } = item;
    const origin = { path, mediaType, address, lang: given.language, charset: given.charset };
    const extracted = await this.#parts.extract(item.bytes, origin);
    const documents = extracted.flatMap((one) => (isExtractProblem(one) ? [] : [one]));
    const problems = extracted.filter(isExtractProblem);
    const solves = problems.length === 0 ? item.key : undefined;
    const found = givenDocuments(item, documents).map((document) => ({ ...document, solves }));
    if (!source.trusted) return { item, documents: found, problems };
    try {
      const marked = found.map(async (document, at) => {
        return { ...document, labelId: await this.#markedLabel(source, documents[at]!) };
      });
      return { item, documents: await Promise.all(marked), problems };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Not even its name is told, under a marking that may be too low for it.
      const problem = { problem: true, code: 'item-mark-unreadable', message: UNREADABLE_MARK, path } as const;
      return {
        item: { ...item, name: 'an item with a mark that cannot be read', address: undefined },
        documents: [],
        problems: [problem],
      };
    }
  }

  /** What a trusted source marks counts, and never lowers what its documents are marked with anyway. */
  #markedLabel(source: ReadableSource, { marks = [], portions = [] }: Document): Promise<number> {
    const borne = portions.flatMap(({ mark }) => (mark === null ? [] : [{ mark }]));
    const now = new Date(this.#parts.desk.now());
    return labelOfMarks(this.#parts.desk, source.defaultStated, { marks: [...marks, ...borne], now });
  }

  async #keep(
    source: ReadableSource,
    given: readonly GivenDocument[],
  ): Promise<{ readonly added: number; readonly known: number }> {
    if (given.length === 0) return { added: 0, known: 0 };
    const { desk, recent, arrived } = this.#parts;
    const { added, known, receivedAt } = await receiveFromSource(desk, source.id, given);
    for (const { id, given: document } of added) {
      const { title, body, language = null, publishedOn = null, details } = document;
      const text = { id, title, body, language, publishedOn, details };
      recent.add({ ...text, sourceId: source.id, sourceName: source.name, discipline: source.discipline, receivedAt });
    }
    if (added.length > 0) arrived();
    return { added: added.length, known };
  }

  async #putAside(source: ReadableSource, item: SourceItem, problems: readonly ExtractProblem[]): Promise<void> {
    const { key, name, address = null, mediaType, bytes, given } = item;
    const [first] = problems;
    await quarantineItem(this.#parts.desk, {
      ...{
        sourceId: source.id,
        labelId: source.defaultLabelId,
        itemKey: key,
        name,
        address,
        mediaType,
        bytes,
        given: { ...given },
      },
      code: first!.code,
      reason: problems
        .map(({ message, line }) => (line === undefined ? message : `Line ${line}: ${message}`))
        .join('\n'),
    });
  }
}

/** Documents that are kept together: each key once, and of bounded size. */
class Batch {
  #documents = new Map<string, GivenDocument>();
  #text = 0;

  takes({ key, title, body }: GivenDocument): boolean {
    const text = this.#text + title.length + body.length;
    return (
      this.#documents.size < RECEIVED_AT_ONCE && !this.#documents.has(key) && (text <= MOST_TEXT || this.#text === 0)
    );
  }

  add(document: GivenDocument): void {
    this.#documents.set(document.key, document);
    this.#text += document.title.length + document.body.length;
  }

  take(): readonly GivenDocument[] {
    const documents = [...this.#documents.values()];
    this.#documents = new Map();
    this.#text = 0;
    return documents;
  }
}
