import type { Said } from '../errors.ts';
import { daysIn } from '../query/days.ts';
import type { Order } from './order.ts';
import { SENSITIVE_CATEGORIES, type SensitiveCategory, sensitiveCategoriesIn } from './sensitive-words.ts';

/** A person whom an order names, as a lettered target or in an expression, and the public role that makes them a target. */
export interface NamedPerson {
  readonly name: string;
  readonly letter?: string | null | undefined;
  readonly role?: string | null | undefined;
}

/** Why an order that names people may not go on: a code and a sentence. */
export type PersonProblem = Said;

/** What an order about a person must have, and when it is looked at. */
export interface PersonRules {
  readonly people: readonly NamedPerson[];
  /** Categories for which an administrator recorded why they are necessary. */
  readonly excepted: readonly SensitiveCategory[];
  /** UTC day, `YYYY-MM-DD`. */
  readonly today: string;
}

/** How long an order about a person may run, in months. */
const LONGEST_MONTHS = 12;

/** An order as far as the rules look at it: what a caller leaves out, it does not say. */
type AskedOrder = Pick<Order, 'title' | 'purpose' | 'questions' | 'targets' | 'window' | 'replay'> &
  Partial<
    Pick<Order, 'background' | 'requestedBy' | 'markingReason' | 'sensitive' | 'necessity' | 'events' | 'unknowns'>
  >;

/**
 * Returns what forbids an order that names people: a role or necessity that is not stated, an end that is not known or
 * more than twelve months away (for a replay: a window that is not past, or longer than that), a sensitive category
 * without a recorded reason. Nothing where it names nobody.
 */
export function personProblems(order: AskedOrder, { people, excepted, today }: PersonRules): PersonProblem[] {
  if (people.length === 0) return [];
  const problems: PersonProblem[] = [];
  for (const { name, letter, role } of people) {
    if (!role?.trim()) {
      const message = `The target ${name} is a person: the public role (office, candidate, executive …) must be stated.`;
      problems.push({ code: 'order-person-role', message, values: { target: name } });
    }
    const own = order.targets.find((target) => target.letter === letter)?.necessity;
    if (!(own ?? order.necessity)?.trim()) {
      const message = `The target ${name} is a person: the order must say why it is necessary to ask about them.`;
      problems.push({ code: 'order-person-necessity', message, values: { target: name } });
    }
  }
  if (!endsInTime(order, today)) {
    const message = order.replay
      ? `A replay that names a person looks at stated days that are past, at most ${LONGEST_MONTHS} months of them.`
      : `An order that names a person ends on a stated day, at most ${LONGEST_MONTHS} months from now.`;
    problems.push({ code: 'order-person-window', message, values: { case: order.replay ? 'replay' : 'standing' } });
  }
  for (const category of sensitiveCategories(order).filter((one) => !excepted.includes(one))) {
    const message = `An order that names a person may not touch on ${category}, unless an administrator records why that is necessary.`;
    problems.push({ code: 'order-person-sensitive', message, values: { case: category } });
  }
  return problems;
}

/** Returns the sensitive categories that an order declares or touches by its words, each once. */
export function sensitiveCategories(order: AskedOrder): SensitiveCategory[] {
  const found = sensitiveCategoriesIn(wordsOf(order).join('\n'));
  return SENSITIVE_CATEGORIES.filter((one) => found.includes(one) || order.sensitive?.includes(one));
}

/** Everything in which an author could say what is asked for. */
function wordsOf(order: AskedOrder): string[] {
  const { title, purpose, background, requestedBy, markingReason, necessity } = order;
  const words = [
    ...[title, purpose, background, requestedBy, markingReason, necessity, ...(order.unknowns ?? [])],
    ...(order.events ?? []).map((event) => event.title),
    ...order.targets.flatMap((target) => [target.note, target.necessity]),
    ...order.questions.flatMap(({ wording, expressions, threshold }) => [
      ...[wording, threshold?.amount, threshold?.significance, ...(threshold?.list ?? [])],
      ...expressions.map(({ source }) => source),
    ]),
  ];
  return words.filter((text) => text !== undefined);
}

function endsInTime({ window: { from, until }, replay }: AskedOrder, today: string): boolean {
  if (until === undefined || until === 'unknown') return false;
  if (!replay) return until <= monthsAfter(today, LONGEST_MONTHS);
  return from !== undefined && until <= today && until <= monthsAfter(from, LONGEST_MONTHS);
}

/** Returns the day so many months later, or the last one of that month where it has no such day. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const target = year * 12 + (month - 1) + months;
  const [laterYear, laterMonth] = [Math.floor(target / 12), (target % 12) + 1];
  const padded = [String(laterYear).padStart(4, '0'), laterMonth, Math.min(date, daysIn(laterYear, laterMonth))];
  return padded.map((part) => String(part).padStart(2, '0')).join('-');
}
