import { foldKeepingCase } from '../text/fold.ts';
import { type Word, wordsOf } from '../text/words.ts';

/** What stands in the place of a name. */
export const ERASED = '[erased]';

/** One way somebody is named: words in a row, compared as questions compare them. */
export interface PersonName {
  readonly words: readonly string[];
  /** The case must be the same, as in an alias that says so: who is named May leaves the month alone. */
  readonly exact: boolean;
  /** The last word may go on, as in an alias that ends in `*`. */
  readonly goesOn: boolean;
}

/** Where somebody is named: the keys that lead there, joined by `/`, and the whole text. */
export interface NamedPlace {
  readonly path: string;
  readonly text: string;
}

/** Markings, words that are ours and name nobody, and by which name another target is cited: that is its own affair. */
const NEVER_NAMES = new Set(
  'scheme marking needToKnow target letter language state status kind disciplines date neededBy'.split(' '),
);

/** Returns the name that a text is; nothing where it holds no word. */
export function personName(text: string, exact = false): PersonName | undefined {
  const words = wordsOf(text).map((word) => form(word, exact));
  return words.length === 0 ? undefined : { words, exact, goesOn: text.endsWith('*') };
}

/** Returns whether a text names the person. */
export function isNamed(text: string, names: readonly PersonName[]): boolean {
  return withoutNames(text, names) !== text;
}

/** Returns the text with `[erased]` for each name; of names that begin at one word, the longest. */
export function withoutNames(text: string, names: readonly PersonName[]): string {
  const words = wordsOf(text);
  let erased = '';
  let copied = 0;
  for (let at = 0; at < words.length; ) {
    const length = longestAt(words, at, names);
    if (length > 0) {
      erased += text.slice(copied, words[at]!.start) + ERASED;
      copied = words[at + length - 1]!.end;
    }
    at += Math.max(1, length);
  }
  return erased + text.slice(copied);
}

function longestAt(words: readonly Word[], at: number, names: readonly PersonName[]): number {
  const lengths = names.filter((name) => stands(words, at, name)).map((name) => name.words.length);
  return Math.max(0, ...lengths);
}

function stands(words: readonly Word[], at: number, { words: named, exact, goesOn }: PersonName): boolean {
  return named.every((wanted, place) => {
    const word = words[at + place];
    if (!word) return false;
    const found = form(word, exact);
    return goesOn && place === named.length - 1 ? found.startsWith(wanted) : found === wanted;
  });
}

function form({ raw, folded }: Word, exact: boolean): string {
  return exact ? foldKeepingCase(raw) : folded;
}

/** Returns a value of JSON with `[erased]` for each name in its texts. */
export function valueWithoutNames<T>(value: T, names: readonly PersonName[]): T {
  return mapTexts(value, (text) => withoutNames(text, names)) as T;
}

/** Returns where a value of JSON names the person. */
export function namedPlaces(value: unknown, names: readonly PersonName[]): NamedPlace[] {
  const places: NamedPlace[] = [];
  mapTexts(value, (text, path) => {
    if (isNamed(text, names)) places.push({ path: path.join('/'), text });
    return text;
  });
  return places;
}

function mapTexts(
  value: unknown,
  map: (text: string, path: readonly string[]) => string,
  path: string[] = [],
): unknown {
  if (typeof value === 'string') return map(value, path);
  if (Array.isArray(value)) return value.map((item, index) => mapTexts(item, map, [...path, String(index)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      NEVER_NAMES.has(key) ? part : mapTexts(part, map, [...path, key]),
    ]),
  );
}
