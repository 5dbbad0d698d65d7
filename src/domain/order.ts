import { Refusal } from '../errors.ts';
import type { Question } from './question.ts';
import type { SensitiveCategory } from './sensitive-words.ts';
import type { Target } from './target.ts';
import type { Window } from './window.ts';

export const DISCIPLINES = ['open-web', 'open-data', 'documents', 'people'] as const;
/** The kind of lawful collector that an order accepts. */
export type Discipline = (typeof DISCIPLINES)[number];

export const ORDER_STATUSES = ['draft', 'review', 'open', 'suspended', 'closed', 'expired'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** A dated event on the time line of an order. */
export interface OrderEvent {
  readonly date: string;
  readonly title: string;
}

/** A target as an order cites it: the letter and the marking that it has there. */
export interface OrderTarget {
  readonly letter: string;
  readonly target: string;
  readonly marking: string;
  readonly note?: string | undefined;
  /** Why it is necessary to ask about this person. */
  readonly necessity?: string | undefined;
}

/** A reader outside the desk to whom the reports of an order are released. */
export interface OrderRecipient {
  readonly name: string;
  readonly address?: string | undefined;
}

/** A standing requirement: what must be known, about whom, from when to when, why, and for whose eyes. */
export interface Order {
  readonly id: string;
  readonly title: string;
  readonly background?: string | undefined;
  readonly purpose: string;
  readonly legalBasis?: string | undefined;
  readonly requestedBy?: string | undefined;
  /** 1 is the most urgent, 5 the least. */
  readonly priority: number;
  readonly status: OrderStatus;
  /** The clock of a replay order is that of its documents; it never fetches. */
  readonly replay: boolean;
  readonly window: Window;
  readonly marking: string;
  readonly markingReason?: string | undefined;
  readonly disciplines: readonly Discipline[];
  readonly events: readonly OrderEvent[];
  readonly targets: readonly OrderTarget[];
  readonly questions: readonly Question[];
  readonly recipients: readonly OrderRecipient[];
  /** Why it is necessary to ask about the people whom the order names; a target may have a reason of its own. */
  readonly necessity?: string | undefined;
  /** What of a person's private life the order touches, as its author says. */
  readonly sensitive?: readonly SensitiveCategory[] | undefined;
  /** What the reports on which the order rests leave open; shown to whoever reads it. */
  readonly unknowns: readonly string[];
}

/** An order as a file has it, with who needs to know. */
export interface OrderInFile extends Order {
  readonly needToKnow?: readonly (readonly string[])[] | undefined;
}

export type OrderChange = 'submit' | 'return' | 'open' | 'suspend' | 'resume' | 'close' | 'expire';

/** The legal changes of an order's status: change, the statuses that it starts from, the one that it leads to. */
const CHANGES: Readonly<Record<OrderChange, { from: readonly OrderStatus[]; to: OrderStatus }>> = {
  submit: { from: ['draft'], to: 'review' },
  return: { from: ['review'], to: 'draft' },
  open: { from: ['review'], to: 'open' },
  suspend: { from: ['open'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'open' },
  close: { from: ['open', 'suspended'], to: 'closed' },
  expire: { from: ['open', 'suspended'], to: 'expired' },
};

/** Returns the changes that an order of `status` may undergo. */
export function legalChanges(status: OrderStatus): OrderChange[] {
  return (Object.keys(CHANGES) as OrderChange[]).filter((change) => CHANGES[change].from.includes(status));
}

/** Returns the order after `change`; refused with `order-illegal-change` where its status does not allow it. */
export function changeOrder(order: Order, change: OrderChange): Order {
  const { from, to } = CHANGES[change];
  if (!from.includes(order.status)) {
    const possible = legalChanges(order.status).join(', ') || 'nothing more';
    throw new Refusal(
      'conflict',
      'order-illegal-change',
      `An order that is ${order.status} cannot ${change}; possible: ${possible}.`,
    );
  }
  return { ...order, status: to };
}

/** Returns the targets of `known` that the order cites, by id. */
export function citedTargets(order: Order, known: ReadonlyMap<string, Target>): Target[] {
  return order.targets.flatMap(({ target }) => known.get(target) ?? []);
}
