import { describe, expect, it } from 'vitest';
import { Refusal } from '../errors.ts';
import {
  changeQuestion,
  expressionsFor,
  isPastDue,
  QUESTION_STATES,
  type Question,
  type QuestionChange,
} from './question.ts';

const question: Question = { letter: 'A', wording: 'Who?', expressions: [], state: 'open', neededBy: '2012-05-06' };

const CHANGES: readonly QuestionChange[] = ['answer in part', 'answer', 'reopen', 'miss', 'withdraw'];
const LEGAL: Readonly<Record<string, string>> = {
  'open answer in part': 'partly answered',
  'open answer': 'answered',
  'open miss': 'past due',
  'open withdraw': 'withdrawn',
  'partly answered answer': 'answered',
  'partly answered reopen': 'open',
  'partly answered miss': 'past due',
  'partly answered withdraw': 'withdrawn',
  'answered reopen': 'open',
  'past due answer in part': 'partly answered',
  'past due answer': 'answered',
  'past due withdraw': 'withdrawn',
  'withdrawn reopen': 'open',
};

const pairs = QUESTION_STATES.flatMap((state) => CHANGES.map((change) => ({ state, change })));

describe('the state of a question', () => {
  it.each(pairs)('$state: $change', ({ state, change }) => {
    const to = LEGAL[`${state} ${change}`];
    if (to) expect(changeQuestion({ ...question, state }, change)).toEqual({ ...question, state: to });
    else expect(() => changeQuestion({ ...question, state }, change)).toThrow(Refusal);
  });
});

describe('a question is past due', () => {
  it('the day after its latest time of value, where it waits for an answer', () => {
    expect(isPastDue(question, '2012-05-06')).toBe(false);
    expect(isPastDue(question, '2012-05-07')).toBe(true);
    expect(isPastDue({ ...question, state: 'partly answered' }, '2012-05-07')).toBe(true);
  });

  it('never where it is answered or withdrawn, or has no such time', () => {
    expect(isPastDue({ ...question, state: 'answered' }, '2012-05-07')).toBe(false);
    expect(isPastDue({ ...question, state: 'withdrawn' }, '2012-05-07')).toBe(false);
    expect(isPastDue({ ...question, neededBy: undefined }, '2012-05-07')).toBe(false);
  });
});

describe('of the expressions of a question', () => {
  const both = [{ language: 'en' }, { language: 'fr' }];

  it.each([
    ['fr', [{ language: 'fr' }]],
    ['de', both],
    [null, both],
    [undefined, both],
  ])('there count for a document in %s: %j', (language, counting) => {
    expect(expressionsFor(both, language)).toEqual(counting);
  });
});
