import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { HeavyFirst } from './test/support/heavy-first.ts';
import { ALL } from './test/support/test-groups.ts';

const SOURCES = join(import.meta.dirname, 'src/');
const BUILT = join(import.meta.dirname, 'dist/src/');

/** Leads from the sources to what was built of them: `npm test` builds first, and what is built need not be read anew. */
function builtSources(): Plugin {
  return {
    name: 'built-sources',
    enforce: 'pre',
    resolveId(asked, importer) {
      if (!(importer && asked.startsWith('.') && asked.endsWith('.ts'))) return undefined;
      const source = resolve(dirname(importer), asked);
      if (!source.startsWith(SOURCES)) return undefined;
      const built = join(BUILT, source.slice(SOURCES.length).replace(/\.ts$/, '.js'));
      return existsSync(built) ? built : undefined;
    },
  };
}

export default defineConfig({
  plugins: [builtSources()],
  test: { ...ALL, sequence: { sequencer: HeavyFirst }, server: { deps: { external: [/\/dist\/src\//] } } },
});
