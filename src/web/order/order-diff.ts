import type { OrderText } from '../../schema/wire/order.ts';

/** The parts of an order that people know by name. */
export type OrderPart =
  | ('title' | 'purpose' | 'background' | 'legalBasis' | 'requestedBy' | 'priority' | 'replay' | 'window' | 'marking')
  | ('markingReason' | 'disciplines' | 'events' | 'recipients' | 'necessity' | 'sensitive' | 'unknowns')
  | ('wording' | 'expression' | 'threshold' | 'partMarking' | 'neededBy' | 'target');

/** One text of an order: which part it is, of which question or target, in which language. */
interface Told {
  readonly part: OrderPart;
  readonly letter?: string;
  readonly language?: string;
  readonly text: string;
}

/** What changed in one text; one that was not there before, or is not any more, is empty. */
export interface OrderChange extends Omit<Told, 'text'> {
  readonly before: string;
  readonly after: string;
}

/** Returns what changed from one version of an order to the next. */
export function orderDiff(before: OrderText, after: OrderText): readonly OrderChange[] {
  const [old, fresh] = [byPlace(before), byPlace(after)];
  const places = [...new Set([...fresh.keys(), ...old.keys()])];
  return places.flatMap((place) => {
    const [was, is] = [old.get(place), fresh.get(place)];
    const { text: _text, ...what } = (is ?? was)!;
    const change = { ...what, before: was?.text ?? '', after: is?.text ?? '' };
    return change.before === change.after ? [] : [change];
  });
}

function byPlace(order: OrderText): ReadonlyMap<string, Told> {
  return new Map(textsOf(order).map((told) => [`${told.part} ${told.letter ?? ''} ${told.language ?? ''}`, told]));
}

function textsOf(order: OrderText): readonly Told[] {
  const { window, events, recipients, questions, targets, disciplines, sensitive = [], unknowns } = order;
  const own = [
    'title',
    'purpose',
    'background',
    'legalBasis',
    'requestedBy',
    'marking',
    'markingReason',
    'necessity',
  ] as const;
  return [
    ...own.map((part) => ({ part, text: order[part] ?? '' })),
    { part: 'priority', text: String(order.priority) },
    { part: 'replay', text: order.replay ? '✓' : '' },
    { part: 'window', text: [window.from ?? '…', window.until ?? '…'].join(' – ') },
    { part: 'disciplines', text: disciplines.join(', ') },
    { part: 'sensitive', text: sensitive.join(', ') },
    { part: 'events', text: events.map(({ date, title }) => `${date} ${title}`).join('\n') },
    { part: 'recipients', text: recipients.map(({ name, address = '' }) => `${name} ${address}`.trim()).join('\n') },
    { part: 'unknowns', text: unknowns.join('\n') },
    ...questions.flatMap(questionTexts),
    ...targets.map(({ letter, target, marking, note = '', necessity = '' }): Told => {
      const lines = [`@${target} (${marking})`, note, necessity];
      return { part: 'target', letter, text: lines.filter(Boolean).join('\n') };
    }),
  ];
}

function questionTexts({
  letter,
  wording,
  expressions,
  threshold = {},
  marking = '',
  neededBy = '',
}: OrderText['questions'][number]): Told[] {
  const { amount = '', list = [], significance = '' } = threshold;
  return [
    { part: 'wording', letter, text: wording },
    ...expressions.map(({ language, source }): Told => ({ part: 'expression', letter, language, text: source })),
    { part: 'threshold', letter, text: [amount, ...list, significance].filter(Boolean).join('\n') },
    { part: 'partMarking', letter, text: marking },
    { part: 'neededBy', letter, text: neededBy },
  ];
}
