import { SATISFACTIONS, type Satisfaction } from '../domain/channel.ts';
import { changeQuestion, type QuestionState } from '../domain/question.ts';
import { Refusal } from '../errors.ts';
import { setQuestionState } from '../store/questions.ts';
import { lockCopy, readOwnCopy } from '../store/releases.ts';
import { answeredQuestions, readAnswersOf } from '../store/report-parts.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import { asActor } from './as-actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { keepReceipt } from './own-copies.ts';

/** What a recipient says of a copy. */
export interface CopyAnswer {
  readonly id: string;
  readonly satisfaction: Satisfaction;
  readonly words?: string | undefined;
}

const LONGEST_WORDS = 4_000;

/** Says that a copy has come and was taken note of. */
export function acknowledgeCopy(desk: Desk, actor: Actor, id: string): Promise<void> {
  return act(desk, actor, {
    action: 'copy-acknowledge',
    roles: ['recipient'],
    objects: [{ noun: 'copy', id }],
    async work(deed) {
      const own = await found('copy', id, (known) => readOwnCopy(deed.client, known));
      if (own.answers.some(({ kind }) => kind === 'acknowledgement')) return;
      await keepReceipt(desk, deed, { copyId: id, kind: 'acknowledgement', detail: {} });
    },
  });
}

/**
 * Keeps what a recipient says of a copy. Where it answers in part only, or raises a further question (with words then,
 * `copy-answer` else), the questions that the report answered are answered in part.
 */
export function answerCopy(desk: Desk, actor: Actor, { id, satisfaction, words = '' }: CopyAnswer): Promise<void> {
  return act(desk, actor, {
    action: 'copy-answer',
    roles: ['recipient'],
    objects: [{ noun: 'copy', id }],
    as: 'work',
    async prepare(now) {
      checkAnswer(satisfaction, words);
      const own = await asActor(desk, actor, now, (client) => found('copy', id, (known) => readOwnCopy(client, known)));
      if (own.state === 'recalled') throw new Refusal('conflict', 'copy-recalled', 'This copy was recalled.');
    },
    async work(deed) {
      const copy = await found('copy', id, (known) => lockCopy(deed.client, known));
      await keepReceipt(desk, deed, { copyId: id, kind: 'answer', detail: { satisfaction, words: words.trim() } });
      if (satisfaction !== 'satisfied') await doubt(deed, copy);
    },
  });
}

function checkAnswer(satisfaction: Satisfaction, words: string): void {
  const isKnown = SATISFACTIONS.includes(satisfaction) && words.length <= LONGEST_WORDS;
  if (isKnown && (satisfaction !== 'further-question' || words.trim() !== '')) return;
  const message = `An answer is one of ${SATISFACTIONS.join(', ')}; a further question is asked in at most ${LONGEST_WORDS} characters.`;
  throw new Refusal('invalid', 'copy-answer', message);
}

/** The questions that a report was held to answer wholly are answered in part. */
async function doubt(
  { client, name, because }: Deed,
  { reportId, version }: { readonly reportId: string; readonly version: number },
): Promise<void> {
  const answers = await readAnswersOf(client, { id: reportId, version });
  const questions = await answeredQuestions(client, [...new Set(answers.map(({ questionId }) => questionId))]);
  const ids = [...questions.values()].filter(({ state }) => state === 'answered').map(({ id }) => id);
  if (ids.length === 0) return;
  const { state } = changeQuestion({ state: 'answered' as QuestionState }, 'doubt');
  await setQuestionState(client, ids, state);
  name('question', ids);
  because('question-doubted');
}
