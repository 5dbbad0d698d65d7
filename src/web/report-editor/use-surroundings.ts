import { useMemo } from 'react';
import type { Confidence, Likelihood } from '../../schema/report-text.ts';
import { COPY_WORDS } from '../../schema/report-text.ts';
import type { WholeOrder } from '../wire/shapes.ts';
import { useLanguage, useWords } from '../words/words-context.tsx';
import type { BlockAnswer } from './report-document.ts';
import type { CitedSource, Surroundings } from './shown-blocks.ts';
import type { ReportDraft } from './use-report-draft.ts';

/** What stands beside the text: by what the desk said last, and by what was added since. */
export function useSurroundings(
  { fields, said }: ReportDraft,
  { added, orders }: { readonly added: ReadonlyMap<string, CitedSource>; readonly orders: readonly WholeOrder[] },
): Surroundings {
  const { reportEditor } = useWords();
  const { language } = useLanguage();
  const { scheme, marking } = fields.handling;
  const questions = useMemo(() => questionNames(said, orders), [said, orders]);
  return useMemo(() => {
    const words = COPY_WORDS[language];
    const known = said.sources.map(({ citationId, title, source, mark }): [string, CitedSource] => [
      citationId,
      { title, source, ...(mark !== null && { marking: { scheme, marking: mark } }) },
    ]);
    return {
      handling: { scheme, marking },
      cited: new Map([...added, ...known]),
      notes: ({ attrs }) => {
        const { likelihood, confidence, answers } = attrs as {
          likelihood: Likelihood | null;
          confidence: Confidence | null;
          answers: readonly BlockAnswer[];
        };
        const answered = answers.flatMap(({ questionId, isWhole }) => {
          const question = questions.get(questionId);
          return question ? [words.answers(question.letter, question.order, isWhole)] : [];
        });
        return [likelihood && words.likelihood(likelihood), confidence && words.confidence(confidence), ...answered]
          .filter(Boolean)
          .join(' ');
      },
      wrong: new Set(
        // What is not marked shows that by itself.
        said.findings.flatMap(({ code, severity, portionId }) =>
          severity === 'error' && code !== 'report-unmarked' && portionId ? [portionId] : [],
        ),
      ),
      say: {
        mark: reportEditor.mark.isMarked,
        unmarked: (proposal) =>
          proposal === undefined ? reportEditor.mark.isUnmarked : reportEditor.mark.isProposed(proposal),
        below: reportEditor.mark.isBelow,
        citation: reportEditor.citation,
        table: reportEditor.table,
        gone: reportEditor.gone,
      },
    };
  }, [scheme, marking, said, added, questions, language, reportEditor]);
}

interface QuestionName {
  readonly letter: string;
  readonly order: string;
}

function questionNames(said: ReportDraft['said'], orders: readonly WholeOrder[]): ReadonlyMap<string, QuestionName> {
  return new Map([
    ...said.questions.map(({ id, letter, orderTitle }): [string, QuestionName] => [id, { letter, order: orderTitle }]),
    ...orders.flatMap(({ order, questions }) =>
      questions.map(({ id, letter }): [string, QuestionName] => [id, { letter, order: order.title }]),
    ),
  ]);
}
