import type { Expression } from '../../query/ast.ts';
import { check } from '../../query/check.ts';
import type { Finding } from '../../query/finding.ts';
import { parse } from '../../query/parse.ts';

/** A target as far as an expression needs it: the name that stands behind `@`, and what it is called. */
export interface NamedTarget {
  readonly name: string;
  readonly title: string;
}

/** Any target asks for something: what it is called by makes no difference to whether an expression is sound. */
const SOMETHING: Expression = { kind: 'word', text: 'something' };

/** Returns what is wrong in an expression; without targets, because they are not there yet, every target counts as known. */
export function expressionFindings(
  source: string,
  { language, targets }: { readonly language: string; readonly targets: readonly NamedTarget[] | undefined },
): readonly Finding[] {
  const parsed = parse(source);
  if (!parsed.ok) return parsed.findings;
  const names = targets && new Set(targets.map(({ name }) => name));
  const lookup = (name: string) => (names === undefined || names.has(name) ? SOMETHING : undefined);
  return [...parsed.warnings, ...check(parsed.expression, { language, lookup })];
}

export const OPERATORS = [
  ...['AND', 'OR', 'NOT', 'NEAR/8', 'BEFORE/5', 'IN SENTENCE WITH', 'IN DOCUMENT WITH'],
  ...['title:', 'body:', 'lang:', 'source:', 'stage:', 'amount >= ', 'date >= '],
] as const;

/** What may be put in place of what was begun: from `start` to the caret. */
export interface Completion {
  readonly start: number;
  readonly options: readonly { readonly text: string; readonly title?: string }[];
}

const MOST_OPTIONS = 8;
/** So many letters make clear that somebody writes an operator and not a word. */
const BEGUN_OPERATOR = 2;

/**
 * Returns what may stand where the caret is: targets behind an `@`, operators where one was begun, and all of them where
 * somebody `asks`. Nothing within quotation marks.
 */
export function completionAt(
  source: string,
  caret: number,
  { targets, asks }: { readonly targets: readonly NamedTarget[]; readonly asks: boolean },
): Completion | undefined {
  const before = source.slice(0, caret);
  if (isQuoted(before)) return undefined;
  const begun = /@?[\p{L}\p{N}_/-]*$/u.exec(before)![0];
  const start = caret - begun.length;
  const options = begun.startsWith('@') ? targetsLike(begun.slice(1), targets) : operatorsLike(begun, asks);
  return options.length === 0 || (options.length === 1 && options[0]!.text === begun) ? undefined : { start, options };
}

function isQuoted(before: string): boolean {
  return (before.match(/["“„«”»]/g) ?? []).length % 2 === 1;
}

function targetsLike(begun: string, targets: readonly NamedTarget[]): Completion['options'] {
  const sought = plain(begun);
  const starting = targets.filter(({ name }) => plain(name).startsWith(sought));
  const holding = targets.filter(
    (one) => !starting.includes(one) && (plain(one.name).includes(sought) || plain(one.title).includes(sought)),
  );
  return [...starting, ...holding].slice(0, MOST_OPTIONS).map(({ name, title }) => ({ text: `@${name}`, title }));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function operatorsLike(begun: string, asks: boolean): Completion['options'] {
  if (!asks && begun.length < BEGUN_OPERATOR) return [];
  const like = OPERATORS.filter((one) => one.toLowerCase().startsWith(begun.toLowerCase()));
  return like.map((text) => ({ text }));
}

/** Returns the text with an option in place of what was begun, and where the caret goes: behind it, ready for what follows. */
export function completed(
  source: string,
  caret: number,
  { start, text }: { readonly start: number; readonly text: string },
): { readonly source: string; readonly caret: number } {
  const after = source.slice(caret);
  const isOpen = text.endsWith(':') || text.endsWith(' ') || /^\s/.test(after);
  const put = isOpen ? text : `${text} `;
  return { source: source.slice(0, start) + put + after, caret: start + put.length };
}
