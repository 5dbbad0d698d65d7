import { describe, expect, it } from 'vitest';
import { matching } from './commands.ts';

const commands = ['Élysée and the parties', 'Orders', 'Contracts of the parties', 'Documents'].map((label) => {
  return { id: label, label, kind: 'Page', run: () => undefined };
});
const found = (typed: string) => matching(commands, typed).map(({ label }) => label);

describe('the palette', () => {
  it('finds by the beginnings of words, without accents and in any order', () => {
    expect(found('elys')).toEqual(['Élysée and the parties']);
    expect(found('part contr')).toEqual(['Contracts of the parties']);
    expect(found('arties')).toEqual([]);
  });

  it('puts first what begins with what was typed, and shows all where nothing was', () => {
    expect(found('o')).toEqual(['Orders', 'Contracts of the parties']);
    expect(found(' ')).toHaveLength(4);
  });
});
