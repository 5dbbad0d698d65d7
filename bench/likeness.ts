// Measures finding near-duplicates, and prints one line of JSON.
//   npm run --silent bench:likeness -- --streams DIR [--documents N]
// DIR holds speeches-en, wikinews-fr and csaf. Stretches of 200 words, and a copy of every fourth with 4 % of its words replaced, come in
// one after the other; each is held against all before it. The rival keeps the set of shingles of every document as strings
// and works out the exact resemblance with each, on the same documents in the same process. Beside it, how many of a thousand
// edited copies are found, by the share of words replaced: these figures depend on no machine.
import { parseArgs } from 'node:util';
import { Refusal } from '../src/errors.ts';
import { describeChange } from '../src/likeness/change.ts';
import { LikenessIndex } from '../src/likeness/likeness-index.ts';
import { NEAR_DUPLICATE, signatureOf } from '../src/likeness/signature.ts';
import { foldedTokens } from '../src/text/words.ts';
import { seconds } from './inputs.ts';
import { dayAndMachine } from './machine.ts';
import { seededNumbers } from './seeded-numbers.ts';
import { editedCopy, notesOf, readAdvisories, readNews, readSpeeches, stretchesOf } from './streams.ts';

const WORDS = 200;
const COPIED = 4;
const EDITED = 0.04;

/** A pair of documents, the earlier one first. */
type Pair = `${number} ${number}`;

function findBySignature(documents: readonly string[]): Set<Pair> {
  const index = new LikenessIndex<number>();
  const pairs = new Set<Pair>();
  documents.forEach((text, id) => {
    const signature = signatureOf(text);
    for (const found of index.find(signature)) pairs.add(`${found.id} ${id}`);
    index.set(id, signature);
  });
  return pairs;
}

function findBySets(documents: readonly string[]): Set<Pair> {
  const known: Set<string>[] = [];
  const pairs = new Set<Pair>();
  documents.forEach((text, id) => {
    const words = foldedTokens(text);
    const own = new Set(words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`));
    known.forEach((other, earlier) => {
      let shared = 0;
      for (const shingle of own) if (other.has(shingle)) shared++;
      if (shared / (own.size + other.size - shared) >= NEAR_DUPLICATE) pairs.add(`${earlier} ${id}`);
    });
    known.push(own);
  });
  return pairs;
}

/** Stretches, and behind all of them the edited copies. */
function drawDocuments(streams: string, count: number): string[] {
  const below = seededNumbers(20121106);
  const originals = Math.floor((count * COPIED) / (COPIED + 1));
  const stretches = stretchesOf([...readSpeeches(streams), ...readNews(streams)], WORDS, originals);
  const copied = stretches.filter((_, place) => place % COPIED === 0);
  return [...stretches, ...copied.map((text) => editedCopy(text, EDITED, below))];
}

/** Of a thousand stretches, the share whose copy finds it among the candidates, and as a near-duplicate, by words replaced. */
function recalls(streams: string): Record<string, { candidates: number; near: number }> {
  const stretches = stretchesOf([...readSpeeches(streams), ...readNews(streams)], WORDS, 1_000);
  const index = new LikenessIndex<number>();
  stretches.forEach((text, id) => {
    index.set(id, signatureOf(text));
  });
  const below = seededNumbers(20121106);
  const entries = [0.05, 0.1, 0.15].map((share) => {
    let [candidates, near] = [0, 0];
    stretches.forEach((text, id) => {
      const signature = signatureOf(editedCopy(text, share, below));
      if (index.candidates(signature).includes(id)) candidates++;
      if (index.find(signature).some((found) => found.id === id)) near++;
    });
    return [share, { candidates: candidates / stretches.length, near: near / stretches.length }] as const;
  });
  return Object.fromEntries(entries);
}

/** What advisories say to every reader. */
const NOTICES = /disclaimer|notice|recommended/i;

/** How many advisories resemble an earlier one: texts that are mostly form, with their notices and without. */
function formLetters(streams: string): Record<string, number> {
  const advisories = readAdvisories(streams);
  const alike = (without: RegExp) => {
    const pairs = [...findBySignature(advisories.map((one) => `${one.document.title}\n\n${notesOf(one, without)}`))];
    return new Set(pairs.map((pair) => pair.split(' ')[1])).size;
  };
  return { advisories: advisories.length, alike: alike(/(?!)/), alike_without_notices: alike(NOTICES) };
}

function run(streams: string, count: number): void {
  const documents = drawDocuments(streams, count);
  let [found, exact] = [new Set<Pair>(), new Set<Pair>()];
  findBySignature(documents.slice(0, 500));
  const own = seconds(() => {
    found = findBySignature(documents);
  });
  const signing = seconds(() => {
    for (const text of documents) signatureOf(text);
  });
  const rival = seconds(() => {
    exact = findBySets(documents);
  });
  const whole = documents.join('\n\n');
  const edition = whole.replaceAll(' the war ', ' a war ');
  const changing = seconds(() => {
    describeChange(whole, edition);
  });
  const both = [...found].filter((pair) => exact.has(pair)).length;
  const line = {
    documents: documents.length,
    words_each: WORDS,
    signatures_per_s: Math.round(documents.length / signing),
    documents_per_s: Math.round(documents.length / own),
    rival_documents_per_s: Math.round(documents.length / rival),
    times_rival: Number((rival / own).toFixed(1)),
    pairs: found.size,
    exact_pairs: exact.size,
    in_both: both,
    found_by_share_replaced: recalls(streams),
    forms: formLetters(streams),
    change_megabytes_per_s: Number((whole.length / 1e6 / changing).toFixed(1)),
    ...dayAndMachine(),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const { values } = parseArgs({
  options: { streams: { type: 'string' }, documents: { type: 'string', default: '2000' } },
});
if (!values.streams) throw new Refusal('invalid', 'bench-missing-input', 'Give --streams DIR.');
run(values.streams, Number(values.documents));
