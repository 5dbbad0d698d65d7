import { readFileSync } from 'node:fs';
import type { MatchDocument, StandingQuestion } from '../src/matcher/document.ts';
import { parse } from '../src/query/parse.ts';

/** Returns how many seconds `work` takes. */
export function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

/** Reads up to `limit` documents of a JSON lines file. */
export function readDocuments(path: string, limit = Number.POSITIVE_INFINITY): MatchDocument[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.slice(0, limit).map((line) => JSON.parse(line) as MatchDocument);
}

export interface QuestionSource {
  readonly id: string;
  readonly source: string;
}

/** Reads questions, `id<TAB>expression` a line. With `bare`, single quoted words lose their quotes. */
export function readQuestions(path: string, bare = false): QuestionSource[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const tab = line.indexOf('\t');
    const source = line.slice(tab + 1);
    return { id: line.slice(0, tab), source: bare ? source.replace(/"([^"\s]+)"/g, '$1') : source };
  });
}

/** Parses questions; one that is wrong ends the benchmark. */
export function parseQuestions(sources: readonly QuestionSource[]): StandingQuestion[] {
  return sources.map(({ id, source }) => {
    const parsed = parse(source);
    if (!parsed.ok) throw new Error(`${id}: ${parsed.findings[0]!.message}`);
    return { id, expression: parsed.expression };
  });
}
