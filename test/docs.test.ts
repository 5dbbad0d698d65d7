import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codesListed, codesUsed, unreadableCodes } from './support/codes.ts';
import { anchorsOf, headingsOf, localLinks, namedPaths, npmScripts } from './support/markdown.ts';
import { listFiles, ROOT, readSource, readSources } from './support/source-file.ts';

const ROOT_PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];
const CODE_PAGES = ['docs/errors.md', 'docs/marking-codes.md'];

const pages = [
  ...ROOT_PAGES.filter(exists),
  ...listFiles('docs').filter((path) => path.endsWith('.md')),
  ...listFiles('examples').filter((path) => posix.basename(path) === 'README.md'),
];
const source = readSources('src');

describe.each(pages)('%s', (page) => {
  it('links only to what exists', () => {
    expect(deadLinks(page, read(page))).toEqual([]);
  });

  it('names only paths that exist', () => {
    expect(namedPaths(read(page)).filter((path) => !exists(path))).toEqual([]);
  });

  it('tells the reader to run only scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect(npmScripts(read(page)).filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('the list of error codes', () => {
  const all = CODE_PAGES.filter(exists).flatMap((page) => codesListed(read(page)));
  const listed = new Set(all);
  const used = codesUsed(source);

  it('can be read from the source', () => {
    expect(unreadableCodes(source)).toEqual([]);
  });

  it('has every code that the source uses', () => {
    expect([...used].filter((code) => !listed.has(code)).sort()).toEqual([]);
  });

  it('has no code that the source does not use', () => {
    expect([...listed].filter((code) => !used.has(code)).sort()).toEqual([]);
  });

  it('has no code twice', () => {
    expect(all.filter((code, index) => all.indexOf(code) !== index)).toEqual([]);
  });
});

describe('ARCHITECTURE.md', () => {
  it('has a heading for every folder of src', () => {
    const headings = exists('ARCHITECTURE.md') ? headingsOf(read('ARCHITECTURE.md')) : [];
    const folders = [...new Set(listFiles('src').map((path) => path.split('/').slice(1, -1)[0]))].filter(
      (folder) => folder !== undefined,
    );
    expect(folders.filter((folder) => !headings.some((heading) => heading.includes(`${folder}/`)))).toEqual([]);
  });
});

describe('the checks notice', () => {
  it('links to missing files and missing headings, but not addresses and not code', () => {
    const text = '# Top\n[a](docs/none.md) [b](#none) [c](#top) [d](https://x.example/) `[e](none.md)`\n\n[f]: none.md';
    expect(deadLinks('README.md', text)).toEqual(['docs/none.md', '#none', 'none.md']);
  });

  it('paths in code style, with patterns cut to their folder', () => {
    const text = '`src/a.ts` `src/text/<language>.ts` `node scripts/x.mjs --y` src/b.ts\n```\n`src/c.ts`\n```\n';
    expect(namedPaths(text)).toEqual(['src/a.ts', 'src/text/', 'scripts/x.mjs']);
  });

  it('scripts behind options', () => {
    expect(npmScripts('`npm run --silent bench:match`, npm run check and npm test.')).toEqual([
      'bench:match',
      'check',
      'test',
    ]);
  });

  it('anchors of repeated headings, links and signs', () => {
    expect([...anchorsOf("# What's `new`?\n## [text/](src/text): cut\n## A\n## A\n")]).toEqual([
      'whats-new',
      'text-cut',
      'a',
      'a-1',
    ]);
  });

  it.each([
    ['a refusal', "throw new Refusal('invalid', 'order-no-title', 'x');", ['order-no-title']],
    ['a choice of codes', "throw new Refusal('invalid', a ? 'a-b' : 'c-d', 'x');", ['a-b', 'c-d']],
    ['a finding', "const f = { code: 'query-empty', span };", ['query-empty']],
    ['a function that takes a code', "function stop(code: string) {} stop('a-b');", ['a-b']],
    [
      'a method that takes a code',
      "class P { #stop(span: Span, code: string) {} f() { this.#stop(s, 'a-b'); } }",
      ['a-b'],
    ],
    ['a type of codes', "type QueryCode = 'a-b' | 'c-d';", ['a-b', 'c-d']],
    ['no currency', "const c = { code: 'EUR' }; function isDigit(code: number) {} isDigit('a-b');", []],
  ])('codes in %s', (_name, text, codes) => {
    expect([...codesUsed([readSource('src/query/x.ts', text)])]).toEqual(codes);
  });

  it('codes that it cannot read', () => {
    const text =
      "new Refusal('invalid', code, m); new Refusal('invalid', pick(), m); new Refusal('invalid', 'bad', m);";
    expect(unreadableCodes([readSource('src/query/x.ts', text)])).toHaveLength(2);
  });

  it('codes in tables, lists and headings, but not kinds and not prose', () => {
    const page = '| `a-b` | x |\n- `c-d`: x\n### `e-f`\n| `not-found` | kind |\nsee `g-h`\n| `a-b` | x |\n';
    expect(codesListed(page)).toEqual(['a-b', 'c-d', 'e-f', 'a-b']);
  });
});

function deadLinks(page: string, text: string): string[] {
  return localLinks(text)
    .filter(({ path, anchor }) => {
      const target = path === '' ? page : posix.join(posix.dirname(page), path);
      if (path !== '' && !exists(target)) return true;
      if (anchor === undefined || (path !== '' && !target.endsWith('.md'))) return false;
      return !anchorsOf(path === '' ? text : read(target)).has(anchor);
    })
    .map(({ path, anchor }) => (anchor === undefined ? path : `${path}#${anchor}`));
}

/** True where the path exists; a path that ends in `/` must be a folder. */
function exists(path: string): boolean {
  const full = join(ROOT, path);
  return existsSync(full) && (!path.endsWith('/') || statSync(full).isDirectory());
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
