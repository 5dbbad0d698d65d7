import { describe, expect, it } from 'vitest';
import { LinkMemory, MOST_KNOWN, MOST_TRIES } from './link-memory.ts';

const link = (number: number, state = '') => ({ address: `https://a.example/${number}`, state });

describe('a memory of links', () => {
  it('knows from one reading to the next what was read, in which state, and what failed', () => {
    const memory = new LinkMemory(undefined);
    memory.note(link(1, 'a'));
    expect(memory.noteFailed(link(2))).toBe(true);
    for (const kept of [memory, new LinkMemory(memory.text)]) {
      expect([link(1, 'a'), link(1, 'b'), link(2), link(3)].map((one) => kept.standing(one))).toEqual([
        ...['known', 'changed', 'failed', 'new'],
      ]);
    }
  });

  it('gives up what fails as often as it is tried', () => {
    let text: string | undefined;
    const tried: boolean[] = [];
    for (let reading = 0; reading < MOST_TRIES; reading++) {
      const memory = new LinkMemory(text);
      tried.push(memory.noteFailed(link(1)));
      text = memory.text;
    }
    expect(tried).toEqual([true, true, true, true, false]);
    expect(new LinkMemory(text).standing(link(1))).toBe('known');
  });

  it('forgets what was noted first when there is no room, and what left the list before what is on it', () => {
    const first = new LinkMemory(undefined);
    for (let number = 0; number < MOST_KNOWN + 10; number++) first.note(link(number));
    expect(first.text).toHaveLength((MOST_KNOWN * 10 * 4) / 3);
    const second = new LinkMemory(first.text);
    expect([second.standing(link(9)), second.standing(link(10))]).toEqual(['new', 'known']);
    second.note(link(-1));
    const third = new LinkMemory(second.text);
    expect([third.standing(link(-1)), third.standing(link(10)), third.standing(link(11))]).toEqual([
      'known',
      'new',
      'known',
    ]);
  });

  it.each([[7], ['!!'], ['AAAA'], [{}], [null]])('takes %j for nothing', (text) => {
    expect(new LinkMemory(text).text).toBe('');
  });
});
