import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import type { InlineConfig } from 'vitest/node';

const ROOT = resolve(import.meta.dirname, '..', '..');
const SOURCES = join(ROOT, 'src/');
const BUILT = join(ROOT, 'dist/src/');

/** What is built is loaded as it is. */
export const BUILT_AS_IT_IS = { deps: { external: [/\/dist\/src\//] } } satisfies InlineConfig['server'];

/** Leads from the sources to what was built of them: who builds first need not read them anew. */
export function builtSources(): Plugin {
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
