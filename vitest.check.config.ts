import { defineConfig } from 'vitest/config';
import { BUILT_AS_IT_IS, builtSources } from './test/support/built-sources.ts';
import { QUICK } from './test/support/test-groups.ts';

// Of `npm run check`, which builds first.
export default defineConfig({ plugins: [builtSources()], test: { ...QUICK, server: BUILT_AS_IT_IS } });
