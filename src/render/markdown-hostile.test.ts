import { expect, it } from 'vitest';
import type { IssuedCopy } from '../domain/copy.ts';
import { copyAsMarkdown } from './copy-markdown.ts';

const LENGTH = 200_000;
const SHAPES: Readonly<Record<string, string>> = {
  'spaces before a word': `${' '.repeat(LENGTH)}x`,
  'spaces between words': `x${' '.repeat(LENGTH)}x`,
  'capitals and a small letter in brackets': `(${'A'.repeat(LENGTH)}a)`,
  'empty lines': `x${'\n'.repeat(LENGTH)}x`,
  'signs that are not seen': `${'\u200b'.repeat(LENGTH)}x`,
  slashes: 'A /'.repeat(LENGTH / 2),
};

const issued = (...content: readonly { readonly text: string; readonly link?: string }[]): IssuedCopy => ({
  id: '01912b4c-0000-7000-8000-000000000000',
  releasedAt: 0,
  state: 'current',
  copy: {
    scheme: 'us-capco',
    language: 'en',
    banner: 'UNCLASSIFIED',
    notice: null,
    title: null,
    saysCut: false,
    portions: [
      { kind: 'paragraph', mark: 'U', content: content.map((one) => ({ kind: 'text', ...one })), answers: [] },
    ],
    sources: [],
  },
});

it.each(Object.entries(SHAPES))('Markdown of %s takes no more than its length', (_name, text) => {
  const begun = performance.now();
  for (const more of [{}, { strong: true, emphasis: true }, { link: 'https://example.org/' }]) {
    expect(copyAsMarkdown(issued({ text, ...more }))).toContain('UNCLASSIFIED');
  }
  expect(performance.now() - begun).toBeLessThan(5000);
});

it('Markdown of many links behind one parenthesis takes no more than its length', () => {
  const links = Array.from({ length: LENGTH / 4 }, () => ({ text: 'a word ', link: 'https://example.org/' }));
  const begun = performance.now();
  expect(copyAsMarkdown(issued({ text: '(' }, ...links))).toContain('UNCLASSIFIED');
  expect(performance.now() - begun).toBeLessThan(5000);
});
