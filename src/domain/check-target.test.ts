import { describe, expect, it } from 'vitest';
import { checkTarget, checkTargetName, type DescribedTarget } from './check-target.ts';

const party: DescribedTarget = { title: 'Parti socialiste', kind: 'party', aliases: [{ text: 'PS', exact: true }] };

describe('a target', () => {
  it.each<[string, Partial<DescribedTarget>]>([
    ['target-kind', { kind: 'animal' as 'party' }],
    ['target-title', { title: ' ' }],
    ['target-person-role', { kind: 'person' }],
    ['target-person-role', { kind: 'person', role: ' ' }],
    ['target-too-many-aliases', { aliases: Array.from({ length: 501 }, (_, index) => ({ text: `a${index}` })) }],
    ['target-alias', { aliases: [{ text: '…' }] }],
    ['target-alias', { aliases: [{ text: 'A', context: ['–'] }] }],
    ['target-alias-language', { aliases: [{ text: 'A', lang: 'French' }] }],
    ['target-alias-day', { aliases: [{ text: 'A', from: '2012-02-30' }] }],
    ['target-alias-day', { aliases: [{ text: 'A', until: '2012' }] }],
    ['target-alias-window', { aliases: [{ text: 'A', from: '2012-05-02', until: '2012-05-01' }] }],
  ])('is refused with %s', (code, change) => {
    expect(() => checkTarget({ ...party, ...change })).toThrow(expect.objectContaining({ code }));
  });

  it('is taken with a role where it is a person', () => {
    checkTarget(party);
    checkTarget({ ...party, kind: 'person', role: 'minister', aliases: [] });
  });

  it('is named as order files name it', () => {
    for (const name of ['ps', 'Élysée_2', 'a'.repeat(100)]) checkTargetName(name);
    for (const name of ['', '-a', 'a b', 'a'.repeat(101), '@ps']) {
      expect(() => checkTargetName(name)).toThrow(expect.objectContaining({ code: 'target-name' }));
    }
  });
});
