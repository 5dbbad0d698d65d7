import type { CopyAnswerGiven, WholeOrder } from '../wire/shapes.ts';
import { type Draft, draftOf, emptyDraft, freshQuestion } from './draft.ts';

interface Beginning {
  readonly today: string;
  readonly language: string;
  /** Where no order was answered: the one that was used last. */
  readonly scheme: string;
  readonly background: string;
}

/**
 * Returns an order that asks what a recipient asked further: marked, and for whom it is, as the order whose answer they read, with the
 * words of the recipient as its one question.
 */
export function draftFromAnswer(
  { words, recipient, recipientId }: CopyAnswerGiven,
  before: WholeOrder | undefined,
  { background, ...beginning }: Beginning,
): Draft {
  const empty = emptyDraft(beginning);
  const question = {
    ...freshQuestion('A', before?.order.questions[0]?.expressions[0]?.language ?? beginning.language),
    wording: words,
  };
  const asked = { background, requestedBy: recipient, questions: [question] };
  if (!before) return { ...empty, ...asked };
  const { scheme, marking, markingReason, needToKnow, disciplines, sourceIds, recipientIds } = draftOf(before);
  const kept = { scheme, marking, markingReason, needToKnow, disciplines, sourceIds };
  return { ...empty, ...kept, ...asked, recipientIds: [...new Set([...recipientIds, recipientId])] };
}
