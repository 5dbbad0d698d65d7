import { describe, expect, it } from 'vitest';
import { settleSetting, usualSetting } from './setting.ts';

describe('a setting', () => {
  it('is one that there is, within its bounds', () => {
    expect(usualSetting('retention-days')).toBe(30);
    expect(settleSetting('retention-days', 1)).toEqual({ name: 'retention-days', value: 1 });
    for (const value of [0, 3651, 1.5, '30', null, Number.NaN]) {
      expect(() => settleSetting('retention-days', value)).toThrow(expect.objectContaining({ code: 'setting-value' }));
    }
    for (const name of ['retention', 'toString', '__proto__']) {
      expect(() => settleSetting(name, 1)).toThrow(expect.objectContaining({ code: 'setting-unknown' }));
    }
  });
});
