import { describe, expect, it } from 'vitest';
import { GBR } from '../../test/support/cut-request.ts';
import { cutMarkdown } from './cut-markdown.ts';

describe('hostile reports', () => {
  const many = 100_000;
  it.each([
    ['spaces', `(U) a${' '.repeat(many)}b`],
    ['openings of comments', `(U) ${'<!--'.repeat(many)}`],
    ['letters in parentheses', `(U) ${'(A) '.repeat(many)}`],
    ['backticks', `(U) ${'`a'.repeat(many)}`],
    ['references', `(U) a${' [^1]'.repeat(many)}\n\n[^1]: (S//NF) b`],
    ['headings', `${'# (U) a\n'.repeat(many / 10)}(U) b`],
    ['list items', '- (U) a\n'.repeat(many / 10)],
    ['tables', '| (U) a |\n|---|\n| (U) b |\n\n'.repeat(many / 10)],
    ['spaces in a heading', `# (U) a${' '.repeat(many)}#b`],
    ['bars', `|${' (U) a |'.repeat(many / 10)}\n|---|\n| (U) b |`],
  ])('of many %s take no long time', (_name, source) => {
    const start = process.hrtime.bigint();
    cutMarkdown(source, GBR);
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(3000);
  });
});
