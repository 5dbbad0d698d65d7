import { defineConfig } from 'vitest/config';
import { HeavyFirst } from './test/support/heavy-first.ts';
import { QUICK, SLOW } from './test/support/test-groups.ts';

// For some tests at a time, quick ones above all; `npm test` runs all of them together.
export default defineConfig({
  test: {
    sequence: { sequencer: HeavyFirst },
    projects: [{ test: { ...QUICK, sequence: { groupOrder: 0 } } }, { test: { ...SLOW, sequence: { groupOrder: 1 } } }],
  },
});
