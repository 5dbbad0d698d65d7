import { describe, expect, it } from 'vitest';
import { monthsAfter, personProblems } from './person-rules.ts';

const order = {
  title: 'The campaign',
  purpose: 'To know what is proposed',
  replay: false,
  window: { from: '2026-11-01', until: '2027-10-31' },
  targets: [{ letter: 'A', target: 'candidate', marking: 'U', necessity: 'Runs for office' }],
  questions: [{ letter: 'A', wording: 'What is proposed?', expressions: [], state: 'open' }],
} as const;
const rules = {
  people: [{ name: 'candidate', letter: 'A', role: 'candidate' }],
  excepted: [],
  today: '2026-11-20',
} as const;

const codes = (changed: object, rule: object = {}) =>
  personProblems({ ...order, ...changed }, { ...rules, ...rule }).map(({ code }) => code);

describe('an order that names a person', () => {
  it('may go on where everything is stated', () => {
    expect(codes({})).toEqual([]);
  });

  it('states the role and the necessity', () => {
    expect(codes({}, { people: [{ name: 'candidate', letter: 'A', role: ' ' }] })).toEqual(['order-person-role']);
    expect(codes({ targets: [{ ...order.targets[0], necessity: undefined }] })).toEqual(['order-person-necessity']);
  });

  it('states the necessity once for all who are named in expressions alone', () => {
    const people = [{ name: 'candidate', role: 'candidate' }];
    expect(codes({ targets: [] }, { people })).toEqual(['order-person-necessity']);
    expect(codes({ targets: [], necessity: 'They run for office' }, { people })).toEqual([]);
  });

  it('ends within twelve months of today, or of its beginning where it is a replay', () => {
    expect(codes({ window: {} })).toEqual(['order-person-window']);
    expect(codes({ window: { until: 'unknown' } })).toEqual(['order-person-window']);
    expect(codes({ window: { until: '2027-11-20' } })).toEqual([]);
    expect(codes({ window: { until: '2027-11-21' } })).toEqual(['order-person-window']);
    expect(codes({ replay: true, window: { from: '2011-11-21', until: '2012-09-29' } })).toEqual([]);
    expect(codes({ replay: true, window: { until: '2012-09-29' } })).toEqual(['order-person-window']);
    expect(codes({ replay: true, window: { from: '2011-01-01', until: '2012-09-29' } })).toEqual([
      'order-person-window',
    ]);
  });

  it('is no replay of what is to come, nor of more than twelve months', () => {
    expect(codes({ replay: true, window: { from: '2026-11-01', until: '2026-11-20' } })).toEqual([]);
    expect(codes({ replay: true, window: { from: '2026-11-01', until: '2026-11-21' } })).toEqual([
      'order-person-window',
    ]);
  });

  it.each([
    { unknowns: ['the cancer'] },
    { background: 'the cancer' },
    { markingReason: 'the cancer' },
    { requestedBy: 'the cancer society' },
    { necessity: 'the cancer' },
    { events: [{ date: '2026-11-20', title: 'the cancer is told' }] },
    { targets: [{ ...order.targets[0], note: 'the cancer' }] },
    { targets: [{ ...order.targets[0], necessity: 'the cancer' }] },
    { questions: [{ ...order.questions[0], threshold: { significance: 'the cancer' } }] },
    { questions: [{ ...order.questions[0], threshold: { list: ['cancer'] } }] },
  ])('is read in every text for what is private: %j', (changed) => {
    expect(codes(changed)).toEqual(['order-person-sensitive']);
  });

  it('leaves out what is private, by declaration and by words, unless a reason is recorded', () => {
    const question = { ...order.questions[0], wording: 'How is the health of the candidate?' };
    expect(codes({ questions: [question] })).toEqual(['order-person-sensitive']);
    expect(codes({ questions: [question] }, { excepted: ['health'] })).toEqual([]);
    expect(codes({ sensitive: ['family'] }, { excepted: ['health'] })).toEqual(['order-person-sensitive']);
    expect(codes({ questions: [question], sensitive: ['family'] }, { people: [] })).toEqual([]);
  });
});

describe('months', () => {
  it.each([
    ['2026-11-20', 12, '2027-11-20'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2023-12-31', 2, '2024-02-29'],
    ['2099-12-31', 2, '2100-02-28'],
    ['2026-01-31', 3, '2026-04-30'],
  ])('%s and %i more: %s', (day, months, later) => {
    expect(monthsAfter(day, months)).toBe(later);
  });
});
