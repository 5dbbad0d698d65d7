/** Letters that no Unicode decomposition opens, and what a reader types for them. */
const SPELT_OUT: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ς: 'σ',
  Æ: 'AE',
  Œ: 'OE',
  ẞ: 'SS',
  Ø: 'O',
  Đ: 'D',
  Ł: 'L',
  Ð: 'D',
  Þ: 'TH',
  Ħ: 'H',
  Ŧ: 'T',
};
const SPELT_OUT_LETTERS = new RegExp(`[${Object.keys(SPELT_OUT).join('')}]`, 'g');
const NOT_ASCII = /[^\0-\x7f]/;
// Diacritics of the European scripts, Hebrew points and Arabic vowel signs: what a reader leaves out when typing.
// The vowel signs of Indic scripts and the voicing marks of kana tell words apart, and stay.
const DIACRITIC =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: single marks are meant, as units.
  /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;
// What a compatibility form leaves beside letters and digits (the dot of "ŀ") is no part of a word.
const NOT_WORD = /[^\p{L}\p{Nd}\p{M}]/gu;

function open(token: string): string {
  const opened = token
    .normalize('NFKD')
    .replace(DIACRITIC, '')
    .replace(NOT_WORD, '')
    .replace(SPELT_OUT_LETTERS, (letter) => SPELT_OUT[letter]!)
    .normalize('NFC');
  return opened || token.normalize('NFC');
}

/**
 * Returns the form under which a token is compared: lower case, no diacritics, ligatures opened
 * (œ → oe), compatibility forms replaced (ﬁ → fi, ² → 2). Folding twice changes nothing.
 */
export function fold(token: string): string {
  if (!NOT_ASCII.test(token)) return token.toLowerCase();
  return open(open(token).toLowerCase());
}

/** As `fold`, but the case is kept: the form under which `=PS` is compared. */
export function foldKeepingCase(token: string): string {
  return NOT_ASCII.test(token) ? open(open(token)) : token;
}

const INVISIBLE = /\p{Cf}/gu;

/** Returns the composed lower-case form with its diacritics: what a stemmer reads. */
export function lowerCased(token: string): string {
  if (!NOT_ASCII.test(token)) return token.toLowerCase();
  return token.normalize('NFKC').replace(INVISIBLE, '').toLowerCase().normalize('NFC');
}
