import { stat } from 'node:fs/promises';
import { basename, join, parse, resolve } from 'node:path';
import type { Actor } from '../actions/actor.ts';
import { askReading } from '../actions/ask-reading.ts';
import { chooseQuarantined } from '../actions/change-quarantined.ts';
import { notFound } from '../actions/ids.ts';
import type { OpenDesk } from '../actions/open-desk.ts';
import { Refusal } from '../errors.ts';
import { isArchiveName, readArchiveFile } from '../sources/archive-file.ts';
import { readFolder } from '../sources/folder.ts';
import { readJsonLines } from '../sources/json-lines.ts';
import type { SourceFinding, SourceItem, SourceReading, SourceWorld } from '../sources/source.ts';
import { Duties } from '../store/duty.ts';
import { readItem } from '../store/quarantine.ts';
import { sourceToRead } from '../store/source-items.ts';
import { inTransaction } from '../store/transaction.ts';
import { type Collected, collect } from './collecting.ts';
import { MatchRole } from './match-role.ts';
import type { Matched } from './matching.ts';
import { type ReceivedTally, Receiving } from './receiving.ts';
import { RecentDocuments } from './recent-documents.ts';
import type { Extract } from './understand-item.ts';

export interface OnceParts {
  readonly desk: OpenDesk;
  /** Who asks for it. */
  readonly actor: Actor;
  readonly extract: Extract;
  readonly world: SourceWorld;
  readonly tell: (tally: ReceivedTally) => void;
}

/** Items that are taken apart at a time. */
const AT_ONCE = 4;

/** Reads a source now, whether or not it is due or used. */
export async function readSourceNow(
  { desk, actor, extract, world, tell }: OnceParts,
  sourceId: string,
): Promise<Collected> {
  await askReading(desk, actor, 'source-run', sourceId);
  const source = await sourceToRead(desk.database.work, sourceId);
  if (!source) throw notFound('source');
  return collect({ desk, receiving: receivingOf(desk, extract), world }, source, tell);
}

/** What became of files and folders that were taken in, and what of them was not read. */
export interface Ingested extends ReceivedTally {
  readonly findings: readonly SourceFinding[];
}

/** Takes in files and folders as documents of a source; JSON lines and the files of an archive one by one. */
export async function ingestPaths(
  { desk, actor, extract, world, tell }: OnceParts,
  { sourceId, paths }: { readonly sourceId: string; readonly paths: readonly string[] },
): Promise<Ingested> {
  await askReading(desk, actor, 'source-ingest', sourceId);
  const source = await sourceToRead(desk.database.work, sourceId);
  if (!source) throw notFound('source');
  const findings: SourceFinding[] = [];
  const tally = await receivingOf(desk, extract).receive(source, itemsAt(paths, world, findings), tell);
  return { ...tally, findings };
}

/** Takes an item that was put aside apart again; what is still broken stays where it is. Nothing where it is no item. */
export async function retryItem(
  { desk, actor, extract, tell }: OnceParts,
  id: string,
): Promise<ReceivedTally | undefined> {
  await chooseQuarantined(desk, actor, id);
  const { work } = desk.database;
  const kept = await inTransaction(work, (client) => readItem(client, id));
  const source = kept && (await sourceToRead(work, kept.sourceId));
  if (!kept || !source) return undefined;
  const { itemKey: key, name, address, mediaType, bytes, given } = kept;
  const item = { key, name, address: address ?? undefined, mediaType, bytes, given };
  return receivingOf(desk, extract).receive(source, once(item), tell);
}

async function* once(item: SourceItem): AsyncGenerator<SourceItem> {
  yield item;
}

function receivingOf(desk: OpenDesk, extract: Extract): Receiving {
  return new Receiving({ desk, extract, atOnce: AT_ONCE, arrived: () => undefined });
}

/** Whoever gives paths on the command line may read them, and what links there lead to: no setting has to allow it. */
async function* itemsAt(
  paths: readonly string[],
  world: SourceWorld,
  findings: SourceFinding[],
): AsyncGenerator<SourceItem> {
  for (const path of paths) {
    const address = resolve(path);
    const found = await stat(address).catch(() => undefined);
    if (!found) throw new Refusal('not-found', 'extract-no-such-file', `There is no file or folder “${path}”.`);
    const place = { address, options: {}, cursor: {} };
    const allowing = { ...world, folders: [parse(address).root] };
    const name = found.isFile() ? basename(address) : '';
    const reading = /\.(?:jsonl|ndjson)$/i.test(name)
      ? yield* readJsonLines(place, allowing)
      : yield* calledByPath(
          address,
          isArchiveName(name) ? readArchiveFile(place, allowing) : readFolder(place, allowing),
        );
    findings.push(...reading.findings);
  }
}

/** Files of several folders come together: each is called by where it lies, so that none is an edition of another. */
async function* calledByPath(
  address: string,
  items: AsyncGenerator<SourceItem, SourceReading>,
): AsyncGenerator<SourceItem, SourceReading> {
  for (;;) {
    const { done, value } = await items.next();
    if (done) return value;
    yield { ...value, key: join(address, value.key) };
  }
}

/**
 * Matches the documents that wait, and runs orders that were opened over the archive, until nothing is left to do; nothing
 * where another process does so already.
 */
export async function matchWaiting(desk: OpenDesk, threads: number): Promise<Matched | undefined> {
  const duties = new Duties(desk.database.work);
  try {
    if (!(await duties.take('match'))) return undefined;
    let [documents, hits] = [0, 0];
    const role = await MatchRole.open({
      ...{ desk, threads, recent: new RecentDocuments() },
      matched: (matched) => {
        documents += matched.documents;
        hits += matched.hits;
      },
    });
    try {
      while ((await role.step()) === 0);
    } finally {
      await role.close();
    }
    return { documents, hits };
  } finally {
    await duties.close();
  }
}
