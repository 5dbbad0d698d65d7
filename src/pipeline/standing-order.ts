import { lookupAmong } from '../actions/target-lookup.ts';
import { type Accepting, accepts, type OfferedDocument } from '../domain/acceptance.ts';
import { expressionsFor, type Question } from '../domain/question.ts';
import type { StandingQuestion } from '../matcher/document.ts';
import { check } from '../query/check.ts';
import { errorsAmong } from '../query/finding.ts';
import { resolveTargets, type TargetLookup } from '../query/resolve.ts';
import type { HeldDocument } from '../store/matched-documents.ts';
import type { StandingProblem, StandingOrder as StoredOrder } from '../store/watched-orders.ts';

/** A question of an open order as documents are held against it. */
export interface HeldQuestion {
  readonly id: string;
  readonly letter: string;
  readonly expressions: readonly { readonly language: string }[];
}

/** The order with what the matcher takes of it; `problems` says what it cannot take. */
export interface StandingOrder {
  readonly id: string;
  readonly version: number;
  readonly changedAt: Date;
  readonly accepting: Accepting;
  readonly questions: readonly HeldQuestion[];
  readonly standing: readonly StandingQuestion[];
  readonly problems: readonly StandingProblem[];
}

/** Returns what documents are held against of an order: all its questions but those that are withdrawn. */
export function standingOrder({ content, questions, targets, sourceIds, ...stored }: StoredOrder): StandingOrder {
  const lookup = lookupAmong(targets);
  const held: HeldQuestion[] = [];
  const standing: StandingQuestion[] = [];
  const problems: StandingProblem[] = [];
  for (const { id, letter, state } of questions) {
    const question = content.order.questions.find((asked) => asked.letter === letter);
    if (!question || state === 'withdrawn') continue;
    held.push({ id, letter, expressions: question.expressions.map(({ language }) => ({ language })) });
    const { usable, unusable } = expressionsOf(question, lookup);
    standing.push(...usable.map((one) => ({ ...one, id: standingId(id, one.language) })));
    problems.push(...unusable);
  }
  const { window, replay, disciplines } = content.order;
  const accepting = { window, replay, disciplines, sourceIds };
  const { id, version, changedAt } = stored;
  return { id, version, changedAt, accepting, questions: held, standing, problems };
}

/** How the matcher calls an expression of a question. */
export function standingId(questionId: string, language: string): string {
  return `${questionId}/${language}`;
}

/** Returns the id of the question, and the language of the expression, that the matcher calls so. */
export function readStandingId(id: string): { readonly questionId: string; readonly language: string } {
  const at = id.indexOf('/');
  return { questionId: id.slice(0, at), language: id.slice(at + 1) };
}

interface Expressions {
  readonly usable: readonly (Omit<StandingQuestion, 'id'> & { readonly language: string })[];
  readonly unusable: readonly StandingProblem[];
}

function expressionsOf({ letter, expressions }: Question, lookup: TargetLookup): Expressions {
  const usable: Expressions['usable'][number][] = [];
  const unusable: StandingProblem[] = [];
  for (const { language, expression } of expressions) {
    const [error] = errorsAmong(check(expression, { language, lookup }));
    if (error) unusable.push({ letter, language, code: error.code, message: error.message });
    else usable.push({ language, expression: resolveTargets(expression, lookup) });
  }
  return { usable, unusable };
}

/** Returns the questions of an order that a document answers, of the expressions that it matched. */
export function answered(
  { accepting, questions }: Pick<StandingOrder, 'accepting' | 'questions'>,
  document: HeldDocument,
  matched: ReadonlySet<string>,
): string[] {
  if (!accepts(accepting, offeredOf(document))) return [];
  return questions.filter((question) => isAnswered(question, document, matched)).map(({ id }) => id);
}

function isAnswered(
  { id, expressions }: HeldQuestion,
  { language }: HeldDocument,
  matched: ReadonlySet<string>,
): boolean {
  return expressionsFor(expressions, language).some((one) => matched.has(standingId(id, one.language)));
}

function offeredOf({ publishedOn, receivedAt, sourceId, discipline }: HeldDocument): OfferedDocument {
  return {
    publishedOn: publishedOn ?? undefined,
    receivedOn: receivedAt.toISOString().slice(0, 10),
    sourceId: sourceId ?? undefined,
    discipline,
  };
}
