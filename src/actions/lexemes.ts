import { isInflected, stemOf } from '../text/inflection.ts';
import { wordsOf } from '../text/words.ts';

/** What words and the stems of a language are found by: no word begins with this sign. */
function stemLexeme(word: string, language: string): string {
  return `~${language} ${stemOf(word, language)}`;
}

/** Returns all by which a text is found: its folded words, and their stems where its language is known. */
export function lexemesOf(text: string, language: string | undefined): string[] {
  const lexemes = new Set<string>();
  for (const { raw, folded } of wordsOf(text)) {
    lexemes.add(storable(folded));
    if (language !== undefined && isInflected(language)) lexemes.add(storable(stemLexeme(raw, language)));
  }
  lexemes.delete('');
  return [...lexemes];
}

/** Returns what a document must hold for each word that is looked for; with a language, in any of its forms. */
export function wantedLexemes(words: string, language: string | undefined): string[] {
  const byStem = language !== undefined && isInflected(language);
  const wanted = wordsOf(words).map(({ raw, folded }) => (byStem ? stemLexeme(raw, language) : folded));
  return [...new Set(wanted.map(storable))].filter((lexeme) => lexeme !== '');
}

/** PostgreSQL refuses lexemes of more than 2,046 bytes; nobody looks for such a word. */
function storable(lexeme: string): string {
  return lexeme.slice(0, 256);
}
