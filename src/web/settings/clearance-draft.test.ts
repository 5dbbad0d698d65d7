import { describe, expect, it } from 'vitest';
import { standardSchemes } from '../../markings/standard-schemes.ts';
import { clearanceOf, draftOf, LEVELS, NO_CLEARANCE, SCHEMES } from './clearance-draft.ts';

describe('a clearance as it is typed', () => {
  it('comes back as it was', () => {
    const clearance = {
      ...{ nationality: 'FRA', organisation: 'FRA', levels: { 'us-capco': 'S' } },
      controls: { desk: ['OFF-RECORD', 'EMBARGO'] },
    };
    expect(clearanceOf(draftOf(clearance))).toEqual(clearance);
    expect(clearanceOf(NO_CLEARANCE)).toEqual({});
    expect(clearanceOf({ ...NO_CLEARANCE, levels: { desk: '' }, controls: { desk: ' , ' } })).toEqual({});
  });

  it.each([
    ['desk', 'DESK'],
    ['tlp', 'TLP:'],
    ['us-capco', ''],
  ] as const)('offers levels of %s, of which each lets its reader see what is marked with it', (scheme, prefix) => {
    expect(SCHEMES).toContain(scheme);
    for (const level of LEVELS[scheme]) {
      const marking = scheme === 'desk' ? level : `${prefix}${level}`;
      const label = standardSchemes.label(scheme, marking, { needToKnow: [] });
      const may = (levels: Record<string, string>) =>
        standardSchemes.mayRead({ id: 'r', nationality: 'USA', organisation: 'USA', levels }, label, 'display', 0)
          .allowed;
      expect([level, may({ [scheme]: level }), may({})]).toEqual([level, true, false]);
    }
  });
});
