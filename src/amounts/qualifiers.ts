/** How a stated figure bounds the real one. */
export type Qualifier = 'more-than' | 'at-least' | 'less-than' | 'at-most' | 'about';

const before: readonly (readonly [phrases: string, qualifier: Qualifier])[] = [
  [
    'no less than|not less than|at least|a minimum of|minimum of|minimum|au moins|au minimum|pas moins de|minimum de|un minimum de',
    'at-least',
  ],
  [
    'no more than|not more than|up to|as much as|as many as|at most|a maximum of|maximum of|at the most|capped at',
    'at-most',
  ],
  ["jusqu'à|jusqu'a|au plus|au maximum|pas plus de|maximum de|plafonné à|plafonnée à", 'at-most'],
  [
    'more than|in excess of|over|above|exceeding|upwards of|upward of|north of|greater than|well over|topping',
    'more-than',
  ],
  ['plus de|supérieur à|supérieure à|supérieurs à|supérieures à|au-delà de|dépassant|excédant', 'more-than'],
  [
    'less than|under|below|fewer than|lower than|short of|moins de|inférieur à|inférieure à|inférieurs à|inférieures à',
    'less-than',
  ],
  [
    'about|around|some|approximately|approx|approx.|roughly|nearly|almost|an estimated|estimated|close to|circa|c.|just over|just under',
    'about',
  ],
  [
    "près de|environ|quelque|quelques|autour de|à peu près|approximativement|presque|aux alentours de|de l'ordre de|un peu plus de|un peu moins de",
    'about',
  ],
];

const after: readonly (readonly [pattern: RegExp, qualifier: Qualifier])[] = [
  [/^,? (?:or more|and more|or over|at least|ou plus|et plus|au moins|au minimum|minimum)(?!\p{L})/u, 'at-least'],
  [/^,? (?:or less|or under|at most|maximum|ou moins|au plus|au maximum)(?!\p{L})/u, 'at-most'],
  [/^(?:\+|-plus)(?!\p{L})/u, 'at-least'],
  [/^,? (?:or so|environ)(?!\p{L})/u, 'about'],
];

const phrases = new Map(
  before.flatMap(([list, qualifier]) => list.split('|').map((one): [string, Qualifier] => [one, qualifier])),
);
const mostWords = 4;

/**
 * The qualifier in the words right before `start` or right after `end`; the longest phrase wins ("no more than" over
 * "more than"). Undefined where there is none.
 */
export function findQualifier(text: string, start: number, end: number): Qualifier | undefined {
  const left = text
    .slice(Math.max(0, start - 40), start)
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/’/gu, "'");
  // "plus d'un milliard", "près d'1 M€": the elided word is "de"; "more than a $5m plant": the article is not in the way.
  const words = left
    .replace(/ d'$/u, ' de ')
    .replace(/ (?:an?|the|un|une|de) $/u, (found) => (found === ' de ' ? found : ' '))
    .trim()
    .split(' ');
  for (let count = Math.min(mostWords, words.length); count > 0; count--) {
    const tail = words
      .slice(-count)
      .join(' ')
      .replace(/^[("«“]+/u, '');
    const found = phrases.get(tail);
    if (found !== undefined) return found;
  }
  const right = text
    .slice(end, end + 16)
    .toLowerCase()
    .replace(/\s/gu, ' ');
  return after.find(([pattern]) => pattern.test(right))?.[1];
}
