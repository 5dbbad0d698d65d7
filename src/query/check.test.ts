import { describe, expect, it } from 'vitest';
import type { Expression } from './ast.ts';
import { check, requiresSomething } from './check.ts';
import { parse } from './parse.ts';

function read(source: string): Expression {
  const parsed = parse(source);
  if (!parsed.ok) throw new Error(parsed.findings[0]?.message);
  return parsed.expression;
}

const lookup = (name: string): Expression | undefined => (name === 'ps' ? { kind: 'word', text: 'ps' } : undefined);

describe('check', () => {
  it.each([
    ['growth AND @ps', 'en', []],
    ['growth AND @nobody', 'en', [['query-unknown-target', 11, 18]]],
    [
      '@x OR @y',
      'en',
      [
        ['query-unknown-target', 0, 2],
        ['query-unknown-target', 6, 8],
      ],
    ],
    ['NOT @ps', 'en', [['query-nothing-required', 0, 7]]],
    ['"Wachstum" AND Krise', 'de', [['query-no-inflection', 15, 20]]],
    ['"Wachstum"', 'de', []],
  ])('of %s in %s', (source, language, found) => {
    const findings = check(read(source), { language, lookup });
    expect(findings.map(({ code, span }) => [code, span.start, span.end])).toEqual(found);
  });

  it('only warns where inflected forms are not known', () => {
    expect(check(read('Krise'), { language: 'de', lookup })[0]?.severity).toBe('warning');
  });
});

describe('requiresSomething', () => {
  it.each([
    'a',
    'a AND NOT b',
    'a OR lang:fr',
    'date < 2012',
    'amount > 1 EUR',
    'NOT (NOT a OR NOT b)',
    'NOT NOT a',
    'title:(a AND NOT b)',
    '(NOT a) IN SENTENCE WITH b',
  ])('is true of %s', (source) => {
    expect(requiresSomething(read(source))).toBe(true);
  });

  it.each([
    'NOT a',
    'a OR NOT b',
    'NOT (a AND b)',
    'title:(NOT a)',
    'NOT lang:fr',
    'NOT a AND NOT b',
    '(NOT a) IN SENTENCE WITH (NOT b)',
    'NOT a NEAR/3 b',
  ])('is false of %s', (source) => {
    expect(requiresSomething(read(source))).toBe(false);
  });
});
