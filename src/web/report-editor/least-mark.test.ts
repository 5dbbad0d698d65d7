import { describe, expect, it } from 'vitest';
import { covers, isReadable, leastMark } from './least-mark.ts';

const capco = (marking: string) => ({ scheme: 'us-capco', marking });
const HANDLING = capco('S//REL TO USA, FRA, GBR');

describe('the least mark of a portion', () => {
  it('covers all that it rests on, and no more', () => {
    expect(leastMark([capco('U'), capco('S'), capco('C//NF')], HANDLING)).toEqual({ mark: 'S//NF', foreign: [] });
    expect(leastMark([capco('U'), capco('U')], HANDLING).mark).toBe('U');
    expect(
      leastMark(
        [
          { scheme: 'desk', marking: 'DESK' },
          { scheme: 'desk', marking: 'PUBLIC' },
        ],
        { scheme: 'desk', marking: 'DESK' },
      ).mark,
    ).toBe('D');
  });

  it('is none where there is nothing to cover, or something that cannot be read', () => {
    expect(leastMark([], HANDLING)).toEqual({ foreign: [] });
    expect(leastMark([capco('S'), capco('nonsense')], HANDLING)).toEqual({ foreign: [] });
  });

  it('reads a bare list as that of the report', () => {
    expect(leastMark([capco('S//REL'), capco('S//REL TO USA, FRA')], HANDLING).mark).toBe('S//REL TO USA, FRA');
  });

  it('names what another scheme asks, which none of its marks can say', () => {
    const tlp = { scheme: 'tlp', marking: 'TLP:RED' };
    expect(leastMark([capco('C'), tlp, tlp], HANDLING)).toEqual({ mark: 'C', foreign: ['TLP:RED'] });
  });

  it('tells a mark that is below a source', () => {
    expect(covers('U', capco('S'), HANDLING)).toBe(false);
    expect(covers('S//REL TO USA, FRA', capco('S//NF'), HANDLING)).toBe(false);
    expect(covers('S//NF', capco('C'), HANDLING)).toBe(true);
    expect(covers('U', { scheme: 'tlp', marking: 'TLP:RED' }, HANDLING)).toBe(true);
  });

  it('can be read, or not', () => {
    expect(isReadable('', HANDLING)).toBe(false);
    expect(isReadable('nonsense', HANDLING)).toBe(false);
    expect(isReadable('S//NF', HANDLING)).toBe(true);
    expect(isReadable('whatever', { scheme: 'of-their-own', marking: 'x' })).toBe(true);
  });
});
