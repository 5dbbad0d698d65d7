import type { Said } from '../errors.ts';
import type { AndNode, Expression } from '../query/ast.ts';
import { type ParseResult, parse } from '../query/parse.ts';

export const TARGET_KINDS = [
  'person',
  'party',
  'organisation',
  'country',
  'company',
  'place',
  'product',
  'project',
] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** One spelling under which a target appears in text. */
export interface Alias {
  /** The words; a `*` or `~` at the end of a single word means what it means in the query language. */
  readonly text: string;
  /** ISO 639-1 code of the language in which it is used; told to people, without effect on matching. */
  readonly lang?: string | undefined;
  /** The case must be the same, as for `PS`. */
  readonly exact?: boolean | undefined;
  /** A spelling that is wrong but known to be used. */
  readonly misspelling?: boolean | undefined;
  /** The alias counts only in a document that holds one of these words. */
  readonly context?: readonly string[] | undefined;
  /** First and last UTC day of the documents in which the alias counts, `YYYY-MM-DD`. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Someone or something that orders ask about. */
export interface Target {
  readonly id: string;
  readonly name: string;
  readonly kind: TargetKind;
  /** For a person: the public role that makes them a target. */
  readonly role?: string | undefined;
  readonly marking?: string | undefined;
  /** The scheme in which its own marking is read, and who needs to know. */
  readonly scheme?: string | undefined;
  readonly needToKnow?: readonly (readonly string[])[] | undefined;
  readonly note?: string | undefined;
  readonly aliases: readonly Alias[];
}

/** Parses some words: a prefix or fuzzy word where they end so, else the exact phrase. */
function parseWords(text: string, exact: boolean): ParseResult {
  const quoted = `"${text.replace(/["“”„«»]/g, ' ')}"`;
  if (exact) return parse(`=${quoted}`);
  return parse(/[*~]$/.test(text) ? text : quoted);
}

function wordsExpression(text: string, exact: boolean): Expression | undefined {
  const parsed = parseWords(text, exact);
  return parsed.ok ? parsed.expression : undefined;
}

/** Context words in capitals (PS, UMP) are compared with their case, like the abbreviations that they are. */
function isAbbreviation(word: string): boolean {
  return /^\p{Lu}{2,5}$/u.test(word);
}

/** Why an alias cannot be looked for; a part of what is told of it. */
export type AliasProblem = Pick<Said, 'message' | 'values' | 'reason'>;

/** Returns why an alias cannot be looked for, or undefined where it can. */
export function aliasProblem({ text, exact = false, context = [] }: Alias): AliasProblem | undefined {
  const parsed = parseWords(text, exact);
  if (!parsed.ok) {
    const [reason] = parsed.findings;
    if (!(exact && /[*~]$/.test(text))) return { message: reason!.message, reason: reason! };
    const message = 'A beginning (*) or a near spelling (~) cannot keep its case; leave out “exact” or the sign.';
    return { message, values: { case: 'exact' } };
  }
  for (const word of context) {
    const condition = parseWords(word, isAbbreviation(word));
    if (condition.ok) continue;
    const reason = condition.findings[0]!;
    const message = `The context word “${word}” cannot be looked for: ${reason.message}`;
    return { message, values: { case: 'context', word }, reason };
  }
  return undefined;
}

function contextOf(alias: Alias): Expression | undefined {
  const conditions: Expression[] = [];
  const words = (alias.context ?? []).flatMap((word) => wordsExpression(word, isAbbreviation(word)) ?? []);
  if (words.length > 0) conditions.push(words.length === 1 ? words[0]! : { kind: 'or', items: words });
  if (alias.from) conditions.push({ kind: 'date', operator: '>=', day: alias.from });
  if (alias.until) conditions.push({ kind: 'date', operator: '<=', day: alias.until });
  if (conditions.length <= 1) return conditions[0];
  return { kind: 'and', items: conditions } satisfies AndNode;
}

/** Returns the expression of one alias, or undefined where it cannot be looked for; `aliasProblem` says why. */
export function aliasExpression(alias: Alias): Expression | undefined {
  const subject = wordsExpression(alias.text, alias.exact === true);
  const condition = contextOf(alias);
  if (!(subject && condition)) return subject;
  return { kind: 'within', scope: 'document', subject, condition };
}

/** Returns what `@target` stands for: any of its aliases, or its name where it has none. */
export function targetExpression(target: Target): Expression {
  const aliases = target.aliases.length > 0 ? target.aliases : [{ text: target.name }];
  const items = aliases.flatMap((alias) => aliasExpression(alias) ?? []);
  return items.length === 1 ? items[0]! : { kind: 'or', items };
}
