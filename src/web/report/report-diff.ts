import type { CopyWords } from '../../schema/report-text.ts';
import { type Inline, inlinesOf, type ReportPortion, type WrittenReport } from '../../schema/report-text.ts';

/** The parts of a report beside its portions. */
export type ReportPart = 'title' | 'titleMark' | 'language' | 'handling' | 'raised' | 'saysCut';

/** What changed in one part or portion; one that was not there before, or is not any more, is empty. */
export type ReportChange = {
  readonly before: string;
  readonly after: string;
  /** Tells it apart from the others. */
  readonly key: string;
} & (
  | { readonly part: ReportPart }
  | { readonly part: 'portion'; readonly isMoved: boolean }
  | { readonly part: 'citation' }
);

/** How what is said of a portion beside its words is put. */
export type DiffWords = Pick<CopyWords, 'likelihood' | 'confidence'> & { answers(isWhole: boolean): string };

/** Returns what changed from one version of a report to another: portions are known by their ids, wherever they stand. */
export function reportDiff(before: WrittenReport, after: WrittenReport, say: DiffWords): readonly ReportChange[] {
  return [...partChanges(before, after), ...portionChanges(before, after, say), ...citationChanges(before, after)];
}

function partChanges(before: WrittenReport, after: WrittenReport): readonly ReportChange[] {
  const [old, fresh] = [partTexts(before), partTexts(after)];
  return (Object.keys(fresh) as ReportPart[]).flatMap((part) =>
    old[part] === fresh[part] ? [] : [{ part, key: part, before: old[part], after: fresh[part] }],
  );
}

function partTexts({
  title,
  titleMark,
  language,
  handling,
  raised,
  saysCut,
}: WrittenReport): Record<ReportPart, string> {
  const needs = handling.needToKnow.map((anyOf) => anyOf.join(' / '));
  return {
    ...{ title, titleMark, language, saysCut: saysCut ? '✓' : '' },
    handling: [handling.scheme, handling.marking, ...needs].join(' · '),
    raised: raised ? `${raised.marking} – ${raised.reason}` : '',
  };
}

function portionChanges(before: WrittenReport, after: WrittenReport, say: DiffWords): readonly ReportChange[] {
  const old = new Map(before.portions.map((portion) => [portion.id, portionText(portion, before, say)]));
  const fresh = new Map(after.portions.map((portion) => [portion.id, portionText(portion, after, say)]));
  const kept = before.portions.filter(({ id }) => fresh.has(id)).map(({ id }) => id);
  const still = new Set(
    longestRun(
      kept,
      after.portions.flatMap(({ id }) => (old.has(id) ? [id] : [])),
    ),
  );
  const changed = after.portions.flatMap(({ id }): ReportChange[] => {
    const [was, is] = [old.get(id) ?? '', fresh.get(id)!];
    const isMoved = old.has(id) && !still.has(id);
    return was === is && !isMoved ? [] : [{ part: 'portion', key: id, before: was, after: is, isMoved }];
  });
  const gone = before.portions.flatMap(({ id }): ReportChange[] =>
    fresh.has(id) ? [] : [{ part: 'portion', key: id, before: old.get(id)!, after: '', isMoved: false }],
  );
  return [...changed, ...gone];
}

/** The longest run of ids that both have in the same order: those that did not move. */
function longestRun(one: readonly string[], other: readonly string[]): readonly string[] {
  const places = new Map(one.map((id, at) => [id, at]));
  const best: { readonly id: string; readonly at: number; readonly length: number; readonly before: number }[] = [];
  for (const id of other) {
    const at = places.get(id)!;
    let [length, before] = [1, -1];
    for (const [index, run] of best.entries()) {
      if (run.at < at && run.length >= length) [length, before] = [run.length + 1, index];
    }
    best.push({ id, at, length, before });
  }
  const run: string[] = [];
  let last = best.reduce((longest, { length }, at) => (length > (best[longest]?.length ?? 0) ? at : longest), -1);
  for (; last >= 0; last = best[last]!.before) run.push(best[last]!.id);
  return run;
}

/** A portion as one text: its mark, how sure it is, and its words. */
function portionText(portion: ReportPortion, { answers }: WrittenReport, say: DiffWords): string {
  const { confidence, likelihood } = portion;
  const mark = portion.mark || '?';
  const own = answers.filter(({ portionId }) => portionId === portion.id);
  const judged = [
    likelihood && say.likelihood(likelihood),
    confidence && say.confidence(confidence),
    ...own.map(({ isWhole }) => say.answers(isWhole)),
  ].filter(Boolean);
  const aside = judged.length > 0 ? ` [${judged.join(' ')}]` : '';
  if (portion.kind !== 'table') return `(${mark}) ${signOf(portion)}${wordsOf(portion.content)}${aside}`;
  const lines = [
    `(${mark}) ${wordsOf(portion.content)}${aside}`,
    portion.header.map(wordsOf).join(' | '),
    ...portion.rows.map((row) => `(${row.mark || '?'}) ${row.cells.map(wordsOf).join(' | ')}`),
  ];
  return lines.join('\n');
}

function signOf(portion: ReportPortion): string {
  if (portion.kind === 'heading') return `${'#'.repeat(portion.level)} `;
  if (portion.kind === 'item') return `${'  '.repeat(portion.depth)}${portion.isNumbered ? '1.' : '•'} `;
  return portion.kind === 'quote' ? '> ' : '';
}

function wordsOf(inlines: readonly Inline[]): string {
  return inlines.map((one) => (one.kind === 'text' ? one.text : one.kind === 'citation' ? '[*]' : '§')).join('');
}

function citationChanges(before: WrittenReport, after: WrittenReport): readonly ReportChange[] {
  const [old, fresh] = [citationTexts(before), citationTexts(after)];
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((id): ReportChange[] => {
    const [was, is] = [old.get(id) ?? '', fresh.get(id) ?? ''];
    return was === is ? [] : [{ part: 'citation', key: id, before: was, after: is }];
  });
}

function citationTexts({ citations, portions }: WrittenReport): ReadonlyMap<string, string> {
  const cited = new Set(portions.flatMap(inlinesOf).flatMap((one) => (one.kind === 'citation' ? [one.id] : [])));
  return new Map(
    citations
      .filter(({ id }) => cited.has(id))
      .map(({ id, reliability, credibility, quotation = '' }) => [
        id,
        `${reliability ?? '–'}${credibility ?? '–'} ${quotation}`.trim(),
      ]),
  );
}
