import { SATISFACTIONS, type Satisfaction } from '../domain/channel.ts';
import { changeQuestion, type QuestionState } from '../domain/question.ts';
import { Refusal } from '../errors.ts';
import { readLabels } from '../store/labels.ts';
import { setQuestionState } from '../store/questions.ts';
import { lockCopy, type OwnCopy, readOwnCopy } from '../store/releases.ts';
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
/** All of them are read with the ledger. */
const MOST_ANSWERS = 50;

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
 * `copy-answer` else), the questions that the report answered are answered in part, unless another report supersedes it. Refused from
 * the fiftieth answer on (`copy-answered`).
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
      checkAnswerable(own);
      if (own.answers.filter(({ kind }) => kind === 'answer').length >= MOST_ANSWERS) {
        const message = `A copy is answered at most ${MOST_ANSWERS} times; write to the desk.`;
        throw new Refusal('conflict', 'copy-answered', message);
      }
    },
    async work(deed) {
      const copy = await found('copy', id, (known) => lockCopy(deed.client, known));
      checkAnswerable(copy);
      await keepReceipt(desk, deed, { copyId: id, kind: 'answer', detail: { satisfaction, words: words.trim() } });
      // What was superseded is answered by another report by now, if at all.
      if (satisfaction !== 'satisfied' && copy.state === 'current') await doubt(desk, deed, copy);
    },
  });
}

function checkAnswerable({ state }: { readonly state: OwnCopy['state'] }): void {
  if (state === 'recalled') throw new Refusal('conflict', 'copy-recalled', 'This copy was recalled.');
}

function checkAnswer(satisfaction: Satisfaction, words: string): void {
  const isKnown = SATISFACTIONS.includes(satisfaction) && words.length <= LONGEST_WORDS;
  if (isKnown && (satisfaction !== 'further-question' || words.trim() !== '')) return;
  const message = `An answer is one of ${SATISFACTIONS.join(', ')}; a further question is asked in at most ${LONGEST_WORDS} characters.`;
  throw new Refusal('invalid', 'copy-answer', message);
}

/**
 * The questions that a report was held to answer wholly are answered in part. As when it was approved, only those whose
 * readers may read the report: to others the state of a question would tell of a report that they may not know.
 */
async function doubt(
  { schemes }: Desk,
  { client, name, because }: Deed,
  { reportId, version, labelId }: { readonly reportId: string; readonly version: number; readonly labelId: number },
): Promise<void> {
  const answers = (await readAnswersOf(client, { id: reportId, version })).filter(({ isWhole }) => isWhole);
  const ofReport = [...new Set(answers.map(({ questionId }) => questionId))];
  const questions = [...(await answeredQuestions(client, ofReport, 'to change')).values()];
  const labels = await readLabels(client, [...new Set([labelId, ...questions.map((one) => one.labelId)])]);
  const own = labels.get(labelId)!;
  const ids = questions
    .filter((one) => one.state === 'answered' && schemes.dominates(labels.get(one.labelId)!, own))
    .map(({ id }) => id);
  if (ids.length === 0) return;
  const { state } = changeQuestion({ state: 'answered' as QuestionState }, 'doubt');
  await setQuestionState(client, ids, state);
  name('question', ids);
  because('question-doubted');
}
