import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { descendants, parseProgram, type SyntaxNode, stringValue } from './syntax.ts';

/** The root of the repository, with no separator at the end. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** One import of any form. `target` is the imported file from the root of the repository, undefined for packages. */
export interface Import {
  readonly specifier: string;
  readonly target: string | undefined;
}

/** What the architecture checks know about one file. Paths start at the root and use `/`. */
export interface SourceFile {
  readonly path: string;
  /** The folder under `src/` (`text`), or the file itself where it stands directly in `src/` (`main.ts`). */
  readonly place: string | undefined;
  readonly isTest: boolean;
  readonly lineCount: number;
  readonly imports: readonly Import[];
  readonly exportedNames: readonly string[];
  readonly program: SyntaxNode;
}

/** Reads what the checks need from the text of one file; it is taken apart when one of them asks, which takes the time. */
export function readSource(path: string, text: string): SourceFile {
  let program: SyntaxNode | undefined;
  let imports: readonly Import[] | undefined;
  return {
    path,
    place: placeOf(path),
    isTest: path.endsWith('.test.ts') || path.startsWith('test/'),
    lineCount: text.replace(/\n$/, '').split('\n').length,
    get program() {
      program ??= parseProgram(path, text);
      return program;
    },
    get imports() {
      imports ??= [...descendants(this.program)].flatMap((node) => importOf(path, node));
      return imports;
    },
    get exportedNames() {
      return exportedNames(this.program);
    },
  };
}

/** Reads every TypeScript file below a folder of the repository; none where the folder does not exist. */
export function readSources(folder: string): SourceFile[] {
  return listFiles(folder)
    .filter((path) => /\.[cm]?tsx?$/.test(path))
    .map((path) => readSource(path, readFileSync(join(ROOT, path), 'utf8')));
}

/** Lists all files below a folder of the repository, sorted, as paths from the root with `/`. */
export function listFiles(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .map((path) => path.split(sep).join('/'))
    .sort();
}

/** Returns the folder under `src/` that holds `path`; undefined outside `src/`. */
export function placeOf(path: string): string | undefined {
  const [top, place] = path.split('/');
  return top === 'src' ? place : undefined;
}

/** Static imports and re-exports, `import type`, `import()`, types written `import('…')`, `require`, worker addresses. */
function importOf(path: string, node: SyntaxNode): Import[] {
  const specifier = stringValue(moduleOf(node));
  if (specifier === undefined) return [];
  const isRelative = specifier.startsWith('.');
  return [{ specifier, target: isRelative ? posix.join(posix.dirname(path), specifier) : undefined }];
}

function moduleOf(node: SyntaxNode): SyntaxNode | null | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node.source;
    case 'CallExpression':
      return node.callee?.name === 'require' ? node.arguments?.[0] : undefined;
    case 'NewExpression':
      return node.callee?.name === 'URL' && node.arguments?.length === 2 ? node.arguments[0] : undefined;
    default:
      return undefined;
  }
}

function exportedNames(program: SyntaxNode): string[] {
  const statements = Array.isArray(program.body) ? (program.body as SyntaxNode[]) : [];
  return statements
    .filter((statement) => statement.type.startsWith('Export'))
    .flatMap(({ declaration, specifiers, exported }) => [
      declaration?.id?.name,
      ...(declaration?.declarations ?? []).flatMap((declarator) => boundNames(declarator.id)),
      ...(specifiers ?? []).map((specifier) => specifier.exported?.name),
      exported?.name,
    ])
    .filter((name) => name !== undefined);
}

function boundNames(pattern: SyntaxNode | null | undefined): (string | undefined)[] {
  if (!pattern || pattern.type === 'Identifier') return [pattern?.name];
  return [...descendants(pattern)].filter((node) => node.type === 'Identifier').map((node) => node.name);
}
