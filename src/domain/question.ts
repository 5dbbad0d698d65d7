import { Refusal } from '../errors.ts';
import type { Expression } from '../query/ast.ts';

export const QUESTION_STATES = ['open', 'partly answered', 'answered', 'past due', 'withdrawn'] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

/** What lifts an answer over the bar of the question: any one of its parts is enough. */
export interface Threshold {
  /** At least so much, in the query language's own words: `200M USD`. */
  readonly amount?: string | undefined;
  /** Named sectors, projects or systems of high interest. */
  readonly list?: readonly string[] | undefined;
  /** Whose significance a person must judge, and for what reason. */
  readonly significance?: string | undefined;
}

/** The watch expression in one language: bare words take the inflected forms of that language. */
export interface QuestionExpression {
  readonly language: string;
  /** As its author wrote it; the spans in `expression` point into it. */
  readonly source: string;
  readonly expression: Expression;
}

/**
 * Returns those of a question's expressions that count for a document: the one in the document's own language where there is
 * one, else each of them, as where the language is not known.
 */
export function expressionsFor<Written extends Pick<QuestionExpression, 'language'>>(
  expressions: readonly Written[],
  documentLanguage: string | null | undefined,
): readonly Written[] {
  const own = expressions.filter(({ language }) => language === documentLanguage);
  return own.length > 0 ? own : expressions;
}

/** One lettered, answerable part of an order. */
export interface Question {
  readonly letter: string;
  readonly wording: string;
  /** Its expressions, one for each language; that of the document's language counts, else any of them. */
  readonly expressions: readonly QuestionExpression[];
  readonly threshold?: Threshold | undefined;
  readonly marking?: string | undefined;
  /** Latest time of value, a UTC day. */
  readonly neededBy?: string | undefined;
  readonly state: QuestionState;
}

export type QuestionChange = 'answer in part' | 'answer' | 'doubt' | 'reopen' | 'miss' | 'withdraw';

const CHANGES: Readonly<Record<QuestionChange, { from: readonly QuestionState[]; to: QuestionState }>> = {
  'answer in part': { from: ['open', 'past due'], to: 'partly answered' },
  answer: { from: ['open', 'partly answered', 'past due'], to: 'answered' },
  // Whoever asked says that it is not the whole answer.
  doubt: { from: ['answered'], to: 'partly answered' },
  reopen: { from: ['answered', 'partly answered', 'withdrawn'], to: 'open' },
  miss: { from: ['open', 'partly answered'], to: 'past due' },
  withdraw: { from: ['open', 'partly answered', 'past due'], to: 'withdrawn' },
};

/** Returns the question after `change`; refused with `question-illegal-change` where its state does not allow it. */
export function changeQuestion<Changed extends Pick<Question, 'state'>>(
  question: Changed,
  change: QuestionChange,
): Changed {
  const { from, to } = CHANGES[change];
  if (!from.includes(question.state)) {
    throw new Refusal(
      'conflict',
      'question-illegal-change',
      `A question that is ${question.state} cannot ${change}; that is possible from: ${from.join(', ')}.`,
    );
  }
  return { ...question, state: to };
}

/** Returns whether an unanswered question has passed its latest time of value on `today`, a UTC day. */
export function isPastDue(question: Question, today: string): boolean {
  const waits = question.state === 'open' || question.state === 'partly answered';
  return waits && question.neededBy !== undefined && today > question.neededBy;
}
