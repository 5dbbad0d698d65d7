import { describe, expect, it } from 'vitest';
import { orderText } from '../../schema/wire/order.ts';
import { orderDiff } from './order-diff.ts';
import { wordDiff } from './word-diff.ts';

const question = { letter: 'A', wording: 'What is planned?', expressions: [{ language: 'en', source: 'port' }] };
const order = orderText.parse({
  ...{ id: 'a', title: 'Growth', purpose: 'p', priority: 3, window: {}, marking: 'U', disciplines: ['open-web'] },
  questions: [question],
});

describe('what changed between two versions', () => {
  it('is nothing where nothing did', () => {
    expect(orderDiff(order, structuredClone(order))).toEqual([]);
  });

  it('is told by part, question and language', () => {
    const expressions = [...question.expressions, { language: 'fr', source: 'port' }];
    const after = {
      ...order,
      ...{ title: 'Decline', window: { until: 'unknown' } },
      questions: [
        { ...question, wording: 'What else?', expressions },
        { ...question, letter: 'B' },
      ],
    };
    expect(orderDiff(order, after)).toEqual([
      { part: 'title', before: 'Growth', after: 'Decline' },
      { part: 'window', before: '… – …', after: '… – unknown' },
      { part: 'wording', letter: 'A', before: 'What is planned?', after: 'What else?' },
      { part: 'expression', letter: 'A', language: 'fr', before: '', after: 'port' },
      { part: 'wording', letter: 'B', before: '', after: 'What is planned?' },
      { part: 'expression', letter: 'B', language: 'en', before: '', after: 'port' },
    ]);
    expect(orderDiff(after, order)).toContainEqual({
      part: 'wording',
      letter: 'B',
      before: 'What is planned?',
      after: '',
    });
  });
});

describe('a diff by words', () => {
  const told = (before: string, after: string) => wordDiff(before, after).map(({ kind, text }) => `${kind[0]}:${text}`);

  it('keeps what stayed', () => {
    expect(told('the port grows', 'the old port grows')).toEqual(['s:the ', 'a:old ', 's:port grows']);
    expect(told('a b c', 'a x c')).toEqual(['s:a ', 'r:b', 'a:x', 's: c']);
    expect(told('', 'new')).toEqual(['a:new']);
    expect(told('same', 'same')).toEqual(['s:same']);
  });

  it('gives both texts back, whatever they are', () => {
    for (const [before, after] of [
      ['a-b c  d', 'd c b-a'],
      ['x'.repeat(10), ''],
      ['w '.repeat(1500), 'v '.repeat(1500)],
    ] as const) {
      const pieces = wordDiff(before, after);
      const without = (kind: string) =>
        pieces
          .filter((one) => one.kind !== kind)
          .map(({ text }) => text)
          .join('');
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }
  });
});
