import { GivenEntries } from './feed/given-entries.ts';
import type { Fetched } from './fetch/guarded-fetch.ts';
import { readingOfArchive } from './records/archive-reading.ts';
import { holdsArchive } from './records/archive-stream.ts';
import { changedFile, type FileAnswer } from './records/changed-file.ts';
import { fileItems, readingOfFile } from './records/file-items.ts';
import { holdsLines } from './records/line-items.ts';
import { readNumbered } from './records/numbered-archives.ts';
import { PackagePages } from './records/package-pages.ts';
import type { ReadSource, SourceItem, SourcePlace, SourceReading, SourceWorld } from './source.ts';
import { SourceFailure } from './source-failure.ts';

const ACCEPT =
  'application/json, application/x-ndjson;q=0.9, application/xml;q=0.8, application/gzip;q=0.8, application/x-tar;q=0.8, */*;q=0.5';
const LINKS = ['next', 'prev', 'none'];

/**
 * Reads contract data at an address: a package of releases or records (OCDS) with the pages that it leads on to, lines of
 * JSON, packed or not, a notice (eForms), or an archive of such files, each of which is an item (tar, packed or not). The option
 * `pages` says by which link: `next` (the default), `prev` or `none`; with `series=numbers` the archives that follow by their number are
 * read, too. What one reading does not come to, the next one goes on with. Throws `SourceFailure`, for wrong options too.
 */
export const readContracts: ReadSource = async function* (place, world) {
  const { address, cursor, options } = place;
  const link = options['pages'] ?? 'next';
  if (typeof link !== 'string' || !LINKS.includes(link)) {
    throw new SourceFailure('contracts-options', `The option “pages” of contracts is one of ${LINKS.join(', ')}.`);
  }
  const series = options['series'] ?? 'none';
  if (series === 'numbers') return yield* readNumbered(place, world);
  if (series !== 'none')
    throw new SourceFailure('contracts-options', 'The option “series” of contracts is none or numbers.');
  const answer = await changedFile(address, { cursor, accept: ACCEPT }, world);
  if (answer.file && holdsArchive(answer.file.fetched.bytes)) {
    return yield* readingOfArchive(place, answer.file, world);
  }
  if (answer.file && (link === 'none' || !isPackage(answer.file.fetched))) {
    return yield* readingOfFile(answer.file, { address, items: fileItems }, world);
  }
  return yield* readPages({ place, answer, link }, world);
};

interface Asked {
  readonly place: SourcePlace;
  readonly answer: FileAnswer;
  readonly link: string;
}

async function* readPages(
  { place: { address, cursor }, answer, link }: Asked,
  world: SourceWorld,
): AsyncGenerator<SourceItem, SourceReading> {
  const given = new GivenEntries(cursor['given']);
  const pages = new PackagePages({ address, link, given }, world);
  let at = typeof cursor['at'] === 'string' ? cursor['at'] : undefined;
  if (answer.file) {
    const stop = yield* pages.from(answer.file.fetched, 'given' in cursor);
    if (stop.why === 'end') at = stop.last === answer.file.fetched.address ? undefined : stop.last;
    // Behind it lies what an earlier reading had not come to either.
    if (stop.why === 'bound') at = stop.next;
    else if (stop.why !== 'end' && at !== undefined) at = yield* goneOn(pages, at);
  } else if (at !== undefined) at = yield* goneOn(pages, at);
  const { cursor: file = { etag: cursor['etag'], lastModified: cursor['lastModified'], hash: cursor['hash'] } } =
    answer.file ?? {};
  return {
    cursor: { ...file, given: given.text, ...(at !== undefined && { at }) },
    outcome: pages.items > 0 ? 'items' : 'unchanged',
    findings: [...(answer.file ?? answer).findings, ...pages.findings()],
    retryAfter: pages.retryAfter ?? (answer.file ? answer.file.fetched.retryAfter : answer.retryAfter),
  };
}

/** Goes on from a page, which may have grown and be the last one still; returns where the next reading goes on, if anywhere. */
async function* goneOn(pages: PackagePages, at: string): AsyncGenerator<SourceItem, string | undefined> {
  const stop = yield* pages.goingOn(at);
  if (stop.why === 'end') return stop.last;
  if (stop.why === 'bound') return stop.next;
  return stop.why === 'gone' ? undefined : at;
}

/** Whether a file may lead on to others: JSON that is neither packed nor on lines. */
function isPackage(fetched: Fetched): boolean {
  const start = Buffer.from(fetched.bytes.subarray(0, 1024))
    .toString()
    .replace(/^\uFEFF/, '')
    .trimStart();
  return start.startsWith('{') && !holdsLines(fetched);
}
