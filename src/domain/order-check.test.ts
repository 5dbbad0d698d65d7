import { describe, expect, it } from 'vitest';
import { writtenOrder } from '../../test/support/desk.ts';
import { parse } from '../query/parse.ts';
import { checkedOrder } from './order-check.ts';

const { order } = writtenOrder('harbour', 'U');
const question = order.questions[0]!;
const target = { letter: 'A', target: 'mayor', marking: 'U' };
const many = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Returns the code with which the order is refused; `undefined` where it is not. */
function refused(changed: object): unknown {
  try {
    checkedOrder({ ...order, ...changed });
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

const asking = (changed: object) => ({ questions: [{ ...question, ...changed }] });

describe('an order as it is written', () => {
  it.each([
    {},
    { window: { from: '2026-01-01', until: 'unknown' }, events: [{ date: '2026-02-28', title: 'vote' }] },
    { targets: [target], questions: [{ ...question, letter: 'AB12', neededBy: '2026-03-01' }] },
    asking({ threshold: { amount: '200M USD' }, expressions: [{ language: 'en', source: 'port' }] }),
    asking({ wording: 'x'.repeat(10_000) }),
  ])('is taken as it is: %#', (changed) => {
    expect(refused(changed)).toBeUndefined();
  });

  it.each([
    ['order-name', { id: 'a b' }],
    ['order-disciplines', { disciplines: ['torture'] }],
    ['order-disciplines', { disciplines: [] }],
    ['order-disciplines', { disciplines: ['people', 'people'] }],
    ['order-priority', { priority: 0 }],
    ['order-priority', { priority: 2.5 }],
    ['order-priority', { priority: '1' }],
    ['order-replay', { replay: 'no' }],
    ['order-sensitive-category', { sensitive: ['wealth'] }],
    ['order-day', { window: { until: '2' } }],
    ['order-day', { window: { from: '2026-02-30' } }],
    ['order-day', { window: { from: 'unknown' } }],
    ['order-day', { events: [{ date: '2026', title: 'vote' }] }],
    ['order-day', asking({ neededBy: 'soon' })],
    ['order-window-reversed', { window: { from: '2026-02-02', until: '2026-02-01' } }],
    ['order-double-letter', { questions: [question, question] }],
    ['order-double-letter', { targets: [target, { ...target, target: 'port' }] }],
    ['order-letter', asking({ letter: 'a' })],
    ['order-letter', { targets: [{ ...target, letter: '' }] }],
    ['order-question-state', asking({ state: 'won' })],
    ['order-no-question', { questions: [] }],
    ['order-text-missing', { title: ' ' }],
    ['order-text-missing', asking({ wording: '' })],
    ['order-text-too-long', { title: 'x'.repeat(10_001) }],
    ['order-text-too-long', { unknowns: ['x'.repeat(10_001)] }],
    ['order-text-too-long', asking({ threshold: { significance: 'x'.repeat(10_001) } })],
    ['order-too-large', { questions: many(201).map((index) => ({ ...question, letter: `Q${index}` })) }],
    ['order-too-large', { targets: many(501).map(() => target) }],
    ['order-too-large', { unknowns: many(501).map(String) }],
    ['order-threshold-amount', asking({ threshold: { amount: 'much' } })],
    ['order-expression-language', asking({ expressions: [{ language: 'english', source: 'port' }] })],
    [
      'order-expression-language',
      asking({ expressions: ['port', 'quay'].map((source) => ({ language: 'en', source })) }),
    ],
    ['order-expression', asking({ expressions: [{ language: 'en', source: 'port AND' }] })],
  ])('is refused with %s: %#', (code, changed) => {
    expect(refused(changed)).toBe(code);
  });

  it('tells where an expression is wrong', () => {
    const wrong = asking({ expressions: [{ language: 'en', source: 'port AND' }] });
    expect(() => checkedOrder({ ...order, ...wrong })).toThrow(
      expect.objectContaining({ findings: [expect.objectContaining({ code: 'query-unfinished' })] }),
    );
  });

  it.each([
    [{ title: ' ', purpose: '' }, [['title'], ['purpose']]],
    [asking({ wording: '' }), [['questions', 0, 'wording']]],
    [{ events: [{ date: '2026', title: 'vote' }] }, [['events', 0, 'date']]],
    [{ questions: [question, question] }, [['questions', 1, 'letter']]],
    [asking({ threshold: { amount: 'much' } }), [['questions', 0, 'threshold', 'amount']]],
    [asking({ expressions: [{ language: 'en', source: 'port AND' }] }), [['questions', 0, 'expressions', 0, 'source']]],
  ])('names each field that is wrong: %#', (changed, paths) => {
    const findings = paths.map((path) => expect.objectContaining({ path }));
    expect(() => checkedOrder({ ...order, ...changed })).toThrow(expect.objectContaining({ findings }));
  });

  it('keeps nothing that is no part of an order', () => {
    const more = { ...order, status: 'open', extra: 'x', window: { until: '2026-01-01', extra: 'x' } };
    const checked = checkedOrder({ ...more, questions: [{ ...question, extra: 'x' } as typeof question] });
    expect(checked).toEqual({ ...order, window: { until: '2026-01-01' } });
  });

  it('means what the sources of its expressions say, whatever tree comes with them', () => {
    const other = parse('weather');
    const expressions = [{ language: 'en', source: '@mayor', expression: other.ok && other.expression }];
    const checked = checkedOrder({ ...order, questions: [{ ...question, expressions }] });
    expect(checked.questions[0]!.expressions).toMatchObject([
      { language: 'en', source: '@mayor', expression: { kind: 'target', name: 'mayor' } },
    ]);
  });
});
