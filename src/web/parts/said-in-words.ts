import type { Said } from '../../errors.ts';
import type { Problem } from '../../schema/wire/problem.ts';
import type { Words } from '../words/en.ts';
import { type Sentences, sentenceOf } from '../words/said.ts';

/** Something that an engine or the desk says: its own sentence is English. */
export interface Sayable extends Pick<Said, 'code' | 'message'> {
  readonly values?: Said['values'] | undefined;
  readonly reason?: Sayable | undefined;
  /** What would be right, where a marking is spoken of. */
  readonly canonical?: string | undefined;
}

/** Returns what it says by the first table that has words for it, with what it goes back to; nothing where none has. */
export function saidInWords(said: Sayable, tables: readonly Sentences[]): string | undefined {
  const { code, canonical, reason } = said;
  const values = { ...(canonical !== undefined && { canonical }), ...said.values };
  const own = tables.map((table) => sentenceOf(table, { code, values })).find((one) => one !== undefined);
  const why = own !== undefined && reason ? saidInWords(reason, tables) : undefined;
  return why === undefined ? own : `${own} ${why}`;
}

/** The same for what the desk refused; of several things that are wrong with the whole, each is said. */
export function problemInWords(problem: Problem, tables: readonly Sentences[]): string | undefined {
  const ofWhole = (problem.findings ?? []).filter(({ path, span }) => path === undefined && span === undefined);
  const all = ofWhole.map((finding) => saidInWords(finding, tables));
  if (all.length > 1 && all.every((one) => one !== undefined)) return [...new Set(all)].join(' ');
  return saidInWords({ ...problem, message: problem.detail }, tables);
}

/** Where sentences are looked for beside a text that somebody writes. */
export function writingTables({ orderEditor, findings, refusals }: SaidWords): readonly Sentences[] {
  return [orderEditor.findings, findings, refusals];
}

type SaidWords = Pick<Words, 'orderEditor' | 'findings' | 'refusals'>;
