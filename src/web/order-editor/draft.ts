import type { OrderText } from '../../schema/wire/order.ts';
import type { WholeOrder } from '../wire/shapes.ts';

/** A line of a list while it is edited: its key tells it apart from the others, whatever stands in it. */
interface Row {
  readonly key: string;
}

export interface DraftEvent extends Row {
  readonly date: string;
  readonly title: string;
}

export interface DraftExpression extends Row {
  readonly language: string;
  readonly source: string;
}

export interface DraftQuestion extends Row {
  readonly letter: string;
  readonly wording: string;
  readonly expressions: readonly DraftExpression[];
  readonly amount: string;
  readonly list: readonly string[];
  readonly significance: string;
  readonly marking: string;
  readonly neededBy: string;
}

export interface DraftTarget extends Row {
  readonly letter: string;
  readonly target: string;
  readonly marking: string;
  readonly note: string;
  readonly necessity: string;
}

export interface DraftRecipient extends Row {
  readonly name: string;
  readonly address: string;
}

export interface DraftUnknown extends Row {
  readonly text: string;
}

export interface DraftGroups extends Row {
  readonly anyOf: readonly string[];
}

/** An order as it stands in the editor: what is not said is an empty text. */
export interface Draft {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly background: string;
  readonly legalBasis: string;
  readonly requestedBy: string;
  readonly priority: number;
  readonly replay: boolean;
  readonly from: string;
  readonly until: string;
  readonly isEndUnknown: boolean;
  readonly scheme: string;
  readonly marking: string;
  readonly markingReason: string;
  readonly needToKnow: readonly DraftGroups[];
  readonly disciplines: OrderText['disciplines'];
  readonly events: readonly DraftEvent[];
  readonly targets: readonly DraftTarget[];
  readonly questions: readonly DraftQuestion[];
  readonly recipients: readonly DraftRecipient[];
  readonly necessity: string;
  readonly sensitive: NonNullable<OrderText['sensitive']>;
  readonly unknowns: readonly DraftUnknown[];
  readonly sourceIds: readonly string[];
  readonly recipientIds: readonly string[];
}

let made = 0;
/** A key that no other line has. */
export function freshKey(): string {
  made += 1;
  return `row-${made}`;
}

export function freshQuestion(letter: string, language: string): DraftQuestion {
  const expressions = [{ key: freshKey(), language, source: '' }];
  const empty = { wording: '', amount: '', list: [], significance: '', marking: '', neededBy: '' };
  return { key: freshKey(), letter, expressions, ...empty };
}

/** So long an order runs unless somebody says otherwise: what has no end is forgotten open. */
const USUAL_MONTHS = 3;

/** An order of which nothing is known yet but what most orders have. */
export function emptyDraft({ today, language, scheme }: { today: string; language: string; scheme: string }): Draft {
  const end = new Date(`${today}T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + USUAL_MONTHS);
  return {
    ...{ id: '', title: '', purpose: '', background: '', legalBasis: '', requestedBy: '' },
    ...{ priority: 3, replay: false, from: today, until: end.toISOString().slice(0, 10), isEndUnknown: false },
    ...{ scheme, marking: '', markingReason: '', needToKnow: [], disciplines: ['open-web', 'documents'] },
    ...{ events: [], targets: [], recipients: [], necessity: '', sensitive: [], unknowns: [] },
    ...{ sourceIds: [], recipientIds: [] },
    questions: [freshQuestion('A', language)],
  };
}

/** An order as it is at the desk, to be amended. */
export function draftOf({
  order,
  scheme,
  needToKnow,
  cites,
}: Pick<WholeOrder, 'order' | 'scheme' | 'needToKnow' | 'cites'>): Draft {
  const { background = '', legalBasis = '', requestedBy = '', markingReason = '', necessity = '' } = order;
  const { from = '', until = '' } = order.window;
  const keyed = <T extends object>(items: readonly T[]) => items.map((item) => ({ ...item, key: freshKey() }));
  return {
    ...{ id: order.id, title: order.title, purpose: order.purpose, priority: order.priority, replay: order.replay },
    ...{ background, legalBasis, requestedBy, markingReason, necessity, scheme, marking: order.marking },
    ...{ from, until: until === 'unknown' ? '' : until, isEndUnknown: until === 'unknown' },
    needToKnow: needToKnow.map((anyOf) => ({ key: freshKey(), anyOf })),
    disciplines: order.disciplines,
    events: keyed(order.events),
    targets: keyed(order.targets).map((one) => ({ ...one, note: one.note ?? '', necessity: one.necessity ?? '' })),
    questions: order.questions.map(draftQuestionOf),
    recipients: keyed(order.recipients).map((one) => ({ ...one, address: one.address ?? '' })),
    sensitive: order.sensitive ?? [],
    unknowns: order.unknowns.map((text) => ({ key: freshKey(), text })),
    sourceIds: cites.sourceIds,
    recipientIds: cites.recipientIds,
  };
}

function draftQuestionOf(question: OrderText['questions'][number]): DraftQuestion {
  const {
    letter,
    wording,
    marking = '',
    neededBy = '',
    threshold: { amount = '', list = [], significance = '' } = {},
  } = question;
  const expressions = question.expressions.map((one) => ({ ...one, key: freshKey() }));
  return { key: freshKey(), letter, wording, expressions, amount, list, significance, marking, neededBy };
}

/**
 * Returns the draft without the lines in which nothing was written, so that what the desk says of the third event is
 * about the third one that is seen.
 */
export function tidied(draft: Draft): Draft {
  return {
    ...draft,
    needToKnow: draft.needToKnow.filter(({ anyOf }) => anyOf.length > 0),
    events: draft.events.filter(({ date, title }) => date || title.trim()),
    targets: draft.targets.filter(({ target, note }) => target || note.trim()),
    recipients: draft.recipients.filter(({ name, address }) => name.trim() || address.trim()),
    unknowns: draft.unknowns.filter(({ text }) => text.trim()),
    questions: draft.questions.map(({ expressions, ...question }) => {
      const filled = expressions.filter(({ source }) => source.trim());
      return { ...question, expressions: filled.length > 0 ? filled : expressions.slice(0, 1) };
    }),
  };
}

/** Leaves out what was not said. */
function said<T extends Readonly<Record<string, string>>>(texts: T): Partial<T> {
  const entries = Object.entries(texts).filter(([, text]) => text.trim() !== '');
  return Object.fromEntries(entries) as Partial<T>;
}

/** What is sent of a tidied draft. */
export function writtenOf(draft: Draft) {
  const { id, title, purpose, priority, replay, marking, disciplines, from, until, isEndUnknown } = draft;
  const { background, legalBasis, requestedBy, markingReason, necessity } = draft;
  const order = {
    ...{ id, title, purpose, priority, replay, marking, disciplines },
    ...said({ background, legalBasis, requestedBy, markingReason, necessity }),
    window: said({ from, until: isEndUnknown ? 'unknown' : until }),
    events: draft.events.map(({ date, title: what }) => ({ date, title: what })),
    targets: draft.targets.map(({ letter, target, marking: own, note, necessity: why }) => {
      return { letter, target, marking: own.trim() || marking, ...said({ note, necessity: why }) };
    }),
    questions: draft.questions.map(writtenQuestion),
    recipients: draft.recipients.map(({ name, address }) => ({ name, ...said({ address }) })),
    ...(draft.sensitive.length > 0 && { sensitive: draft.sensitive }),
    unknowns: draft.unknowns.map(({ text }) => text),
  };
  return {
    order,
    scheme: draft.scheme,
    needToKnow: draft.needToKnow.map(({ anyOf }) => anyOf),
    sourceIds: draft.sourceIds,
    recipientIds: draft.recipientIds,
  };
}

function writtenQuestion({
  letter,
  wording,
  expressions,
  amount,
  list,
  significance,
  marking,
  neededBy,
}: DraftQuestion) {
  const threshold = { ...said({ amount, significance }), ...(list.length > 0 && { list }) };
  return {
    ...{ letter, wording },
    expressions: expressions
      .filter(({ source }) => source.trim())
      .map(({ language, source }) => ({ language, source })),
    ...(Object.keys(threshold).length > 0 && { threshold }),
    ...said({ marking, neededBy }),
  };
}

/** Returns the name that a title suggests: letters and digits, with hyphens between. */
export function nameOf(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
}

/** Returns the first letter that none of them has: A to Z, then A1 to Z9. */
export function freeLetter(taken: readonly { readonly letter: string }[]): string {
  const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const all = [...alphabet, ...[...'123456789'].flatMap((digit) => alphabet.map((letter) => letter + digit))];
  return all.find((one) => !taken.some(({ letter }) => letter === one)) ?? '';
}
