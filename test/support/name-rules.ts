import type { SourceFile } from './source-file.ts';

/** Words that say nothing about what a thing is for. */
const EMPTY_WORDS = new Set(
  'util utils helper helpers manager managers handler handlers service services common misc base core data info process handle do'.split(
    ' ',
  ),
);

/** File and exported names that hold a word from the list of empty words. */
export function emptyNames(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, exportedNames }) => [
    ...path.split(/[/.]/).flatMap((segment) => judge(path, 'is named', segment)),
    ...exportedNames.flatMap((name) => judge(path, 'exports', name)),
  ]);
}

function judge(path: string, verb: string, name: string): string[] {
  return wordsOf(name)
    .filter((word) => EMPTY_WORDS.has(word))
    .map((word) => `${path} ${verb} ${name}: "${word}" says nothing; name the thing`);
}

/** Cuts kebab-case, snake_case, camelCase and PascalCase into lower-case words. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_-]+/);
}

/** Files with more lines than `cap`, but for the ones that are exempt by name. */
export function longFiles(files: readonly SourceFile[], cap: number, exempt: readonly string[]): string[] {
  return files
    .filter(({ path, lineCount }) => lineCount > cap && !exempt.includes(path))
    .map(({ path, lineCount }) => `${path} has ${lineCount} lines; the cap is ${cap}`);
}
