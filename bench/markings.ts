// Measures reading and rolling up of markings, and prints one line of JSON.
//   npm run --silent bench:markings [-- --documents N]
// Markings are drawn by a seeded generator from the public register. Each way is held beside a plain rival on the same
// input in the same process, and the two must agree: reading beside the same reader with its names in lists that are
// looked through one after the other; rolling up beside a roll-up that reads each portion anew and joins every one.
import { parseArgs } from 'node:util';
import { isValid } from '../src/markings/finding.ts';
import type { CapcoMark } from '../src/markings/schemes/us-capco/mark.ts';
import { printMark } from '../src/markings/schemes/us-capco/print.ts';
import { readMark } from '../src/markings/schemes/us-capco/read.ts';
import { renderState } from '../src/markings/schemes/us-capco/render.ts';
import { joinStates, NOTHING, stateOf } from '../src/markings/schemes/us-capco/state.ts';
import { Vocabulary } from '../src/markings/schemes/us-capco/vocabulary.ts';
import { usCapco } from '../src/markings/standard-schemes.ts';
import { seconds } from './inputs.ts';
import { dayAndMachine } from './machine.ts';
import { seededNumbers } from './seeded-numbers.ts';

const ROUNDS = 5;
const PORTIONS = 20;
const COUNTRIES = [
  'AUS',
  'BEL',
  'CAN',
  'DEU',
  'DNK',
  'ESP',
  'FRA',
  'GBR',
  'ITA',
  'JPN',
  'KOR',
  'NLD',
  'NOR',
  'NZL',
  'POL',
  'SWE',
];

/** Draws markings as documents carry them: most short, some with systems, lists and controls, few wrong. */
function drawMarkings(count: number, seed: number): string[] {
  const below = seededNumbers(seed);
  const pick = (...options: readonly string[]): string => options[below(options.length)]!;
  const list = (most: number): string => {
    const codes = Array.from({ length: 1 + below(most) }, () => pick(...COUNTRIES));
    return [...new Set(codes)].sort().join(', ');
  };
  return Array.from({ length: count }, () => {
    const level = pick('U', 'U', 'C', 'S', 'S', 'S', 'TS');
    if (level === 'U') return pick('U', 'U//FOUO', `U//REL TO USA, ${list(5)}`, 'U//LES', 'U//SBU-NF', 'U//SSI');
    const systems =
      level === 'C' ? '' : pick('', '', '', 'SI', 'TK', 'SI/TK', `SAR-BP`, level === 'TS' ? 'SI-G ABCD/TK' : 'SI');
    const foreign = pick('', '', '', '', 'FGI DEU', `FGI ${list(2).replaceAll(', ', ' ')}`);
    const needs = systems.includes('SI-G') ? 'OC/' : '';
    const release = pick(
      'NF',
      'NF',
      `REL TO USA, ${list(6)}`,
      'REL TO USA, FVEY',
      `REL TO USA, ${list(3)}, NATO`,
      `DISPLAY ONLY ${list(4)}`,
    );
    const broken = below(50) === 0 ? pick('/RELIDO', '//XD', '/FOUO') : '';
    return [level, systems, foreign, `${needs}${release}${broken}`].filter((part) => part !== '').join('//');
  });
}

/** Returns the seconds of the best of several rounds. */
function best(work: () => void): number {
  return Math.min(...Array.from({ length: ROUNDS }, () => seconds(work)));
}

/** The same vocabulary with every table as a list that is looked through. */
function plainVocabulary(): Vocabulary {
  const plain = new Vocabulary(usCapco.vocabulary.register);
  const listed = <Key, Value>(map: ReadonlyMap<Key, Value>): { get: (key: Key) => Value | undefined } => {
    const entries = [...map];
    return { get: (key) => entries.find(([known]) => known === key)?.[1] };
  };
  for (const table of ['names', 'levelNames', 'controls', 'systemIds', 'systems', 'order', 'rank', 'groups'] as const) {
    const { get } = listed(plain[table] as ReadonlyMap<string, unknown>);
    (plain[table] as { get: (key: string) => unknown }).get = get;
  }
  return plain;
}

/** A sum that differs where any answer does. */
function readAll(vocabulary: Vocabulary, markings: readonly string[]): number {
  let valid = 0;
  for (const text of markings) {
    const { mark, findings } = readMark(vocabulary, text, 'portion');
    if (mark && isValid(findings)) valid++;
  }
  return valid;
}

function run(count: number): void {
  const { vocabulary } = usCapco;
  const markings = drawMarkings(200_000, 20121106);
  const different = new Set(markings).size;
  const plain = plainVocabulary();
  const sample = markings.slice(0, 20_000);
  if (readAll(plain, sample) !== readAll(vocabulary, sample)) throw new Error('The two readers do not agree.');
  let valid = 0;
  const reading = best(() => {
    valid = readAll(vocabulary, markings);
  });
  const plainReading = best(() => void readAll(plain, sample));

  const marks = markings.map((text) => readMark(vocabulary, text, 'portion').mark).filter((mark) => mark !== undefined);
  const documents = Array.from({ length: count }, (_, index) =>
    marks.slice(index % (marks.length - PORTIONS), (index % (marks.length - PORTIONS)) + PORTIONS),
  );
  const banners: string[] = [];
  const rolling = best(() => {
    documents.forEach((portions, index) => {
      banners[index] = usCapco.print(usCapco.render(usCapco.rollUp(portions).state), 'banner');
    });
  });
  const fewer = documents
    .slice(0, 2_000)
    .map((portions) => portions.map((mark) => printMark(vocabulary, mark, 'portion')));
  const plainRolling = best(() => {
    fewer.forEach((texts, index) => {
      const states = texts.map((text) => stateOf(vocabulary, readMark(vocabulary, text, 'portion').mark as CapcoMark));
      const banner = printMark(vocabulary, renderState(vocabulary, states.reduce(joinStates, NOTHING)), 'banner');
      if (banner !== banners[index]) throw new Error(`The two roll-ups do not agree: ${banner}, ${banners[index]}`);
    });
  });
  const read = markings.length / reading;
  const rolled = documents.length / rolling;
  const line = {
    markings: markings.length,
    different,
    valid,
    read_and_checked_per_s: Math.round(read),
    times_plain_reader: Number((read / (sample.length / plainReading)).toFixed(2)),
    documents: documents.length,
    portions_each: PORTIONS,
    rolled_up_with_reasons_per_s: Math.round(rolled),
    times_plain_roll_up: Number((rolled / (fewer.length / plainRolling)).toFixed(2)),
    ...dayAndMachine(),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const { values } = parseArgs({ options: { documents: { type: 'string', default: '20000' } } });
run(Number(values.documents));
