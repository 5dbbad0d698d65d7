import { JOINER, WORD } from '../text/characters.ts';
import { characterClass } from '../text/cut.ts';
import type { Span } from '../text/sentences.ts';

export type LexemeKind =
  | 'word'
  | 'quoted'
  | 'open'
  | 'close'
  | 'colon'
  | 'comparison'
  | 'and'
  | 'or'
  | 'not'
  | 'near'
  | 'before'
  | 'in'
  | 'sentence'
  | 'document'
  | 'with'
  | 'target'
  | 'unclosed'
  | 'stray'
  | 'end';

/** One piece of an expression. `text` is what it says: for a quotation, what stands between the quotes. */
export interface Lexeme {
  readonly kind: LexemeKind;
  readonly text: string;
  readonly span: Span;
}

/** Opening quotation marks and what closes them; „ is closed by “ in German and by ” in Polish. */
const CLOSING: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“”', '«': '»', '”': '”' };
const OPERATORS: Readonly<Record<string, LexemeKind>> = {
  AND: 'and',
  OR: 'or',
  NOT: 'not',
  IN: 'in',
  SENTENCE: 'sentence',
  DOCUMENT: 'document',
  WITH: 'with',
};
const PUNCTUATION: Readonly<Record<string, LexemeKind>> = { '(': 'open', ')': 'close', ':': 'colon' };
const PROXIMITY = /^(NEAR|BEFORE)(?:\/(.*))?$/;
// What may stand inside a bare word beside letters and digits: Strauss-Kahn, l'euro, U.S., AT&T, 1,5bn, elect*, word~.
const INSIDE_WORD = /['’ʼ.\-‐‑&*~/+,_]/;

function isWordCharacter(source: string, index: number): boolean {
  const found = characterClass(source, index);
  return found === WORD || found === JOINER || INSIDE_WORD.test(source[index]!);
}

function quotation(source: string, start: number): Lexeme {
  const closing = CLOSING[source[start]!]!;
  let end = start + 1;
  while (end < source.length && !closing.includes(source[end]!)) end++;
  if (end === source.length)
    return { kind: 'unclosed', text: source.slice(start), span: { start, end: source.length } };
  return { kind: 'quoted', text: source.slice(start + 1, end), span: { start, end: end + 1 } };
}

function wordAt(source: string, start: number): Lexeme {
  let end = start + 1;
  while (end < source.length && isWordCharacter(source, end)) end++;
  const text = source.slice(start, end);
  const span = { start, end };
  if (Object.hasOwn(OPERATORS, text)) return { kind: OPERATORS[text]!, text, span };
  const proximity = PROXIMITY.exec(text);
  if (proximity) return { kind: proximity[1] === 'NEAR' ? 'near' : 'before', text: proximity[2] ?? '', span };
  return { kind: 'word', text, span };
}

function lexemeAt(source: string, start: number): Lexeme {
  const character = source[start]!;
  if (Object.hasOwn(PUNCTUATION, character)) {
    return { kind: PUNCTUATION[character]!, text: character, span: { start, end: start + 1 } };
  }
  if (Object.hasOwn(CLOSING, character)) return quotation(source, start);
  const comparison = /^(?:[<>]=?|=|≥|≤)/.exec(source.slice(start, start + 2))?.[0];
  if (comparison) return { kind: 'comparison', text: comparison, span: { start, end: start + comparison.length } };
  if (character === '@') {
    const name = /^@[\p{L}\p{N}](?:[\p{L}\p{N}_-]*)/u.exec(source.slice(start, start + 200))?.[0];
    if (name) return { kind: 'target', text: name.slice(1), span: { start, end: start + name.length } };
  }
  if (isWordCharacter(source, start)) return wordAt(source, start);
  const width = source.codePointAt(start)! > 0xffff ? 2 : 1;
  return { kind: 'stray', text: source.slice(start, start + width), span: { start, end: start + width } };
}

/** Returns the lexemes of `source`, ending with one of kind `end`. What is no part of the language is `stray`. */
export function lex(source: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let index = 0;
  while (index < source.length) {
    if (/\s/.test(source[index]!)) {
      index++;
      continue;
    }
    const lexeme = lexemeAt(source, index);
    lexemes.push(lexeme);
    index = lexeme.span.end;
  }
  lexemes.push({ kind: 'end', text: '', span: { start: source.length, end: source.length } });
  return lexemes;
}
