import { expect } from 'vitest';
import { seededNumbers } from '../bench/seeded-numbers.ts';
import { editedCopy, readNews, readSpeeches, stretchesOf } from '../bench/streams.ts';
import { LikenessIndex } from '../src/likeness/likeness-index.ts';
import { signatureOf } from '../src/likeness/signature.ts';
import { STREAMS, withFiles } from './support/real-files.ts';

/** Speeches that the collection holds twice, under two names: what is found of them is right. */
const HELD_TWICE = [
  ['1889-12-03-first-annual-message-0.txt', '1889-12-03-first-annual-message.txt'],
  ['1890-12-01-second-annual-message-0.txt', '1890-12-01-second-annual-message.txt'],
  ['1891-12-09-third-annual-message-0.txt', '1891-12-09-third-annual-message.txt'],
  ['1892-12-06-fourth-annual-message-0.txt', '1892-12-06-fourth-annual-message.txt'],
  ['1893-08-08-message-regarding-economic-crisis.txt', '1893-08-08-special-session-message.txt'],
  ['1895-06-12-declaration-us-neutrality-0.txt', '1895-06-12-declaration-us-neutrality.txt'],
  ['1911-01-26-message-regarding-us-canadian-relations.txt', '1911-01-26-special-message-canadian-reciprocity.txt'],
  ['1916-09-02-speech-acceptance.txt', '1916-09-03-speech-accepting-democratic-nomination.txt'],
  ['1929-07-24-address-kellogg-briand-pact.txt', '1929-07-24-remarks-upon-proclaiming-treaty-renunciation-war.txt'],
  ['1961-04-27-president-and-press-speech-0.txt', '1961-04-27-president-and-press-speech.txt'],
  ['2005-01-20-second-inaugural-address-0.txt', '2005-01-20-second-inaugural-address.txt'],
];

withFiles('streams', 'holds no two different speeches or articles for one, and finds all that are there twice', () => {
  const index = new LikenessIndex<string>();
  const pairs: string[][] = [];
  for (const { id, text } of [...readSpeeches(STREAMS), ...readNews(STREAMS)]) {
    const signature = signatureOf(text);
    for (const found of index.find(signature)) pairs.push([found.id, id].sort());
    index.set(id, signature);
  }
  expect(pairs.sort()).toEqual(HELD_TWICE);
});

withFiles('streams', 'finds edited copies among the candidates', () => {
  const stretches = stretchesOf([...readSpeeches(STREAMS), ...readNews(STREAMS)], 200, 1_000);
  const index = new LikenessIndex<number>();
  stretches.forEach((text, id) => {
    index.set(id, signatureOf(text));
  });
  const below = seededNumbers(20121106);
  const recall = (share: number): number => {
    const found = stretches.filter((text, id) =>
      index.candidates(signatureOf(editedCopy(text, share, below))).includes(id),
    );
    return found.length / stretches.length;
  };
  expect(stretches).toHaveLength(1_000);
  expect(recall(0.05)).toBeGreaterThanOrEqual(0.98);
  expect(recall(0.1)).toBeGreaterThanOrEqual(0.93);
});
