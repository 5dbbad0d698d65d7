import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect } from 'vitest';
import { itemsOf, overlap, withFiles } from '../../test/support/real-files.ts';
import { decodeText } from './decode-text.ts';
import { isExtractProblem } from './extract-problem.ts';

const AS_MAIL = { mediaType: 'message/rfc822' };
/** Share of the words of a mail from which on it counts as read; a word or two are spelled otherwise. */
const READ = 0.98;

describe('real mail', () => {
  withFiles('mail', 'gives a document or a problem for each file, whatever it holds', async (paths) => {
    expect(paths).toHaveLength(591);
    for (const path of paths) {
      const items = await itemsOf(path, AS_MAIL);
      expect(items.length, path).toBeGreaterThan(0);
      for (const item of items) expect(isExtractProblem(item) ? item.code : item.id).toMatch(/./);
    }
  });

  withFiles('mail/mime4j', 'holds the words and the attachments that were taken apart by hand', async (paths) => {
    const messages = paths.filter((path) => path.endsWith('.msg'));
    expect(messages).toHaveLength(80);
    let read = 0;
    let counted = 0;
    for (const path of messages) {
      const { words, binaries } = truthOf(path);
      const items = await itemsOf(path, AS_MAIL);
      const got = items.map((item) => (isExtractProblem(item) ? '' : `${item.title}\n${item.text}\n${item.byline}`));
      if (words === '' || overlap(got.join('\n'), words).recall >= READ) read++;
      if (items.filter((item) => isExtractProblem(item) && item.path.includes('#')).length === binaries) counted++;
    }
    process.stdout.write(`mime4j: the words of ${read} and the binary parts of ${counted} of 80 messages\n`);
    expect(read).toBeGreaterThanOrEqual(70);
    expect(counted).toBeGreaterThanOrEqual(77);
  });
});

/** The parts beside a message, as its authors decoded them: the words of those that are text, the number of the others. */
function truthOf(path: string): { words: string; binaries: number } {
  const folder = dirname(path);
  const begins = `${basename(path, '.msg')}_decoded_`;
  const parts = readdirSync(folder).filter((name) => name.startsWith(begins) && /_decoded_[\d_]+\.\w+$/.test(name));
  const texts = parts.filter((name) => name.endsWith('.txt'));
  const words = texts.map((name) => decodeText(readFileSync(`${folder}/${name}`)).replace(/<[^>]*>/g, ' '));
  return { words: words.join('\n'), binaries: parts.filter((name) => name.endsWith('.bin')).length };
}
