import { parseDocument } from 'yaml';
import { type Extracted, type ExtractProblem, type Origin, Unreadable } from './extract-problem.ts';
import { readFileName } from './file-name.ts';
import { LONGEST_FRONT_MATTER } from './limits.ts';
import { markdownText } from './markdown-text.ts';
import { normalizedLines } from './plain-text-document.ts';
import { isRecord, readFields, type UnknownRecord } from './record-fields.ts';
import { withoutTitle } from './text-blocks.ts';

const FRONT_MATTER = /^---[ \t]*\n/;
const END_OF_FRONT_MATTER = /^(?:---|\.\.\.)[ \t]*$/m;
const DEEPEST_YAML = 50;

/**
 * Reads a Markdown text with an optional YAML front matter. The title is that of the front matter, else the first
 * heading (which then is no part of the text), else that of a dated file name. Where the front matter cannot be read,
 * the document is given without it, after a problem. Throws `Unreadable` where there is no text.
 */
export function* markdownDocument(source: string, origin: Origin): Generator<Extracted> {
  const whole = normalizedLines(source);
  const { front, body } = split(whole);
  const { record, fault } = front === '' ? { record: {} } : readFrontMatter(front);
  const { fields, faults } = readFields(record);
  if (fault !== undefined) yield problem('extract-bad-front-matter', fault, origin);
  for (const one of faults) yield problem('extract-bad-field', one, origin);
  const { heading, ...parts } = markdownText(body);
  const name = readFileName(origin.path);
  const title = fields.title ?? (heading || (name.title ?? ''));
  const { text, portions } = withoutTitle(parts, title);
  if (text === '' && title === '') throw new Unreadable('extract-no-text', 'The file holds no text.');
  const date = fields.date ?? name.date;
  yield {
    id: origin.path,
    ...(origin.lang && { lang: origin.lang }),
    ...fields,
    ...(date && { date }),
    title,
    text,
    ...(portions.length > 0 && { portions }),
  };
}

function problem(code: string, message: string, { path }: Origin): ExtractProblem {
  return { problem: true, code, message, path };
}

function split(source: string): { readonly front: string; readonly body: string } {
  const opening = FRONT_MATTER.exec(source)?.[0].length ?? 0;
  const end = opening === 0 ? null : END_OF_FRONT_MATTER.exec(source.slice(opening));
  // A rule at the top of a text, without an end, opens no front matter.
  if (!end) return { front: '', body: source };
  return { front: source.slice(opening, opening + end.index), body: source.slice(opening + end.index + end[0].length) };
}

function readFrontMatter(front: string): { readonly record: UnknownRecord; readonly fault?: string } {
  const failed = (reason: string) => ({ record: {}, fault: `The front matter is left out: ${reason}.` });
  if (front.length > LONGEST_FRONT_MATTER) return failed(`it has more than ${LONGEST_FRONT_MATTER} characters`);
  if (mayNest(front)) return failed(`it nests more than ${DEEPEST_YAML} lists or mappings`);
  try {
    const document = parseDocument(front, { prettyErrors: false });
    const error = document.errors[0];
    if (error) return failed(`it is no sound YAML (${error.message.split('\n')[0]!})`);
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (value === null || value === undefined) return { record: {} };
    return isRecord(value) ? { record: value } : failed('it is no mapping of names to values');
  } catch (error) {
    // The YAML package throws errors of several kinds, among them one for aliases that multiply.
    return failed(`it cannot be read (${error instanceof Error ? error.message.split('\n')[0]! : String(error)})`);
  }
}

/** The YAML parser calls itself for each level: brackets, or "- - -", or the depth of an indented line bound them. */
function mayNest(front: string): boolean {
  const brackets = (front.match(/[[{]/g) ?? []).length;
  const deepest = front.split('\n').reduce((most, line) => Math.max(most, /^(?:\s|[-?] )*/.exec(line)![0].length), 0);
  return (brackets > DEEPEST_YAML && bracketDepth(front) > DEEPEST_YAML) || deepest > 4 * DEEPEST_YAML;
}

function bracketDepth(front: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of front) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if ((character === ']' || character === '}') && depth > 0) depth--;
  }
  return deepest;
}
