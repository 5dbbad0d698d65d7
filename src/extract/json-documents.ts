import type { StatedAmount } from '../amounts/amount.ts';
import type { Document } from '../domain/document.ts';
import { dayOf } from './day.ts';
import {
  type Extracted,
  type ExtractProblem,
  isExtractProblem,
  type Origin,
  problemOf,
  reasonOf,
  Unreadable,
} from './extract-problem.ts';
import { readFileName } from './file-name.ts';
import { describedFormat } from './json-formats.ts';
import { languageCode } from './language-code.ts';
import { LONGEST_LINE } from './limits.ts';
import { checkJson } from './nesting.ts';
import { FIELD_NAMES, isRecord, readFields, type UnknownRecord } from './record-fields.ts';
import type { RecordPlace } from './record-place.ts';
import { stringsIn, visitValues } from './record-values.ts';

/** What holds the text of a record that has no "text", in the order in which a reader would meet it. */
const OTHER_TEXTS = ['summary', 'description', 'body', 'content'];

/** Which record of a file is meant, and its line in JSONL. */
interface Place extends RecordPlace {
  readonly line?: number;
}

function parseJson(source: string): unknown {
  checkJson(source);
  try {
    return JSON.parse(source);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Behind a comma V8 repeats what stands around the place, which may be meant for fewer than the sentence is.
    const reason = reasonOf(error).replace(/, (?:\.\.\.)?".*$/, '');
    throw new Unreadable('extract-bad-json', `This is no sound JSON (${reason}), and gives no document.`);
  }
}

/**
 * Reads a JSON file: one record, a list of records, or `{ "documents": [...] }`. A record of a list that states no id
 * gets that of the file and its number, from 1. Throws `Unreadable` where the file as a whole cannot be read.
 */
export async function* jsonDocuments(source: string, origin: Origin): AsyncGenerator<Extracted> {
  const value = parseJson(source);
  const list = isRecord(value) && Array.isArray(value['documents']) ? value['documents'] : value;
  if (!Array.isArray(list)) return yield* recordDocuments(list, { origin, id: origin.path });
  if (list.length === 0) throw new Unreadable('extract-no-text', 'The list holds no record.');
  for (const [index, record] of list.entries()) {
    yield* recordDocuments(record, { origin, id: `${origin.path}#${index + 1}` });
  }
}

/** Reads one line of JSONL; an empty one gives nothing, and nothing is thrown. `line` counts from 1. */
export async function* jsonLineDocuments(source: string, line: number, origin: Origin): AsyncGenerator<Extracted> {
  if (source.trim() === '') return;
  try {
    if (source.length > LONGEST_LINE) {
      const message = `The line has more than ${LONGEST_LINE} characters and gives no document.`;
      throw new Unreadable('extract-line-too-long', message);
    }
    yield* recordDocuments(parseJson(source), { origin, id: `${origin.path}:${line}`, line });
  } catch (error) {
    yield problemOf(error, origin.path, line);
  }
}

async function* recordDocuments(record: unknown, place: Place): AsyncGenerator<Extracted> {
  if (!isRecord(record)) {
    return yield problemAt(place, 'extract-not-a-record', 'A record must be an object with a text; this one is not.');
  }
  const format = describedFormat(record);
  if (format) {
    const read = await format.loadReader();
    for (const item of read(record, place)) {
      yield isExtractProblem(item) && place.line !== undefined ? { ...item, line: place.line } : item;
    }
    return;
  }
  const isOurs =
    (record['text'] ?? undefined) !== undefined || OTHER_TEXTS.some((name) => typeof record[name] === 'string');
  const { fields, faults } = isOurs ? readFields(record) : looseFields(record);
  for (const fault of faults) yield problemAt(place, 'extract-bad-field', fault);
  if (isOurs) yield* textFaults(record, place);
  const text = isOurs ? textOf(record) : allStrings(record);
  const title = fields.title ?? '';
  if (text === '' && title === '') {
    return yield problemAt(place, 'extract-no-text', 'The record holds no text and gives no document.');
  }
  const { lang, path } = place.origin;
  const date = fields.date ?? readFileName(path).date;
  yield { id: place.id, ...(lang && { lang }), ...fields, ...(date && { date }), title, text };
}

function problemAt({ origin, line, id }: Place, code: string, message: string): ExtractProblem {
  const numbered = id.startsWith(`${origin.path}#`)
    ? `${message} (Record ${id.slice(origin.path.length + 1)}.)`
    : message;
  return { problem: true, code, message: numbered, path: origin.path, ...(line !== undefined && { line }) };
}

function* textFaults(record: UnknownRecord, place: Place): Generator<ExtractProblem> {
  for (const name of ['text', ...OTHER_TEXTS]) {
    const value = record[name];
    if (value === undefined || value === null || typeof value === 'string') continue;
    yield problemAt(place, 'extract-bad-field', `The field “${name}” is left out: it must be text.`);
  }
}

/** The text, or else what stands for it: each part once, without those that another part repeats. */
function textOf(record: UnknownRecord): string {
  const stated = (name: string) => (typeof record[name] === 'string' ? record[name].trim() : '');
  if (stated('text') !== '') return stated('text');
  const parts = OTHER_TEXTS.map(stated).filter((part) => part !== '');
  return parts
    .filter(
      (part, index) =>
        !parts.some((other, at) => at !== index && other.includes(part) && (other !== part || at < index)),
    )
    .join('\n\n');
}

/** What a record of another shape may state under the same names. What is no such thing belongs to its text. */
function looseFields(record: UnknownRecord): ReturnType<typeof readFields> {
  const text = (name: string) => (typeof record[name] === 'string' ? record[name].trim() : '');
  const date = dayOf(text('date')) ?? dayOf(text('published')) ?? dayOf(text('publishedDate'));
  const lang = languageCode(text('lang') || text('language'));
  const amounts = statedAmounts(record);
  const fields: Partial<Document> = {
    ...(text('id') && { id: text('id') }),
    ...(text('title') && { title: text('title') }),
    ...(date && { date }),
    ...(lang && { lang }),
    ...(amounts.length > 0 && { amounts }),
  };
  return { fields, faults: [] };
}

/** The figures with a currency beside them, as contract data (OCDS) writes them in any place. */
function statedAmounts(record: UnknownRecord): StatedAmount[] {
  const amounts: StatedAmount[] = [];
  visitValues(record, (value) => {
    if (!isRecord(value)) return;
    const { amount, currency } = value;
    if (typeof amount === 'number' && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)) {
      amounts.push({ value: amount, currency });
    }
  });
  return amounts;
}

/**
 * All strings of a record of an unknown shape, each a paragraph, in the order of the file: no such record may be lost
 * because nobody has described it, and words that are not prose cost less than prose that is missing.
 */
function allStrings(record: UnknownRecord): string {
  const own = Object.entries(record).filter(
    ([name, value]) => typeof value !== 'string' || !FIELD_NAMES.includes(name),
  );
  const strings = stringsIn(Object.fromEntries(own)).map((text) => text.trim());
  return strings.filter((text) => text !== '').join('\n\n');
}
