import { LARGEST_FILE } from '../../extract/limits.ts';
import type { SourceItem } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';
import { ArchiveNotes } from './archive-notes.ts';
import { type ArchiveEntry, ArchiveStream } from './archive-stream.ts';
import { typeOf } from './file-items.ts';

/** Files that one reading gives; what is behind them comes with the next. */
export const MOST_GIVEN = 20_000;
/** Entries of an archive that are looked at, of every kind. */
const MOST_ENTRIES = 500_000;
const LONGEST_NAME = 500;
const FILES = new Set(['file', 'contiguous-file']);

export interface ArchivePlace {
  /** Within what the ids that documents state are theirs alone. */
  readonly within: string;
  /** Bytes of the archive as it is packed. */
  readonly size: number;
  /** Entries that earlier readings have passed. */
  readonly passed: number;
  /** Files that are given. */
  readonly most: number;
  readonly signal: AbortSignal;
}

/** How an archive was read. */
export interface ArchiveEnd {
  /** Entries that are passed by now; absent where its end was reached, or nothing behind can be. */
  readonly passed: number | undefined;
  readonly notes: ArchiveNotes;
}

/**
 * Gives each file of a tar archive (POSIX, GNU), packed by gzip or not, as an item that is called by its path in it. One is held at a
 * time and nothing is written. Of what breaks off the files before that place are given. Throws `SourceFailure` (`file-damaged`) where
 * there are none.
 */
export async function* archiveItems(
  packed: AsyncIterable<Uint8Array>,
  place: ArchivePlace,
): AsyncGenerator<SourceItem, ArchiveEnd> {
  const notes = new ArchiveNotes();
  const stream = new ArchiveStream(packed, place.size);
  let [entries, files, passed] = [0, 0, undefined as number | undefined];
  for await (const entry of stream.entries()) {
    place.signal.throwIfAborted();
    if (entries >= MOST_ENTRIES) {
      notes.endedBy('large');
      break;
    }
    if (entries >= place.passed && files >= place.most) {
      passed = entries;
      break;
    }
    entries++;
    const name = nameIn(entry.header.name);
    const isMeant = entries > place.passed && entry.header.type !== 'directory';
    const why = isMeant ? whyNot(entry.header, name) : undefined;
    if (why !== undefined) notes.leftOut(why);
    if (!isMeant || why !== undefined || name === undefined) {
      entry.resume();
      continue;
    }
    const bytes = await entry.all();
    if (bytes === undefined) continue;
    files++;
    if (bytes.some((byte) => byte > 0x20))
      yield { key: name, bytes, mediaType: typeOf(bytes), name, given: { within: place.within } };
  }
  if (passed === undefined && stream.ended !== 'whole') notes.endedBy(stream.ended);
  if (passed !== undefined) notes.isLeft = true;
  if (entries === 0 && stream.ended === 'cut') throw damaged();
  return { passed, notes };
}

/** Why an entry is not given; nothing where it is. */
function whyNot(
  { type, size }: ArchiveEntry['header'],
  name: string | undefined,
): 'kind' | 'size' | 'name' | undefined {
  if (!FILES.has(type ?? '')) return 'kind';
  if (size > LARGEST_FILE) return 'size';
  return name === undefined ? 'name' : undefined;
}

/** The path of a file in its archive, below its root and in one form; nothing for one that leads elsewhere. */
function nameIn(written: string): string | undefined {
  const parts = written.split('/').filter((part) => part !== '.' && part !== '');
  const isSound =
    parts.length > 0 && written.length <= LONGEST_NAME && !/^\/|[\\\p{Cc}\ufffd]|^[A-Za-z]:/u.test(written);
  return isSound && !parts.includes('..') ? parts.join('/') : undefined;
}

function damaged(): SourceFailure {
  return new SourceFailure('file-damaged', 'The archive is cut off or broken before its first file.');
}
