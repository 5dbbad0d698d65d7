import { Document } from 'yaml';
import type { OrderInFile } from '../domain/order.ts';
import type { Target } from '../domain/target.ts';

/** What a file of an order holds: its text, and the targets that it cites as far as whoever takes it out may read them. */
export interface PrintedOrder {
  readonly order: Omit<OrderInFile, 'status'>;
  readonly targets: readonly Target[];
  /** What stands above it, such as its marking; one line. */
  readonly heading: string;
}

/** Writes an order file. Read again it gives the same order, as a draft, and the same targets. */
export function printOrderFile({ order, targets, heading }: PrintedOrder): string {
  const first = new Document({ order: entryOf(order) });
  first.commentBefore = ` ${heading.replace(/[\r\n]+/g, ' ')}`;
  const documents = [first, ...(targets.length > 0 ? [new Document({ targets: targets.map(present) })] : [])];
  return documents.map((document) => document.toString({ lineWidth: 120 })).join('---\n');
}

function entryOf({
  questions,
  events,
  targets,
  recipients,
  unknowns,
  needToKnow = [],
  ...rest
}: PrintedOrder['order']) {
  return present({
    ...rest,
    needToKnow: needToKnow.length > 0 ? needToKnow : undefined,
    events: listed(events),
    targets: listed(targets),
    questions: questions.map(({ state: _state, expressions, threshold, ...question }) =>
      present({
        ...question,
        threshold: threshold && present(threshold),
        expression: Object.fromEntries(expressions.map(({ language, source }) => [language, source])),
      }),
    ),
    recipients: listed(recipients),
    unknowns: unknowns.length > 0 ? unknowns : undefined,
  });
}

function listed<T extends object>(items: readonly T[]): readonly object[] | undefined {
  return items.length > 0 ? items.map(present) : undefined;
}

/** Leaves out what is not said. */
function present(whole: object): object {
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
}
