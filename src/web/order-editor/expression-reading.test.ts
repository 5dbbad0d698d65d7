import { describe, expect, it } from 'vitest';
import { completed, completionAt, expressionFindings } from './expression-reading.ts';

const TARGETS = [
  { name: 'hollande', title: 'François Hollande' },
  { name: 'ps', title: 'Parti socialiste' },
  { name: 'holland', title: 'Holland' },
];

function codes(source: string, targets: typeof TARGETS | undefined = TARGETS, language = 'en'): string[] {
  return expressionFindings(source, { language, targets }).map(({ code }) => code);
}

describe('what is wrong in an expression', () => {
  it.each([
    ['growth AND', ['query-unfinished']],
    ['growth AND "euro zone"', []],
    ['@hollande AND growth', []],
    ['@nobody', ['query-unknown-target']],
    ['NOT growth', ['query-nothing-required']],
    ['@ps', []],
  ])('%s', (source, expected) => {
    expect(codes(source)).toEqual(expected);
  });

  it('takes every target for known until the targets are there', () => {
    expect(expressionFindings('@nobody', { language: 'en', targets: undefined })).toEqual([]);
  });

  it('says where, and warns of a language whose forms are not known', () => {
    expect(expressionFindings('a AND (b', { language: 'en', targets: [] })[0]!.span).toEqual({ start: 6, end: 7 });
    expect(codes('growth', TARGETS, 'xx')).toEqual(['query-no-inflection']);
  });
});

describe('completion', () => {
  const at = (source: string, asks = false) => completionAt(source, source.length, { targets: TARGETS, asks });
  const texts = (source: string, asks = false) => at(source, asks)?.options.map(({ text }) => text);

  it('offers targets behind an @: those that begin so, then those whose title says it', () => {
    expect(texts('growth AND @hol')).toEqual(['@hollande', '@holland']);
    expect(texts('@SOCIAL')).toEqual(['@ps']);
    expect(texts('@franc')).toEqual(['@hollande']);
    expect(texts('@')).toHaveLength(3);
    expect(texts('@zzz')).toBeUndefined();
  });

  it('offers operators where one was begun, or where somebody asks', () => {
    expect(texts('growth ne')).toEqual(['NEAR/8']);
    expect(texts('growth a')).toBeUndefined();
    expect(texts('growth ', true)).toContain('IN SENTENCE WITH');
    expect(texts('growth')).toBeUndefined();
  });

  it('offers nothing within quotation marks, nor what is there already', () => {
    expect(texts('"the @hol')).toBeUndefined();
    expect(texts('a AND')).toBeUndefined();
  });

  it('puts an option in place of what was begun, ready for what follows', () => {
    const source = 'growth ne x';
    const { start } = completionAt(source, 9, { targets: [], asks: false })!;
    expect(completed(source, 9, { start, text: 'NEAR/8' })).toEqual({ source: 'growth NEAR/8 x', caret: 13 });
    expect(completed('@ho', 3, { start: 0, text: '@hollande' })).toEqual({ source: '@hollande ', caret: 10 });
    expect(completed('ti', 2, { start: 0, text: 'title:' })).toEqual({ source: 'title:', caret: 6 });
  });
});
