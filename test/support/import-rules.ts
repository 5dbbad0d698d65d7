import type { SourceFile } from './source-file.ts';
import { descendants, lastName, type SyntaxNode } from './syntax.ts';

/** Which folders under `src/` each folder may import, beside itself and `errors.ts`. */
export type ImportTable = Readonly<Record<string, readonly string[]>>;

/** Files of `src/` that lie in a folder which the table does not name. */
export function unplacedFiles(files: readonly SourceFile[], table: ImportTable): string[] {
  return files
    .filter(({ place }) => place !== undefined && !place.endsWith('.ts') && !(place in table))
    .map(({ path, place }) => `${path}: the folder ${place} is not in the import table`);
}

/** Imports inside `src/` that the table does not allow. */
export function wrongArrows(files: readonly SourceFile[], table: ImportTable): string[] {
  return eachImport(files, (file, specifier, target) => {
    if (file.place === undefined || target === undefined) return undefined;
    if (!target.startsWith('src/')) return arrowOutOfSource(file, target);
    const to = target.split('/')[1] ?? '';
    if (file.place === 'main.ts' || to === file.place || to === 'main.ts') return undefined;
    if (to === 'errors.ts' && file.place !== 'errors.ts') return undefined;
    const allowed = table[file.place] ?? [];
    if (allowed.includes(to)) return undefined;
    return `${file.path} imports ${specifier}: ${file.place} may import ${allowed.join(', ') || 'nothing'}, not ${to}`;
  });
}

function arrowOutOfSource(file: SourceFile, target: string): string | undefined {
  if (file.isTest && target.startsWith('test/support/')) return undefined;
  return `${file.path} imports ${target}: nothing in src imports from outside src`;
}

/** Imports of `main.ts`, which starts the program and is no library. */
export function importsOfMain(files: readonly SourceFile[]): string[] {
  return eachImport(files, (file, _specifier, target) =>
    target !== undefined && /^src\/main\.[jt]s$/.test(target) ? `${file.path} imports src/main.ts` : undefined,
  );
}

/** Imports of the package by its own name, which would walk around the table. */
export function importsByOwnName(files: readonly SourceFile[]): string[] {
  return eachImport(files, (file, specifier) =>
    /^(vigie(\/|$)|#)/.test(specifier) ? `${file.path} imports ${specifier}: use a relative path` : undefined,
  );
}

/** Imports of Node modules and packages in pure folders, but for the packages that `allowed` names. */
export function impureImports(files: readonly SourceFile[], allowed: ImportTable): string[] {
  return eachImport(files, (file, specifier, target) => {
    const packages = file.isTest || target !== undefined ? undefined : allowed[file.place ?? ''];
    if (packages === undefined || packages.includes(packageOf(specifier))) return undefined;
    return `${file.path} imports ${specifier}: ${file.place} is pure and may import ${packages.join(', ') || 'no package'}`;
  });
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Circles of files that import each other, types included, each told once. */
export function fileCycles(files: readonly SourceFile[]): string[] {
  const arrows = Object.fromEntries(
    files.map(({ path, imports }) => [path, imports.map(({ target }) => target ?? '').filter((to) => to !== path)]),
  );
  return cycles(arrows).map((circle) => `import cycle: ${circle.join(' → ')}`);
}

/** Circles in a table of arrows, each as the nodes in order with the first repeated at the end. */
export function cycles(arrows: ImportTable): string[][] {
  const found: string[][] = [];
  const finished = new Set<string>();
  const visit = (node: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(node);
    if (seenAt >= 0) found.push([...trail.slice(seenAt), node]);
    if (seenAt >= 0 || finished.has(node)) return;
    for (const next of arrows[node] ?? []) visit(next, [...trail, node]);
    finished.add(node);
  };
  for (const node of Object.keys(arrows)) visit(node, []);
  return found;
}

/** Places outside `src/config` that read the environment. */
export function environmentReads(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ place, isTest }) => place !== undefined && place !== 'config' && !isTest)
    .filter(({ program }) => [...descendants(program)].some(readsEnvironment))
    .map(({ path }) => `${path} reads process.env: only src/config may`);
}

function readsEnvironment(node: SyntaxNode): boolean {
  if (node.type === 'MemberExpression') return lastName(node) === 'env' && lastName(node.object) === 'process';
  if (node.type === 'VariableDeclarator') return lastName(node.init) === 'process' && bindsEnvironment(node.id);
  if (node.type !== 'ImportDeclaration' || !/^(node:)?process$/.test(String(node.source?.value))) return false;
  return (node.specifiers ?? []).some((specifier) => specifier.imported?.name === 'env');
}

function bindsEnvironment(pattern: SyntaxNode | null | undefined): boolean {
  return (pattern?.properties ?? []).some((property) => property.key?.name === 'env');
}

function eachImport(
  files: readonly SourceFile[],
  judge: (file: SourceFile, specifier: string, target: string | undefined) => string | undefined,
): string[] {
  return files
    .flatMap((file) => file.imports.map(({ specifier, target }) => judge(file, specifier, target)))
    .filter((problem) => problem !== undefined);
}
