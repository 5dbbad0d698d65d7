import { changeQuestion, type QuestionState } from '../domain/question.ts';
import type { Answer } from '../domain/report.ts';
import { setQuestionState } from '../store/questions.ts';
import type { AnsweredQuestion } from '../store/report-parts.ts';
import type { Deed } from './act.ts';

/** What an approved report answers, and the questions as they stand. */
export interface ApprovedAnswers {
  readonly answers: readonly Answer[];
  readonly questions: ReadonlyMap<string, AnsweredQuestion>;
}

/**
 * Moves the questions that an approved report answers: to answered where one portion answers the whole of it, else to partly
 * answered. One that was answered before, or withdrawn, stays as it is.
 */
export async function answerQuestions(
  { client, name, because }: Pick<Deed, 'client' | 'name' | 'because'>,
  { answers, questions }: ApprovedAnswers,
): Promise<void> {
  const moved = new Map<QuestionState, string[]>();
  for (const [id, { state }] of questions) {
    const isWhole = answers.some(({ questionId, isWhole: whole }) => questionId === id && whole);
    const next = after(state as QuestionState, isWhole);
    if (next !== state) moved.set(next, [...(moved.get(next) ?? []), id]);
  }
  for (const [state, ids] of moved) {
    await setQuestionState(client, ids, state);
    name('question', ids);
    because(`question-${state.replace(' ', '-')}`);
  }
}

function after(state: QuestionState, isWhole: boolean): QuestionState {
  if (state === 'answered' || state === 'withdrawn' || (state === 'partly answered' && !isWhole)) return state;
  return changeQuestion({ state }, isWhole ? 'answer' : 'answer in part').state;
}
