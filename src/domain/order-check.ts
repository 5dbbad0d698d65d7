import { Refusal } from '../errors.ts';
import { isDay } from '../query/days.ts';
import { parse } from '../query/parse.ts';
import { IDENTIFIER, LANGUAGE, LETTER } from './identifier.ts';
import { DISCIPLINES, type Order } from './order.ts';
import { QUESTION_STATES, type Question, type QuestionExpression } from './question.ts';
import { SENSITIVE_CATEGORIES } from './sensitive-words.ts';

/** The watch expression in one language as its author wrote it: what it means is read from nothing else. */
export type WrittenExpression = Pick<QuestionExpression, 'language' | 'source'>;

export interface WrittenQuestion extends Omit<Question, 'expressions'> {
  readonly expressions: readonly WrittenExpression[];
}

/** What an order says as somebody wrote it, before anything of it is checked. */
export interface WrittenText extends Omit<Order, 'status' | 'questions'> {
  readonly questions: readonly WrittenQuestion[];
}

const LONGEST_TEXT = 10_000;
const MOST_QUESTIONS = 200;
const MOST_TARGETS = 500;
/** Of anything else that an order lists. */
const MOST_LISTED = 500;

/**
 * Returns the order with its expressions parsed; refused where anything of it is not as an order must be. What is no part
 * of an order, and so is not checked, is left out.
 */
export function checkedOrder(written: WrittenText): Omit<Order, 'status'> {
  checkSize(written);
  checkChoices(written);
  checkTexts(written);
  checkDays(written);
  checkLetters(written);
  return {
    ...only(written, ['id', 'title', 'background', 'purpose', 'legalBasis', 'requestedBy', 'priority', 'replay']),
    ...only(written, ['marking', 'markingReason', 'disciplines', 'necessity', 'sensitive', 'unknowns']),
    window: only(written.window, ['from', 'until']),
    events: written.events.map((event) => only(event, ['date', 'title'])),
    targets: written.targets.map((target) => only(target, ['letter', 'target', 'marking', 'note', 'necessity'])),
    questions: written.questions.map(parsedQuestion),
    recipients: written.recipients.map((recipient) => only(recipient, ['name', 'address'])),
  };
}

function only<T extends object, Key extends keyof T>(whole: T, keys: readonly Key[]): Pick<T, Key> {
  const known = keys.filter((key) => whole[key] !== undefined);
  return Object.fromEntries(known.map((key) => [key, whole[key]])) as Pick<T, Key>;
}

function checkSize({ questions, targets, events, recipients, unknowns, sensitive = [] }: WrittenText): void {
  const isTooLarge =
    questions.length > MOST_QUESTIONS ||
    targets.length > MOST_TARGETS ||
    [events, recipients, unknowns, sensitive].some(({ length }) => length > MOST_LISTED) ||
    questions.some(({ expressions, threshold }) => {
      return expressions.length > MOST_LISTED || (threshold?.list ?? []).length > MOST_LISTED;
    });
  if (isTooLarge) {
    const message = `An order has at most ${MOST_QUESTIONS} questions, ${MOST_TARGETS} targets, and ${MOST_LISTED} of anything else; share it out.`;
    throw new Refusal('invalid', 'order-too-large', message);
  }
  if (questions.length === 0) throw new Refusal('invalid', 'order-no-question', 'An order asks at least one question.');
}

function checkChoices({ id, priority, replay, disciplines, sensitive = [], questions }: WrittenText): void {
  if (!IDENTIFIER.test(id)) {
    const message = 'An order is named with letters, digits, - and _ (at most 100), such as parties-2012.';
    throw new Refusal('invalid', 'order-name', message);
  }
  if (!(Number.isInteger(priority) && priority >= 1 && priority <= 5)) {
    throw new Refusal('invalid', 'order-priority', 'The priority is a whole number from 1 (most urgent) to 5.');
  }
  if (typeof replay !== 'boolean') {
    throw new Refusal('invalid', 'order-replay', 'An order is a replay or it is none: true or false.');
  }
  if (disciplines.length === 0 || !areDistinct(disciplines) || disciplines.some((one) => !DISCIPLINES.includes(one))) {
    const message = `The disciplines of an order are one or more of these, each once: ${DISCIPLINES.join(', ')}.`;
    throw new Refusal('invalid', 'order-disciplines', message);
  }
  if (sensitive.some((one) => !SENSITIVE_CATEGORIES.includes(one))) {
    const message = `What an order may touch on is one of these: ${SENSITIVE_CATEGORIES.join(', ')}.`;
    throw new Refusal('invalid', 'order-sensitive-category', message);
  }
  if (questions.some(({ state }) => !QUESTION_STATES.includes(state))) {
    const message = `The state of a question is one of these: ${QUESTION_STATES.join(', ')}.`;
    throw new Refusal('invalid', 'order-question-state', message);
  }
}

function checkTexts(order: WrittenText): void {
  const { title, purpose, questions, targets, events, recipients, unknowns } = order;
  const needed = [
    ...[title, purpose, order.marking],
    ...questions.map(({ wording }) => wording),
    ...targets.flatMap(({ target, marking }) => [target, marking]),
    ...events.map((event) => event.title),
    ...recipients.map(({ name }) => name),
  ];
  if (needed.some((text) => typeof text !== 'string' || text.trim() === '')) {
    const message =
      'An order has a title, a purpose and a marking; each question a wording; each target a name and a marking; each event a title; each recipient a name.';
    throw new Refusal('invalid', 'order-text-missing', message);
  }
  const other = [
    ...[order.background, order.legalBasis, order.requestedBy, order.markingReason, order.necessity, ...unknowns],
    ...targets.flatMap(({ note, necessity }) => [note, necessity]),
    ...recipients.map(({ address }) => address),
    ...questions.flatMap(({ marking, threshold: { amount, list = [], significance } = {} }) => {
      return [marking, amount, significance, ...list];
    }),
  ];
  if ([...needed, ...other].some((text) => text !== undefined && !isShort(text))) {
    const message = `Each text of an order has at most ${LONGEST_TEXT} characters.`;
    throw new Refusal('invalid', 'order-text-too-long', message);
  }
}

function isShort(text: unknown): boolean {
  return typeof text === 'string' && text.length <= LONGEST_TEXT;
}

function checkDays({ window: { from, until }, events, questions }: WrittenText): void {
  const end = until === 'unknown' ? undefined : until;
  const days = [from, end, ...questions.map(({ neededBy }) => neededBy)];
  const areDays = days.every((day) => day === undefined || isStatedDay(day));
  if (!(areDays && events.every(({ date }) => isStatedDay(date)))) {
    const message =
      'The window, the events and the latest times of value of an order are days that exist, written YYYY-MM-DD; the end of the window may be unknown.';
    throw new Refusal('invalid', 'order-day', message);
  }
  if (from !== undefined && end !== undefined && from > end) {
    const message = 'The window ends before it begins; put the earlier day under “from”.';
    throw new Refusal('invalid', 'order-window-reversed', message);
  }
}

function isStatedDay(day: unknown): boolean {
  return typeof day === 'string' && isDay(day);
}

function checkLetters({ questions, targets }: WrittenText): void {
  for (const part of [questions, targets]) {
    const letters = part.map(({ letter }) => letter);
    if (letters.some((letter) => !LETTER.test(letter))) {
      const message = 'A question or a target has a capital letter, such as A; AB and A2 will do too.';
      throw new Refusal('invalid', 'order-letter', message);
    }
    if (!areDistinct(letters)) {
      const message = 'Each question and each target of an order has a letter of its own.';
      throw new Refusal('invalid', 'order-double-letter', message);
    }
  }
}

function areDistinct(items: readonly string[]): boolean {
  return new Set(items).size === items.length;
}

function parsedQuestion(question: WrittenQuestion): Question {
  const { letter, expressions, threshold } = question;
  if (threshold?.amount !== undefined && !parse(`amount >= ${threshold.amount}`).ok) {
    const message = `“${threshold.amount}” is no amount; write a figure and a currency, such as 200M USD.`;
    throw new Refusal('invalid', 'order-threshold-amount', message);
  }
  const languages = expressions.map(({ language }) => language);
  if (languages.some((language) => !LANGUAGE.test(language)) || !areDistinct(languages)) {
    const message = `Question ${letter} has one expression for each language, which is an ISO 639-1 code such as fr.`;
    throw new Refusal('invalid', 'order-expression-language', message);
  }
  return {
    ...only(question, ['letter', 'wording', 'marking', 'neededBy', 'state']),
    ...(threshold && { threshold: only(threshold, ['amount', 'list', 'significance']) }),
    expressions: expressions.map((expression) => parsedExpression(letter, expression)),
  };
}

/** Whatever else came with the expression is left: a tree from elsewhere could say something else than its source. */
function parsedExpression(letter: string, { language, source }: WrittenExpression): QuestionExpression {
  const parsed = parse(String(source));
  if (parsed.ok) return { language, source, expression: parsed.expression };
  const message = `The expression of question ${letter} (${language}) cannot be looked for. ${parsed.findings[0]!.message}`;
  throw new Refusal('invalid', 'order-expression', message, { findings: parsed.findings });
}
