import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  cycles,
  environmentReads,
  fileCycles,
  type ImportTable,
  importsByOwnName,
  importsOfMain,
  impureImports,
  unplacedFiles,
  wrongArrows,
} from './support/import-rules.ts';
import { emptyNames, longFiles } from './support/name-rules.ts';
import { ROOT, readSource, readSources } from './support/source-file.ts';

const API = ['actions', 'schema', 'render', 'domain', 'markings'];

/** Folder → the folders it may import. ARCHITECTURE.md shows the part of it that exists. */
const MAY_IMPORT: ImportTable = {
  text: [],
  markings: [],
  config: [],
  audit: [],
  amounts: ['text'],
  likeness: ['text'],
  ranking: ['text'],
  query: ['text', 'amounts'],
  matcher: ['query', 'text', 'amounts'],
  domain: ['markings', 'query', 'amounts'],
  schema: ['domain', 'markings', 'query'],
  reports: ['domain', 'markings', 'text'],
  render: ['reports', 'domain', 'markings'],
  store: ['domain', 'markings', 'query', 'amounts', 'audit'],
  extract: ['domain', 'markings', 'text', 'amounts'],
  sources: ['domain', 'extract'],
  channels: ['domain'],
  threads: ['matcher', 'extract', 'query', 'text', 'amounts', 'domain'],
  actions: [
    ...['store', 'threads', 'reports', 'render', 'ranking', 'audit'],
    ...['matcher', 'query', 'text', 'amounts', 'domain', 'markings'],
  ],
  pipeline: [
    ...['actions', 'store', 'threads', 'sources', 'extract', 'channels', 'likeness', 'ranking', 'reports', 'render'],
    ...['matcher', 'query', 'text', 'amounts', 'domain', 'markings'],
  ],
  api: API,
  cli: [...API, 'audit', 'threads', 'extract', 'matcher', 'query', 'text', 'amounts'],
  web: ['schema', 'markings', 'query'],
};

/** Pure folder → the packages it may import: no I/O, no clock, nothing else. */
const PURE: ImportTable = {
  text: ['@orama/stemmers', 'porter2'],
  amounts: [],
  likeness: [],
  query: [],
  matcher: [],
  ranking: [],
  markings: [],
  audit: [],
  domain: [],
  schema: ['yaml', 'zod'],
  reports: [],
};

const LINE_CAP = 400;

const source = readSources('src');
const everything = [...source, ...readSources('bench'), ...readSources('test')];

describe('the source tree', () => {
  it('has every folder in the import table', () => {
    expect(unplacedFiles(source, MAY_IMPORT)).toEqual([]);
  });

  it('imports only along the import table', () => {
    expect(wrongArrows(source, MAY_IMPORT)).toEqual([]);
  });

  it('never imports main.ts', () => {
    expect(importsOfMain(everything)).toEqual([]);
  });

  it('never imports itself by its package name', () => {
    expect(importsByOwnName(everything)).toEqual([]);
  });

  it('keeps Node and packages out of the pure folders', () => {
    expect(impureImports(source, PURE)).toEqual([]);
  });

  it('has no files that import each other in a circle', () => {
    expect(fileCycles(source)).toEqual([]);
  });

  it('reads the environment in src/config only', () => {
    expect(environmentReads(source)).toEqual([]);
  });

  it('gives files and exports names that say something', () => {
    expect(emptyNames(everything)).toEqual([]);
  });

  it(`has no file of more than ${LINE_CAP} lines`, () => {
    expect(longFiles(source, LINE_CAP, exemptFromLineCap())).toEqual([]);
  });
});

describe('the import table', () => {
  it('has no circle', () => {
    expect(cycles(MAY_IMPORT)).toEqual([]);
  });

  it('names only folders that it knows', () => {
    const named = [...Object.values(MAY_IMPORT).flat(), ...Object.keys(PURE)];
    expect(named.filter((folder) => !(folder in MAY_IMPORT))).toEqual([]);
  });
});

describe('the checks notice', () => {
  const file = (path: string, text = '') => readSource(path, text);

  it('a folder without a place', () => {
    expect(unplacedFiles([file('src/gadgets/x.ts'), file('src/main.ts')], MAY_IMPORT)).toEqual([
      'src/gadgets/x.ts: the folder gadgets is not in the import table',
    ]);
  });

  it.each([
    ['a static import', "import { a } from '../domain/order.ts';"],
    ['a type import', "import type { Order } from '../domain/order.ts';"],
    ['a re-export', "export { a } from '../domain/order.ts';"],
    ['a re-export of all', "export * from '../domain/order.ts';"],
    ['a dynamic import', "const a = await import('../domain/order.ts');"],
    ['a type written as an import', "type A = import('../domain/order.ts').Order;"],
    ['a worker address', "const a = new URL('../domain/order.ts', import.meta.url);"],
  ])('%s against the table', (_name, text) => {
    expect(wrongArrows([file('src/matcher/compile.ts', text)], MAY_IMPORT)).toEqual([
      'src/matcher/compile.ts imports ../domain/order.ts: matcher may import query, text, amounts, not domain',
    ]);
  });

  it('errors.ts importing anything, but not the import of errors.ts', () => {
    const files = [
      file('src/errors.ts', "import './text/fold.ts';"),
      file('src/text/fold.ts', "import '../errors.ts';"),
    ];
    expect(wrongArrows(files, MAY_IMPORT)).toEqual([
      'src/errors.ts imports ./text/fold.ts: errors.ts may import nothing, not text',
    ]);
  });

  it('an import from test/ or bench/, but not of test/support in a test', () => {
    const text = "import '../../test/support/x.ts'; import '../../bench/y.ts';";
    expect(wrongArrows([file('src/text/fold.ts', text)], MAY_IMPORT)).toHaveLength(2);
    expect(wrongArrows([file('src/text/fold.test.ts', text)], MAY_IMPORT)).toHaveLength(1);
  });

  it('an import of main.ts or of the package by its own name', () => {
    expect(importsOfMain([file('src/cli/run.ts', "import '../main.ts';")])).toHaveLength(1);
    expect(importsByOwnName([file('src/cli/run.ts', "import 'vigie/matcher'; import '#text';")])).toHaveLength(2);
  });

  it('Node modules and packages in a pure folder, but not the ones it is allowed', () => {
    const text = "import fs from 'node:fs'; import 'zod/v4'; import '@orama/stemmers/french';";
    expect(impureImports([file('src/text/fold.ts', text)], PURE)).toEqual([
      'src/text/fold.ts imports node:fs: text is pure and may import @orama/stemmers, porter2',
      'src/text/fold.ts imports zod/v4: text is pure and may import @orama/stemmers, porter2',
    ]);
    expect(impureImports([file('src/schema/order.ts', "import 'zod/v4';")], PURE)).toEqual([]);
  });

  it('two files that import each other, even by type', () => {
    const files = [
      file('src/text/a.ts', "import './b.ts';"),
      file('src/text/b.ts', "import type { A } from './a.ts';"),
    ];
    expect(fileCycles(files)).toEqual(['import cycle: src/text/a.ts → src/text/b.ts → src/text/a.ts']);
  });

  it('a circle in the table', () => {
    expect(cycles({ ...MAY_IMPORT, text: ['query'] })).toContainEqual(['text', 'query', 'text']);
  });

  it.each([
    'const home = process.env.HOME;',
    "const home = process['env'].HOME;",
    'const home = globalThis.process.env.HOME;',
    'const { env } = process;',
    "import { env } from 'node:process';",
  ])('the environment read by %s', (text) => {
    expect(environmentReads([file('src/cli/run.ts', text)])).toHaveLength(1);
    expect(environmentReads([file('src/config/options.ts', text)])).toEqual([]);
  });

  it('names that say nothing, but not words that contain them', () => {
    expect(emptyNames([file('src/text/fold-utils.ts', 'export const x = 1, y = 2;')])).toHaveLength(1);
    expect(emptyNames([file('src/text/fold.ts', 'export function doMatch() {} export class OrderManager {}')])).toEqual(
      [
        'src/text/fold.ts exports doMatch: "do" says nothing; name the thing',
        'src/text/fold.ts exports OrderManager: "manager" says nothing; name the thing',
      ],
    );
    const sound = 'export const database = 1; export type Document = string; export const coreference = 2;';
    expect(emptyNames([file('src/text/informed.ts', sound)])).toEqual([]);
  });

  it('a file that is too long', () => {
    const long = file('src/text/table.ts', '\n'.repeat(LINE_CAP + 1));
    expect(longFiles([long], LINE_CAP, [])).toEqual(['src/text/table.ts has 401 lines; the cap is 400']);
    expect(longFiles([long], LINE_CAP, ['src/text/table.ts'])).toEqual([]);
  });
});

/** The files that an override of biome.json frees from its line cap: one list for both checks. */
function exemptFromLineCap(): string[] {
  interface Override {
    includes: string[];
    linter?: { rules?: { style?: { noExcessiveLinesPerFile?: unknown } } };
  }
  const settings = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8')) as { overrides: Override[] };
  return settings.overrides
    .filter(({ linter }) => linter?.rules?.style?.noExcessiveLinesPerFile === 'off')
    .flatMap(({ includes }) => includes);
}
