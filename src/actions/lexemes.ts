import type { Expression } from '../query/ast.ts';
import type { Wanted } from '../store/wanted.ts';
import { cut } from '../text/cut.ts';
import { fold } from '../text/fold.ts';
import { INFLECTED_LANGUAGES, stemOf } from '../text/inflection.ts';
import { foldedTokens } from '../text/words.ts';

/** What the stem of a word in a language is found by: no word begins with this sign. */
function stemLexeme(stem: string, language: string): string {
  return bounded(`~${language} ${stem}`);
}

/**
 * Returns all by which texts are found: its folded words, and their stems in each language that questions may be in.
 * A stem that is the word itself is not said twice.
 */
export function lexemesOf(...texts: readonly string[]): string[] {
  const spellings = new Set<string>();
  for (const text of texts) cut(text, (start, end) => spellings.add(text.slice(start, end)));
  const lexemes = new Set<string>();
  for (const spelling of spellings) for (const lexeme of lexemesOfWord(spelling)) lexemes.add(lexeme);
  lexemes.delete('');
  let bytes = 0;
  for (const lexeme of lexemes) bytes += Buffer.byteLength(lexeme);
  return bytes > MOST_BYTES ? [TOO_LONG] : [...lexemes];
}

const MEMO_ENTRIES = 65_536;
/** Longer ones come once: they are worked out each time. */
const LONGEST_KEPT = 64;
/** What words are found by, of those met lately: most words of a text are those of others. */
const memo = new Map<string, readonly string[]>();

function lexemesOfWord(spelling: string): readonly string[] {
  const known = memo.get(spelling);
  if (known) return known;
  // A slice would keep the whole text that it was cut from as long as the memo lives.
  const raw = ` ${spelling}`.slice(1);
  const folded = fold(raw);
  const lexemes = [bounded(folded)];
  for (const language of INFLECTED_LANGUAGES) {
    const stem = stemOf(raw, language);
    if (stem !== folded) lexemes.push(stemLexeme(stem, language));
  }
  if (raw.length > LONGEST_KEPT) return lexemes;
  if (memo.size >= MEMO_ENTRIES) memo.clear();
  memo.set(raw, lexemes);
  return lexemes;
}

/** The index holds a megabyte of words for one document, and past that loses them without a word. */
const MOST_BYTES = 900_000;
/** What a document is found by that has more: by every search, for the matcher to look at. No word begins so. */
const TOO_LONG = '~';

/** Returns what a search by an expression looks up: what the expression wants, and what the index could not hold. */
export function searchedFor(expression: Expression, language: string): Wanted {
  return { any: [wantedOf(expression, language), { lexeme: TOO_LONG }] };
}

const ANYTHING: Wanted = { all: [] };

/**
 * Returns what a document must hold in words for the expression to be able to hold: never more than that, so that no
 * match is missed. Conditions that are no words, near spellings and what must not be there say nothing.
 */
function wantedOf(expression: Expression, language: string): Wanted {
  const inner = (part: Expression): Wanted => wantedOf(part, language);
  switch (expression.kind) {
    case 'word': {
      const stem = stemOf(expression.text, language);
      return { any: [{ lexeme: stemLexeme(stem, language) }, { lexeme: bounded(stem) }] };
    }
    case 'phrase':
      return { all: foldedTokens(expression.text).map((word) => ({ lexeme: bounded(word) })) };
    case 'prefix':
      return { lexeme: bounded(foldedTokens(expression.text).join('')), isPrefix: true };
    case 'near':
      return { all: [inner(expression.left), inner(expression.right)] };
    case 'within':
      return { all: [inner(expression.subject), inner(expression.condition)] };
    case 'field':
      return inner(expression.item);
    case 'and':
      return { all: expression.items.map(inner) };
    case 'or':
      return { any: expression.items.map(inner) };
    default:
      return ANYTHING;
  }
}

/** PostgreSQL refuses lexemes of more than 2,046 bytes; a longer word is found by its beginning. */
function bounded(lexeme: string): string {
  return lexeme.slice(0, 256);
}
