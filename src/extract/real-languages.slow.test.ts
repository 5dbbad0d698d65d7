import { eld } from 'eld/extrasmall';
import { describe, expect } from 'vitest';
import { itemsOf, withFiles } from '../../test/support/real-files.ts';
import type { Document } from '../domain/document.ts';
import { detectLanguage } from './detect-language.ts';
import { isExtractProblem } from './extract-problem.ts';

interface Judged {
  right: number;
  wrong: number;
  unknown: number;
}

type Detect = (text: string) => Promise<string | undefined> | string | undefined;

async function documentsIn(paths: readonly string[]): Promise<Document[]> {
  const documents: Document[] = [];
  for (const path of paths)
    documents.push(...(await itemsOf(path)).filter((one): one is Document => !isExtractProblem(one)));
  return documents;
}

/** Three pieces of each text of so many characters, from places that are the same each time; the whole text for none. */
function piecesOf(texts: readonly string[], length: number | undefined): string[] {
  if (length === undefined) return [...texts];
  return texts.flatMap((text, index) =>
    [0, 1, 2].flatMap((part) => {
      const share = ((index * 7919 + part * 104_729) % 997) / 997;
      const at = Math.floor(share * Math.max(0, text.length - length));
      return text.length < length ? [] : [text.slice(at, at + length)];
    }),
  );
}

async function judged(pieces: readonly string[], language: string, detect: Detect): Promise<Judged> {
  const result: Judged = { right: 0, wrong: 0, unknown: 0 };
  for (const piece of pieces) {
    const found = await detect(piece);
    result[found === language ? 'right' : found ? 'wrong' : 'unknown']++;
  }
  return result;
}

const whole = ({ title, text }: Document) => `${title}\n${text}`;
/** The detector by itself, asked once. */
const once: Detect = (text) => eld.detect(text).language;
const wrongShare = ({ right, wrong }: Judged) => wrong / Math.max(1, right + wrong);

/** Every third of many. */
const someOf = (paths: readonly string[]) => paths.filter((_path, index) => index % 3 === 0);

/** Holds the figures of docs/benchmarks.md. */
async function hold(language: string, paths: readonly string[]): Promise<void> {
  const texts = (await documentsIn(paths)).map(whole);
  for (const length of [120, 400, undefined]) {
    const pieces = piecesOf(texts, length);
    const [ours, rival] = [await judged(pieces, language, detectLanguage), await judged(pieces, language, once)];
    expect(ours.wrong).toBeLessThanOrEqual(rival.wrong);
    expect(wrongShare(ours)).toBeLessThan(0.002);
    // Below, some pieces are too short once figures are left out of them.
    if (length !== 120) expect(ours.right / pieces.length).toBeGreaterThan(0.97);
  }
}

describe('the language of real texts', () => {
  withFiles('streams/speeches-en', 'is English in speeches', (paths) => hold('en', someOf(paths)));
  withFiles('streams/assemblee-fr', 'is French in debates', (paths) => hold('fr', paths));
  withFiles('streams/wikinews-fr', 'is French in news', (paths) => hold('fr', paths));
  withFiles('streams/csaf', 'is English in advisories', (paths) => hold('en', paths));

  withFiles('pages/readability', 'is the one that a page states, or unknown', async (paths) => {
    const pages = await documentsIn(paths.filter((path) => path.endsWith('/source.html')));
    const stated = pages.filter(({ lang }) => lang !== undefined);
    const found = await Promise.all(stated.map((page) => detectLanguage(whole(page))));
    const wrong = stated.filter(({ lang }, at) => found[at] !== undefined && found[at] !== lang);
    expect(found.filter((one) => one !== undefined).length / stated.length).toBeGreaterThan(0.9);
    expect(wrong.map(({ id, lang }) => `${id} ${lang}`)).toEqual([]);
  });
});
