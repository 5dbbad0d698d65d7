import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from './support/source-file.ts';

const MAIN = join(ROOT, 'dist', 'src', 'main.js');
/** Our own files and those of packages that one match of a text file may load. Each costs about a third of a millisecond. */
const MOST_OWN = 125;
const MOST_OF_PACKAGES = 250;
const EXAMPLE = join(ROOT, 'examples', 'france-2012');

const folder = mkdtempSync(join(tmpdir(), 'vigie-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the built program and returns the files that Node loaded for it, from the root and with slashes. */
function filesLoaded(words: readonly string[]): string[] {
  const coverage = mkdtempSync(join(folder, 'run-'));
  const run = spawnSync(process.execPath, [MAIN, ...words], {
    env: { NODE_V8_COVERAGE: coverage },
    encoding: 'utf8',
  });
  expect(run.stderr).not.toContain('Error');
  const urls = readdirSync(coverage).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(coverage, name), 'utf8')) as { result: { url: string }[] };
    return result.map(({ url }) => url);
  });
  const paths = [...new Set(urls)].filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
  return paths.map((path) => path.slice(ROOT.length + 1).replaceAll(sep, '/'));
}

function packagesAmong(files: readonly string[]): string[] {
  const names = files.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? '');
  return [...new Set(names)].filter((name) => name !== '').sort();
}

describe('vigie match on a text file', () => {
  const text = join(folder, 'note.txt');
  writeFileSync(text, 'The Czech utility received an offer of Areva at $10bn, and talks go on.');
  const files = filesLoaded(['match', '--orders', join(EXAMPLE, 'orders'), text]);

  it('loads the packages that it needs and no other', () => {
    expect(packagesAmong(files)).toEqual(['@orama/stemmers', 'commander', 'porter2', 'yaml', 'zod']);
  });

  it('loads no other command, and nothing that only other options need', () => {
    const own = files.filter((file) => file.startsWith('dist/src/'));
    expect(own.filter((file) => file.includes('/commands/'))).toEqual(['dist/src/cli/commands/match.js']);
    expect(
      own.filter((file) =>
        /\/(read-rates|naive-matcher|match-worker|markup-tree|(ocds|stix|ninjs|csaf|misp)-[a-z]+)\.js$/.test(file),
      ),
    ).toEqual([]);
  });

  it(`loads at most ${MOST_OWN} files of ours and ${MOST_OF_PACKAGES} of packages`, () => {
    const ofPackages = files.filter((file) => file.includes('node_modules/')).length;
    expect(files.length - ofPackages).toBeLessThanOrEqual(MOST_OWN);
    expect(ofPackages).toBeLessThanOrEqual(MOST_OF_PACKAGES);
  });
});

describe('other commands', () => {
  it('check an expression without the packages that read order files', () => {
    expect(packagesAmong(filesLoaded(['query', 'check', 'growth AND "euro zone"']))).toEqual([
      '@orama/stemmers',
      'commander',
      'porter2',
    ]);
  });

  it('print help with nothing but the parser of the command line', () => {
    const files = filesLoaded(['match', '--help']);
    expect(packagesAmong(files)).toEqual(['commander']);
    expect(files.filter((file) => file.startsWith('dist/src/')).sort()).toEqual([
      'dist/src/cli/desk-commands.js',
      'dist/src/cli/exit-status.js',
      'dist/src/cli/identity-commands.js',
      'dist/src/cli/note-commands.js',
      'dist/src/cli/option-values.js',
      'dist/src/cli/program.js',
      'dist/src/cli/queue-commands.js',
      'dist/src/cli/terminal.js',
      'dist/src/cli/work-commands.js',
      'dist/src/errors.js',
      'dist/src/main.js',
    ]);
  });
});
