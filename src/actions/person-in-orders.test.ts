import { describe, expect, it } from 'vitest';
import { writtenOrder } from '../../test/support/desk.ts';
import { parse } from '../query/parse.ts';
import { contentOf } from './order-content.ts';
import {
  contentWithout,
  lettersNaming,
  namedInOrder,
  namedTarget,
  placesNaming,
  sourceWithout,
} from './person-in-orders.ts';

const names = {
  title: 'Zoë Quarble',
  aliases: [
    { text: 'Quarble', exact: false },
    { text: 'ZQ', exact: true },
  ],
};
const target = namedTarget('zo-quarble', names);
const written = writtenOrder('harbour', 'S', 'What does Zoë Quarble plan?');
const source = '@zo-quarble AND (harbour NEAR/3 Quarble OR =ZQ)';
const expressions = [
  { language: 'en', source },
  { language: 'fr', source: '@mayor' },
];
const question = { ...written.order.questions[0]!, expressions };
const targets = [
  { letter: 'A', target: 'zo-quarble', marking: 'U' },
  { letter: 'B', target: 'mayor', marking: 'U', note: 'ally of quarble' },
];
const content = contentOf({ ...written, order: { ...written.order, targets, questions: [question] } });

describe('an expression', () => {
  it.each([
    ['@zo-quarble', '"[erased]"'],
    ['@zo-quarbles', '@zo-quarbles'],
    ['"zoe quarble speaks" AND port', '"[erased] speaks" AND port'],
    ['NOT (quarble BEFORE/2 port) AND title:Quarble', 'NOT "[erased]" BEFORE/2 port AND title:"[erased]"'],
    ['source:("Quarble Times" OR Reuters) AND zq', 'source:("[erased] Times" OR Reuters) AND zq'],
    ['(port IN SENTENCE WITH quarble*)  AND date >= 2012', 'port IN SENTENCE WITH "[erased]" AND date >= 2012'],
    ['(port   AND harbour)', '(port   AND harbour)'],
  ])('“%s” is left without the target, and can still be read', (before, after) => {
    expect(sourceWithout(before, target)).toBe(after);
    expect(parse(after)).toMatchObject({ ok: true });
    expect(sourceWithout(after, target)).toBe(after);
  });
});

describe('an order', () => {
  it('tells where it names a target', () => {
    expect(lettersNaming(content, target)).toEqual(['A']);
    expect(placesNaming(content, target)).toEqual([
      { path: 'targets/0/target', text: 'zo-quarble' },
      { path: 'targets/1/note', text: 'ally of quarble' },
      { path: 'questions/0/wording', text: 'What does Zoë Quarble plan?' },
      { path: 'questions/0/expressions/0/source', text: source },
    ]);
  });

  it('is left without it: in its targets, words, expressions and their parsed form', () => {
    const erased = contentWithout(content, target);
    expect(JSON.stringify(erased)).not.toMatch(/quarble|ZQ/i);
    expect(erased.order.targets).toEqual([{ ...targets[1], note: 'ally of [erased]' }]);
    expect(erased.order.questions[0]!.wording).toBe('What does [erased] plan?');
    expect(erased.order.questions[0]!.expressions.map((one) => one.source)).toEqual([
      '"[erased]" AND (harbour NEAR/3 "[erased]" OR "[erased]")',
      '@mayor',
    ]);
    expect(erased.order.questions[0]!.expressions[1]).toBe(content.order.questions[0]!.expressions[1]);
    expect(contentWithout(erased, target)).toEqual(erased);
  });

  it('may cite another target of that name in another version', () => {
    const versions = [
      { version: 1, content, names },
      { version: 2, content, names: null },
    ];
    const named = namedInOrder('zo-quarble', versions);
    const [first, second] = versions.map((one, place) => contentWithout(one.content, named.versions[place]!).order);
    expect(first!.targets.map((cited) => cited.target)).toEqual(['mayor']);
    expect(second!.targets.map((cited) => cited.target)).toEqual(['zo-quarble', 'mayor']);
    expect(second!.questions[0]!.expressions[0]!.source).toBe(
      '@zo-quarble AND (harbour NEAR/3 "[erased]" OR "[erased]")',
    );
    expect(named.ofQuestion('A')).toBe(named.versions[1]);
  });
});
