import { askDraftTrial, askTrial } from '../actions/ask-trial.ts';
import type { NewSource } from '../actions/create-source.ts';
import { notFound } from '../actions/ids.ts';
import type { Document } from '../domain/document.ts';
import { isExtractProblem } from '../extract/extract-problem.ts';
import { NO_CREDENTIALS } from '../sources/credentials/credential.ts';
import type { SourceFinding, SourceItem, SourceReading } from '../sources/source.ts';
import { type ReadableSource, sourceToRead } from '../store/source-items.ts';
import { failureOf, itemsOf } from './collecting.ts';
import type { OnceParts } from './run-once.ts';
import { givenDocuments } from './source-item.ts';
import type { Extract } from './understand-item.ts';

/** Items that a trial fetches and shows. */
const MOST_TRIED = 5;
/** Kinds with an option that says how many links they follow. */
const FOLLOWING = new Set<string>(['web-page', 'sitemap', 'csaf']);

/** What a source would give now, of which nothing was kept. */
export interface Tried {
  readonly items: readonly TriedItem[];
  /** Whether the reading went to its end; else there is more. */
  readonly isWhole: boolean;
  readonly findings: readonly SourceFinding[];
  readonly failure?: { readonly code: string; readonly message: string } | undefined;
}

export interface TriedItem {
  readonly address: string;
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly publishedOn?: string | undefined;
  readonly language?: string | undefined;
  /** Characters of its text. */
  readonly length: number;
  /** Why it gives no document. */
  readonly problem?: { readonly code: string; readonly message: string } | undefined;
}

/** Reads a source from where it stands, as far as a person wants to look, and keeps nothing of it. */
export async function trySource({ desk, actor, ...parts }: OnceParts, sourceId: string): Promise<Tried> {
  await askTrial(desk, actor, sourceId);
  const source = await sourceToRead(desk.database.work, sourceId);
  if (!source) throw notFound('source');
  return tryReading(source, parts);
}

/**
 * Reads a source that nobody has made yet, from its beginning, and as nobody: what the desk subscribes to may be for fewer readers
 * than the marking that a draft says of itself.
 */
export async function tryDraft({ desk, actor, extract, world }: OnceParts, draft: NewSource): Promise<Tried> {
  await askDraftTrial(desk, actor, draft);
  const { kind, address, schedule = {} } = draft;
  return tryReading(
    { kind, address, schedule, state: {} },
    { extract, world: { ...world, credentials: NO_CREDENTIALS } },
  );
}

async function tryReading(
  source: Pick<ReadableSource, 'kind' | 'address' | 'schedule' | 'state'>,
  { extract, world }: Pick<OnceParts, 'extract' | 'world'>,
): Promise<Tried> {
  const wish = Number(source.schedule['most'] ?? MOST_TRIED);
  const isFollowed =
    FOLLOWING.has(source.kind) && !(source.kind === 'web-page' && source.schedule['follow'] !== 'links');
  const schedule = { ...source.schedule, ...(isFollowed && { most: Math.min(wish, MOST_TRIED) }) };
  const ending: { reading?: SourceReading } = {};
  const items: TriedItem[] = [];
  try {
    for await (const item of itemsOf({ ...source, schedule }, world, ending)) {
      items.push(await triedItem(item, extract));
      if (items.length >= MOST_TRIED && !isFollowed) break;
    }
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return { items, isWhole: false, findings: [], failure };
  }
  return { items, isWhole: ending.reading !== undefined, findings: ending.reading?.findings ?? [] };
}

async function triedItem(item: SourceItem, extract: Extract): Promise<TriedItem> {
  const { name: path, mediaType, given } = item;
  const address = item.address ?? item.key;
  const origin = { path, mediaType, address: item.address, lang: given.language, charset: given.charset };
  const extracted = await extract(item.bytes, origin);
  const [document] = givenDocuments(
    item,
    extracted.filter((one): one is Document => !isExtractProblem(one)),
  );
  const problem = extracted.find(isExtractProblem);
  return {
    address,
    title: document?.title ?? given.title ?? '',
    publishedOn: document?.publishedOn,
    language: document?.language,
    length: document?.body.length ?? 0,
    ...(document === undefined && problem && { problem: { code: problem.code, message: problem.message } }),
  };
}
