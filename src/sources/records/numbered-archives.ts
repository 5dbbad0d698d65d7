import type { ReadSource, SourceCursor, SourceFinding, SourceItem, SourceReading, SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';
import { readingOfArchive } from './archive-reading.ts';
import { holdsArchive } from './archive-stream.ts';
import { type ChangedFile, changedFile } from './changed-file.ts';
import { countedItems } from './counted-items.ts';

/** Archives that one reading takes. */
const MOST_ARCHIVES = 10;
const ACCEPT = 'application/gzip, application/x-tar;q=0.9, */*;q=0.5';
/** The last digits of a path: a year, and a number that begins anew with it. */
const NUMBERED = /(\d{4})(\d{2,8})(?=\D*$)/;
const ABSENT = new Set(['fetch-not-found', 'fetch-gone']);

/**
 * Reads archives that are published under a year and a number, such as the daily packages of TED (`…/packages/daily/202600180`): the
 * one at the address, and each that follows it as soon as it is there, also over the turn of a year and over one number that was left
 * out. One that was read is not looked at again. Throws `SourceFailure` where none can be had, and for an address without a number.
 */
export const readNumbered: ReadSource = async function* ({ address, cursor }, world) {
  const series = new Series(address);
  const read = new Reading();
  let [at, within] = standing(cursor) ?? [series.first, {}];
  const hasBegun = 'at' in cursor;
  for (let archives = 0; archives < MOST_ARCHIVES; archives++) {
    const isFirst = !hasBegun && archives === 0;
    let next: Numbered | undefined;
    try {
      next = await nextArchive(series, isFirst ? [at] : series.candidates(at, world.now()), within, world);
    } catch (error) {
      // What was read so far stands; the next reading goes on behind it.
      if (archives === 0 || !(error instanceof SourceFailure)) throw error;
      read.findings.push({ code: error.code, severity: 'warning', message: error.message });
      break;
    }
    if (!next && isFirst)
      throw new SourceFailure('fetch-not-found', 'There is no archive at the address of the source.');
    if (!next) break;
    if (next.number === series.after(at)) read.findings.push(leftOut(at));
    if (next.number !== at) within = {};
    const after = yield* read.through(readingOfArchive({ address, cursor: within }, next.file, world), next.number);
    [at, within] = 'archive' in after ? [next.number, after] : [series.after(next.number), {}];
    if ('archive' in after) break;
  }
  return read.ending({ at, ...('archive' in within && { within }) });
};

/** Which archive is the next one, and how much of it was passed; nothing where none was read. */
function standing({ at, within }: SourceCursor): [string, SourceCursor] | undefined {
  if (typeof at !== 'string') return undefined;
  return [at, typeof within === 'object' && within !== null ? (within as SourceCursor) : {}];
}

function leftOut(number: string): SourceFinding {
  const message = `The archive ${number} is not there, and the one behind it is: it was left out.`;
  return { code: 'contracts-number-left-out', severity: 'warning', message };
}

/** The numbers of a series, as they stand in its addresses. */
class Series {
  readonly #url: URL;
  readonly first: string;

  constructor(address: string) {
    this.#url = new URL(address);
    const found = NUMBERED.exec(this.#url.pathname);
    if (!found) {
      const message = 'With “series=numbers” the address ends with a year and a number, such as …/202600180.';
      throw new SourceFailure('contracts-options', message);
    }
    this.first = found[0];
  }

  addressOf(number: string): string {
    const url = new URL(this.#url);
    url.pathname = url.pathname.replace(NUMBERED, number);
    return url.href;
  }

  after(number: string): string {
    const [year, count] = [number.slice(0, 4), number.slice(4)];
    return year + String(Number(count) + 1).padStart(count.length, '0');
  }

  /** What may come: the one that is expected, the one behind it, and once a year has turned the first of the next one. */
  candidates(number: string, now: number): readonly string[] {
    const turned = String(Number(number.slice(0, 4)) + 1);
    const isThere = new Date(now).getUTCFullYear() >= Number(turned);
    return [number, this.after(number), ...(isThere ? [turned + '1'.padStart(number.length - 4, '0')] : [])];
  }
}

/** An archive of the series that is there. */
interface Numbered {
  readonly number: string;
  readonly file: ChangedFile;
}

async function nextArchive(
  series: Series,
  candidates: readonly string[],
  within: SourceCursor,
  world: SourceWorld,
): Promise<Numbered | undefined> {
  for (const number of candidates) {
    const file = await archiveAt(series.addressOf(number), number === candidates[0] ? within : {}, world);
    if (file) return { number, file };
  }
  return undefined;
}

async function archiveAt(address: string, cursor: SourceCursor, world: SourceWorld): Promise<ChangedFile | undefined> {
  try {
    const { file } = await changedFile(address, { cursor, accept: ACCEPT }, world);
    if (!file || holdsArchive(file.fetched.bytes)) return file;
  } catch (error) {
    if (error instanceof SourceFailure && ABSENT.has(error.code)) return undefined;
    throw error;
  }
  throw new SourceFailure('contracts-no-archive', 'What lies where an archive of the series should be is none.');
}

/** What a reading of several archives comes to. */
class Reading {
  #items = 0;
  #retryAfter: number | undefined;
  readonly findings: SourceFinding[] = [];

  /** Gives the files of an archive, each called by its number as well: the same name in another one is another file. */
  async *through(
    found: AsyncGenerator<SourceItem, SourceReading>,
    number: string,
  ): AsyncGenerator<SourceItem, SourceCursor> {
    const { given, end } = yield* countedItems(found, (item) => ({ ...item, key: `${number}/${item.key}` }));
    this.#items += given;
    this.findings.push(...end.findings);
    this.#retryAfter = end.retryAfter;
    return end.cursor;
  }

  ending(cursor: SourceCursor): SourceReading {
    const outcome = this.#items > 0 ? 'items' : 'unchanged';
    return { cursor, outcome, findings: this.findings, retryAfter: this.#retryAfter };
  }
}
