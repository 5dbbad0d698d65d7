import { bounceDeliveries } from '../actions/bounce-deliveries.ts';
import type { Desk } from '../actions/desk.ts';
import { type BorneMark, labelOfMarks } from '../actions/marked-label.ts';
import type { GivenDocument } from '../actions/receive-from-source.ts';
import { bouncedMail } from '../channels/bounced-mail.ts';
import { type Document, LONGEST_BODY, LONGEST_TITLE } from '../domain/document.ts';
import { Refusal } from '../errors.ts';
import { type Extracted, type ExtractProblem, isExtractProblem, type Origin } from '../extract/extract-problem.ts';
import type { SourceItem } from '../sources/source.ts';
import type { ReadableSource } from '../store/source-items.ts';
import { mailedNote } from './mailed-note.ts';
import { givenDocuments } from './source-item.ts';

/** Takes the documents out of bytes; what breaks it is a problem, and nothing is thrown. */
export type Extract = (bytes: Uint8Array, origin: Origin) => Promise<readonly Extracted[]>;

/** How an item is called where it is put aside, and under which label: that of all that it bears. */
export interface AsidePlace {
  readonly name: string;
  /** Withheld, as its name is, where what cannot be read may bear marks. */
  readonly address: string | undefined;
  readonly labelId: number;
  /** Without its bytes, where these say who sent it. */
  readonly isWithheld?: boolean;
}

/** What of an item cannot be read, as it is kept. */
export interface ItemProblem extends AsidePlace {
  readonly code: string;
  readonly message: string;
}

/** An item with the documents in it, and with what is wrong with it as a whole. */
export interface UnderstoodItem {
  readonly item: SourceItem;
  readonly documents: readonly GivenDocument[];
  readonly problem: ItemProblem | undefined;
  /** Where it goes if one of its documents cannot be kept. */
  readonly aside: AsidePlace;
}

const MAIL = 'message/rfc822';
const WITHHELD = 'an item of a source that is trusted with marks';

/**
 * Takes an item of a source apart, and marks its documents. A mail of ours that came back is none: what stands in it is marked as the
 * copy was.
 */
export async function understandItem(
  { desk, extract }: { readonly desk: Desk; readonly extract: Extract },
  source: ReadableSource,
  item: SourceItem,
): Promise<UnderstoodItem> {
  const { name: path, mediaType, address, given } = item;
  const bounce = mediaType === MAIL || path.toLowerCase().endsWith('.eml') ? bouncedMail(item.bytes) : undefined;
  if (bounce && (await bounceDeliveries(desk, bounce))) {
    const aside = { name: path, address, labelId: source.defaultLabelId, isWithheld: true };
    return { item, documents: [], problem: undefined, aside };
  }
  const origin = { path, mediaType, address, lang: given.language, charset: given.charset };
  const extracted = (await extract(item.bytes, origin)).map(bounded);
  const documents = extracted.filter((one): one is Document => !isExtractProblem(one));
  const problems = extracted.filter(isExtractProblem);
  try {
    const labels = source.trusted ? await labelsOf(desk, source, documents) : undefined;
    const given = givenDocuments(item, documents).map((document, at) => ({
      ...document,
      ...(labels && { labelId: labels.each[at]! }),
      // With the last of them the whole item is kept, and not before.
      ...(problems.length === 0 && at === documents.length - 1 && { solves: item.key }),
    }));
    const isMail = isMailToNotes(source, item);
    const place = labels
      ? { name: WITHHELD, address: undefined, labelId: labels.all }
      : { name: path, address, labelId: source.defaultLabelId };
    const aside = { ...place, isWithheld: isMail };
    const notes = isMail && given.length > 0 ? await mailedNote(desk, given) : given;
    if ('code' in notes) return { item, documents: [], problem: { ...notes, ...aside }, aside };
    const told = problemOf(problems, source.trusted);
    return { item, documents: notes, problem: told && { ...told, ...aside }, aside };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // What somebody meant to protect is not shown by a guess.
    const message = 'It bears a mark that cannot be read, and its source is trusted with marks.';
    const aside = { name: WITHHELD, address: undefined, labelId: source.defaultLabelId };
    return { item, documents: [], problem: { code: 'item-mark-unreadable', message, ...aside }, aside };
  }
}

/** Mails to a source of notes are notes of tasks, or none. */
function isMailToNotes({ kind }: ReadableSource, { mediaType }: SourceItem): boolean {
  return kind === 'field-notes' && mediaType === MAIL;
}

/** A document that is too long to be kept is a problem of its item. */
function bounded(extracted: Extracted): Extracted {
  if (isExtractProblem(extracted)) return extracted;
  const { id: path, title, text } = extracted;
  if (title.length <= LONGEST_TITLE && text.length <= LONGEST_BODY) return extracted;
  const message = `A document has at most ${LONGEST_BODY} characters in its text and ${LONGEST_TITLE} in its title; this one has more.`;
  return { problem: true, code: 'document-too-large', message, path };
}

interface Labels {
  readonly each: readonly number[];
  /** Of all marks in the item, whatever document bears them. */
  readonly all: number;
}

/** What a trusted source marks counts, and never lowers what its documents are marked with anyway. */
async function labelsOf(
  desk: Desk,
  { defaultStated }: ReadableSource,
  documents: readonly Document[],
): Promise<Labels> {
  const now = new Date(desk.now());
  const label = (marks: readonly BorneMark[]): Promise<number> => labelOfMarks(desk, defaultStated, { marks, now });
  const each: number[] = [];
  for (const document of documents) each.push(await label(marksOf(document)));
  return { each, all: await label(documents.flatMap(marksOf)) };
}

function marksOf({ marks = [], portions = [] }: Document): readonly BorneMark[] {
  return [...marks, ...portions.flatMap(({ mark }) => (mark === null ? [] : [{ mark }]))];
}

function problemOf(
  problems: readonly ExtractProblem[],
  isTrusted: boolean,
): Pick<ItemProblem, 'code' | 'message'> | undefined {
  const [first] = problems;
  if (!first) return undefined;
  // What could not be read may bear marks too: only that there is something is told.
  if (isTrusted) return { code: first.code, message: 'Something of it cannot be read.' };
  const message = problems
    .map((one) => (one.line === undefined ? one.message : `Line ${one.line}: ${one.message}`))
    .join('\n');
  return { code: first.code, message };
}
