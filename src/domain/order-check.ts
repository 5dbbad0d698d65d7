import { Refusal, type SaidValues } from '../errors.ts';
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
  checkTexts(written);
  checkChoices(written);
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
    const values = { questions: MOST_QUESTIONS, targets: MOST_TARGETS, most: MOST_LISTED };
    throw new Refusal('invalid', 'order-too-large', message, { values });
  }
  if (questions.length === 0)
    throw refused('order-no-question', 'An order asks at least one question.', [['questions']]);
}

/** A field of an order, by the names that lead to it. */
type FieldPath = readonly (string | number)[];

/** What is refused, and the fields that it is about, so that whoever wrote them is shown where. */
function refused(code: string, message: string, paths: readonly FieldPath[], values?: SaidValues): Refusal {
  const named = values && { values };
  const findings = paths.map((path) => ({ code, message, path, ...named }));
  return new Refusal('invalid', code, message, { findings, ...named });
}

function checkChoices({ id, priority, replay, disciplines, sensitive = [], questions }: WrittenText): void {
  if (!IDENTIFIER.test(id)) {
    const message = 'An order is named with letters, digits, - and _ (at most 100), such as parties-2012.';
    throw refused('order-name', message, [['id']]);
  }
  if (!(Number.isInteger(priority) && priority >= 1 && priority <= 5)) {
    throw refused('order-priority', 'The priority is a whole number from 1 (most urgent) to 5.', [['priority']]);
  }
  if (typeof replay !== 'boolean') {
    throw refused('order-replay', 'An order is a replay or it is none: true or false.', [['replay']]);
  }
  if (disciplines.length === 0 || !areDistinct(disciplines) || disciplines.some((one) => !DISCIPLINES.includes(one))) {
    const message = `The disciplines of an order are one or more of these, each once: ${DISCIPLINES.join(', ')}.`;
    throw refused('order-disciplines', message, [['disciplines']]);
  }
  if (sensitive.some((one) => !SENSITIVE_CATEGORIES.includes(one))) {
    const message = `What an order may touch on is one of these: ${SENSITIVE_CATEGORIES.join(', ')}.`;
    throw refused('order-sensitive-category', message, [['sensitive']]);
  }
  if (questions.some(({ state }) => !QUESTION_STATES.includes(state))) {
    const message = `The state of a question is one of these: ${QUESTION_STATES.join(', ')}.`;
    throw new Refusal('invalid', 'order-question-state', message);
  }
}

/** A text of an order, and where it stands. */
type PlacedText = readonly [FieldPath, unknown];

function checkTexts(order: WrittenText): void {
  const needed = neededTexts(order);
  const missing = needed.filter(([, text]) => typeof text !== 'string' || text.trim() === '');
  if (missing.length > 0) {
    const message =
      'An order has a title, a purpose and a marking; each question a wording; each target a name and a marking; each event a title; each recipient a name.';
    throw refused(
      'order-text-missing',
      message,
      missing.map(([path]) => path),
    );
  }
  const long = [...needed, ...otherTexts(order)].filter(([, text]) => text !== undefined && !isShort(text));
  if (long.length > 0) {
    throw refused(
      'order-text-too-long',
      `Each text of an order has at most ${LONGEST_TEXT} characters.`,
      long.map(([path]) => path),
    );
  }
}

function neededTexts({ title, purpose, marking, questions, targets, events, recipients }: WrittenText): PlacedText[] {
  return [
    [['title'], title],
    [['purpose'], purpose],
    [['marking'], marking],
    ...questions.map(({ wording }, at): PlacedText => [['questions', at, 'wording'], wording]),
    ...targets.flatMap((one, at): PlacedText[] => [
      [['targets', at, 'target'], one.target],
      [['targets', at, 'marking'], one.marking],
    ]),
    ...events.map((event, at): PlacedText => [['events', at, 'title'], event.title]),
    ...recipients.map(({ name }, at): PlacedText => [['recipients', at, 'name'], name]),
  ];
}

function otherTexts(order: WrittenText): PlacedText[] {
  const { targets, recipients, questions, unknowns } = order;
  const own = ['background', 'legalBasis', 'requestedBy', 'markingReason', 'necessity'] as const;
  return [
    ...own.map((name): PlacedText => [[name], order[name]]),
    ...unknowns.map((text, at): PlacedText => [['unknowns', at], text]),
    ...targets.flatMap(({ note, necessity }, at): PlacedText[] => [
      [['targets', at, 'note'], note],
      [['targets', at, 'necessity'], necessity],
    ]),
    ...recipients.map(({ address }, at): PlacedText => [['recipients', at, 'address'], address]),
    ...questions.flatMap(({ marking, threshold: { amount, list = [], significance } = {} }, at): PlacedText[] => [
      [['questions', at, 'marking'], marking],
      [['questions', at, 'threshold', 'amount'], amount],
      [['questions', at, 'threshold', 'significance'], significance],
      ...list.map((text): PlacedText => [['questions', at, 'threshold', 'list'], text]),
    ]),
  ];
}

function isShort(text: unknown): boolean {
  return typeof text === 'string' && text.length <= LONGEST_TEXT;
}

function checkDays({ window: { from, until }, events, questions }: WrittenText): void {
  const end = until === 'unknown' ? undefined : until;
  const days: readonly PlacedText[] = [
    [['window', 'from'], from],
    [['window', 'until'], end],
    ...questions.map(({ neededBy }, at): PlacedText => [['questions', at, 'neededBy'], neededBy]),
  ];
  const wrong = [
    ...days.filter(([, day]) => day !== undefined && !isStatedDay(day)),
    ...events.map(({ date }, at): PlacedText => [['events', at, 'date'], date]).filter(([, day]) => !isStatedDay(day)),
  ];
  if (wrong.length > 0) {
    const message =
      'The window, the events and the latest times of value of an order are days that exist, written YYYY-MM-DD; the end of the window may be unknown.';
    throw refused(
      'order-day',
      message,
      wrong.map(([path]) => path),
    );
  }
  if (from !== undefined && end !== undefined && from > end) {
    const message = 'The window ends before it begins; put the earlier day under “from”.';
    throw refused('order-window-reversed', message, [['window', 'until']]);
  }
}

function isStatedDay(day: unknown): boolean {
  return typeof day === 'string' && isDay(day);
}

function checkLetters({ questions, targets }: WrittenText): void {
  for (const [name, part] of [
    ['questions', questions],
    ['targets', targets],
  ] as const) {
    const letters = part.map(({ letter }) => letter);
    const placesWhere = (isWrong: (letter: string, at: number) => boolean): FieldPath[] =>
      letters.flatMap((letter, at) => (isWrong(letter, at) ? [[name, at, 'letter']] : []));
    const unfit = placesWhere((letter) => !LETTER.test(letter));
    if (unfit.length > 0) {
      const message = 'A question or a target has a capital letter, such as A; AB and A2 will do too.';
      throw refused('order-letter', message, unfit);
    }
    const doubles = placesWhere((letter, at) => letters.indexOf(letter) !== at);
    if (doubles.length > 0) {
      const message = 'Each question and each target of an order has a letter of its own.';
      throw refused('order-double-letter', message, doubles);
    }
  }
}

function areDistinct(items: readonly string[]): boolean {
  return new Set(items).size === items.length;
}

function parsedQuestion(question: WrittenQuestion, at: number): Question {
  const { letter, expressions, threshold } = question;
  if (threshold?.amount !== undefined && !parse(`amount >= ${threshold.amount}`).ok) {
    const message = `“${threshold.amount}” is no amount; write a figure and a currency, such as 200M USD.`;
    const values = { amount: threshold.amount };
    throw refused('order-threshold-amount', message, [['questions', at, 'threshold', 'amount']], values);
  }
  const languages = expressions.map(({ language }) => language);
  if (languages.some((language) => !LANGUAGE.test(language)) || !areDistinct(languages)) {
    const message = `Question ${letter} has one expression for each language, which is an ISO 639-1 code such as fr.`;
    throw refused('order-expression-language', message, [['questions', at, 'expressions']]);
  }
  return {
    ...only(question, ['letter', 'wording', 'marking', 'neededBy', 'state']),
    ...(threshold && { threshold: only(threshold, ['amount', 'list', 'significance']) }),
    expressions: expressions.map((expression, place) =>
      parsedExpression(letter, expression, ['questions', at, 'expressions', place, 'source']),
    ),
  };
}

/** Whatever else came with the expression is left: a tree from elsewhere could say something else than its source. */
function parsedExpression(
  letter: string,
  { language, source }: WrittenExpression,
  path: FieldPath,
): QuestionExpression {
  const parsed = parse(String(source));
  if (parsed.ok) return { language, source, expression: parsed.expression };
  const message = `The expression of question ${letter} (${language}) cannot be looked for. ${parsed.findings[0]!.message}`;
  const findings = parsed.findings.map((finding) => ({ ...finding, path }));
  throw new Refusal('invalid', 'order-expression', message, {
    findings,
    values: { letter, language },
    reason: parsed.findings[0]!,
  });
}
