import { defineConfig } from 'vitest/config';
import { BUILT_AS_IT_IS, builtSources } from './test/support/built-sources.ts';
import { HeavyFirst } from './test/support/heavy-first.ts';
import { ALL } from './test/support/test-groups.ts';

// Of `npm test`, which builds first.
export default defineConfig({
  plugins: [builtSources()],
  test: { ...ALL, sequence: { sequencer: HeavyFirst }, server: BUILT_AS_IT_IS },
});
