import { expect, it } from 'vitest';
import { clientInWords } from './client-in-words.ts';

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36 Edg/150.0',
    'Edge – Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox – Linux'],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Mobile Safari/537.36',
    'Chrome – Android',
  ],
  ['curl/8.1', 'curl/8.1'],
  ['', ''],
])('%s is %s', (said, words) => {
  expect(clientInWords(said)).toBe(words);
});
