import { describe, expect, it } from 'vitest';
import { parse } from '../query/parse.ts';
import { isNamedInWords } from './people-in-words.ts';

const person = {
  title: 'Zoë Quarble',
  aliases: [{ text: 'Quarble' }, { text: 'May', exact: true }, { text: 'Zoquar*' }],
};

function named(wording: string, ...sources: readonly string[]): boolean {
  const expressions = sources.map((source) => {
    const parsed = parse(source);
    if (!parsed.ok) throw new Error(source);
    return { language: 'en', source, expression: parsed.expression };
  });
  return isNamedInWords({ questions: [{ letter: 'A', wording, expressions, state: 'open' }] }, person);
}

describe('a person', () => {
  it.each(['What does zoe QUARBLE plan?', 'Will May speak?', 'the zoquarist party'])('is named in “%s”', (wording) => {
    expect(named(wording)).toBe(true);
  });

  it.each(['What may they plan?', 'quarbles', 'Zoë'])('is not named in “%s”', (wording) => {
    expect(named(wording)).toBe(false);
  });

  it.each(['port AND quarble', '"zoe quarble"', 'port OR NOT title:Quarble', '=MAY', 'may', 'quarb* AND port'])(
    'is asked for by %s',
    (source) => {
      expect(named('x', source)).toBe(true);
      expect(named('x', 'port', source)).toBe(true);
    },
  );

  it.each(['port', 'qua*', 'source:Quarble', '@quarble'])('is not asked for by %s', (source) => {
    expect(named('x', source)).toBe(false);
  });

  it('is asked for by the words of the name with operators between them', () => {
    const twoWords = { title: 'Zoë Quarble', aliases: [] };
    for (const source of ['zoe NEAR/3 quarble', 'zoe AND quarble']) {
      const parsed = parse(source);
      const expression = parsed.ok ? parsed.expression : undefined!;
      const expressions = [{ language: 'en', source, expression }];
      expect(isNamedInWords({ questions: [{ letter: 'A', wording: 'x', expressions, state: 'open' }] }, twoWords)).toBe(
        true,
      );
    }
  });
});
