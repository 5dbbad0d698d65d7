import {
  type Copy,
  type CopyInline,
  type CopyPortion,
  type Inline,
  inlinesOf,
  placePortions,
  type ReportPortion,
} from '../../schema/report-text.ts';
import type { WholeReport } from '../wire/shapes.ts';

/** Returns a report as a copy of the whole, for whoever writes it: what is not marked yet says so, and nothing is left out. */
export function wholeCopy({ report, banner, sources, questions }: WholeReport): Copy {
  const { portions, citations, answers } = report;
  const cited = portions.flatMap(inlinesOf).flatMap((one) => (one.kind === 'citation' ? [one.id] : []));
  const numbers = new Map([...new Set(cited)].map((id, at) => [id, at + 1]));
  const places = placePortions(portions);
  const kinds = new Map(portions.map(({ id, kind }) => [id, kind]));
  const asked = new Map(questions.map((question) => [question.id, question]));
  const inline = (one: Inline): CopyInline[] => {
    if (one.kind === 'text') return [copiedText(one)];
    if (one.kind === 'citation') return [{ kind: 'citation', number: numbers.get(one.id)! }];
    const to = kinds.get(one.id);
    return to === 'heading' || to === 'table' ? [{ kind: 'reference', to, number: places.get(one.id)!.number }] : [];
  };
  const words = (all: readonly Inline[]): CopyInline[] => all.flatMap(inline);
  const copied = (portion: ReportPortion): CopyPortion => {
    const { depth, number } = places.get(portion.id)!;
    const own = answers.filter(({ portionId }) => portionId === portion.id);
    const shared = {
      ...{ mark: portion.mark || '?', content: words(portion.content) },
      ...(portion.confidence && { confidence: portion.confidence }),
      ...(portion.likelihood && { likelihood: portion.likelihood }),
      answers: own.flatMap(({ questionId, isWhole }) => {
        const question = asked.get(questionId);
        return question ? [{ letter: question.letter, order: question.orderTitle, isWhole }] : [];
      }),
    };
    if (portion.kind === 'heading') return { ...shared, kind: 'heading', level: depth, number };
    if (portion.kind === 'item') return { ...shared, kind: 'item', depth, sign: number };
    if (portion.kind !== 'table') return { ...shared, kind: portion.kind };
    const rows = portion.rows.map(({ mark, cells }) => ({ mark: mark || '?', cells: cells.map(words) }));
    return { ...shared, kind: 'table', number, header: portion.header.map(words), rows };
  };
  return {
    ...{ scheme: report.handling.scheme, language: report.language, banner: banner ?? '?', notice: null },
    title: report.title.trim() === '' ? null : { mark: report.titleMark || '?', text: report.title },
    saysCut: false,
    portions: portions.map(copied),
    sources: citations.flatMap((citation) => {
      const [number, source] = [numbers.get(citation.id), sources.find(({ citationId }) => citationId === citation.id)];
      if (number === undefined) return [];
      const { quotation = null, reliability, credibility } = citation;
      const { title = '?', source: name = null, address = null, publishedOn = null, mark } = source ?? {};
      const marks = mark ? [{ scheme: report.handling.scheme, mark }] : undefined;
      return [{ number, marks, title, source: name, address, publishedOn, quotation, reliability, credibility }];
    }),
  };
}

function copiedText({ text, strong, emphasis, link }: Extract<Inline, { kind: 'text' }>): CopyInline {
  return {
    ...{ kind: 'text', text },
    ...(strong && { strong }),
    ...(emphasis && { emphasis }),
    ...(link !== undefined && { link }),
  };
}
