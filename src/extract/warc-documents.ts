import { dayOf } from './day.ts';
import { type Extracted, type ExtractProblem, type Origin, problemOf, Unreadable } from './extract-problem.ts';
import { MOST_RECORDS } from './limits.ts';
import { bodyOf, httpAnswer, unpackedWarc, type WarcRecord, warcRecords } from './warc-records.ts';

type Extract = (bytes: Uint8Array, origin: Origin) => AsyncIterable<Extracted>;

/** Kinds of pages; pictures, style sheets and scripts were only captured to show them. */
const PAGE = /^(?:text\/html|application\/xhtml\+xml)\b/i;
const OK = 200;

/**
 * Reads a web archive, packed record by record or not: each answer that is a page becomes a document with the address
 * at which it was captured, whose day counts where the page states none. Records that are no pages are passed over.
 * Throws `Unreadable`.
 */
export async function* warcDocuments(bytes: Uint8Array, origin: Origin, extract: Extract): AsyncGenerator<Extracted> {
  let records = 0;
  let pages = 0;
  for (const record of warcRecords(unpackedWarc(bytes))) {
    if (++records > MOST_RECORDS) return yield tooMany(origin.path);
    const page = pageIn(record);
    if (page) {
      const path = `${origin.path}#${++pages}`;
      try {
        yield* extract(page.body(), { ...page.origin, path, lang: origin.lang });
      } catch (error) {
        yield problemOf(error, path);
      }
    }
    if (record.isCut) {
      throw new Unreadable('extract-damaged', 'The web archive was cut short; its last record is not whole.');
    }
  }
  if (pages === 0) throw new Unreadable('extract-no-text', 'The web archive holds no page.');
}

interface Page {
  readonly body: () => Uint8Array;
  readonly origin: Pick<Origin, 'mediaType' | 'address' | 'date'>;
}

function pageIn({ fields, block }: WarcRecord): Page | undefined {
  if (fields.get('warc-type') !== 'response') return undefined;
  const answer = httpAnswer(block);
  const mediaType = answer?.fields.get('content-type') ?? '';
  if (answer?.status !== OK || !PAGE.test(mediaType)) return undefined;
  const address = fields.get('warc-target-uri')?.replace(/^<|>$/g, '');
  return { body: () => bodyOf(answer), origin: { mediaType, address, date: dayOf(fields.get('warc-date') ?? '') } };
}

function tooMany(path: string): ExtractProblem {
  const message = `The web archive has more than ${MOST_RECORDS} records; the others give no documents.`;
  return { problem: true, code: 'extract-too-many-parts', message, path };
}
