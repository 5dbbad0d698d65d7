import { WARCParser } from 'warcio';
import { dayOf } from './day.ts';
import { type Extracted, type ExtractProblem, type Origin, Unreadable } from './extract-problem.ts';
import { LARGEST_FILE, MOST_RECORDS } from './limits.ts';

type Extract = (bytes: Uint8Array, origin: Origin) => AsyncIterable<Extracted>;

/** Kinds of pages; pictures, style sheets and scripts were only captured to show them. */
const PAGE = /^(?:text\/html|application\/xhtml\+xml)\b/i;

/**
 * Reads a web archive (ISO 28500), packed record by record or not: each answer that is a page becomes a document with
 * the address at which it was captured, whose day counts where the page states none. Records that are no pages are
 * passed over. Throws `Unreadable`.
 */
export async function* warcDocuments(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  origin: Origin,
  extract: Extract,
): AsyncGenerator<Extracted> {
  let records = 0;
  let pages = 0;
  try {
    for await (const record of new WARCParser(source)) {
      if (++records > MOST_RECORDS) return yield tooMany(origin.path);
      const { warcType, warcTargetURI, warcDate, httpHeaders } = record;
      const mediaType = httpHeaders?.headers.get('content-type') ?? '';
      if (warcType !== 'response' || !PAGE.test(mediaType) || httpHeaders?.statusCode !== 200) continue;
      const address = warcTargetURI?.replace(/^<|>$/g, '') ?? '';
      const path = `${origin.path}#${++pages}`;
      yield* extract(await contentOf(record), {
        path,
        lang: origin.lang,
        mediaType,
        address,
        date: dayOf(warcDate ?? ''),
      });
    }
  } catch (error) {
    if (error instanceof Unreadable || error instanceof RangeError) throw error;
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 200) : String(error);
    throw new Unreadable('extract-damaged', `The web archive is broken (${reason}); what came before is read.`);
  }
  if (pages === 0) throw new Unreadable('extract-no-text', 'The web archive holds no page.');
}

async function contentOf(record: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of record) {
    size += part.length;
    // The reader says that it is too large; more of it need not come into memory.
    if (size > LARGEST_FILE + 1) break;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function tooMany(path: string): ExtractProblem {
  const message = `The web archive has more than ${MOST_RECORDS} records; the others give no documents.`;
  return { problem: true, code: 'extract-too-many-parts', message, path };
}
