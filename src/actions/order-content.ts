import type { Order } from '../domain/order.ts';
import { checkedOrder, type WrittenText } from '../domain/order-check.ts';
import type { StatedMarking } from '../domain/stated-marking.ts';
import { Refusal } from '../errors.ts';
import type { Label } from '../markings/label.ts';
import type { SchemeSet } from '../markings/scheme-set.ts';
import {
  approvalsNeeded,
  approvalsOf,
  type Citations,
  exceptionsOf,
  type OrderApproval,
  type OrderException,
  readCitations,
} from '../store/order-parts.ts';
import { type OrderContent, orderQuestions, type StoredOrder, type StoredQuestion } from '../store/orders.ts';
import type { Deed } from './act.ts';
import { checkNeedToKnow } from './stated.ts';

/** An order as somebody writes it, with the scheme in which its markings are read. */
export interface WrittenOrder {
  readonly order: WrittenText;
  readonly scheme: string;
  readonly needToKnow?: readonly (readonly string[])[] | undefined;
  /** The sources that it reads, and to whom its reports go, by id. */
  readonly sourceIds?: readonly string[] | undefined;
  readonly recipientIds?: readonly string[] | undefined;
}

/** An order as it is handed out. */
export interface ReadableOrder {
  readonly id: string;
  readonly version: number;
  /** Null where the reader may not know of the owner. */
  readonly ownerId: string | null;
  readonly scheme: string;
  readonly needToKnow: readonly (readonly string[])[];
  readonly order: Order;
  readonly questions: readonly StoredQuestion[];
  readonly cites: Citations;
  /** How many approvals of one version it takes. */
  readonly approvalsNeeded: number;
  readonly approvals: readonly OrderApproval[];
  readonly exceptions: readonly OrderException[];
  readonly madeAt: Date;
  readonly changedAt: Date;
}

/** Returns what an order says, checked as a whole, and what its expressions mean. */
export function contentOf({ order, scheme, needToKnow = [] }: WrittenOrder): OrderContent {
  checkNeedToKnow(needToKnow);
  return { scheme, needToKnow, order: checkedUnder(order) };
}

/** What is wrong is said with its place in what was given, which holds the order beside other things. */
function checkedUnder(order: WrittenText): OrderContent['order'] {
  try {
    return checkedOrder(order);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const findings = error.findings.map(({ path = [], ...rest }) => ({ ...rest, path: ['order', ...path] }));
    throw new Refusal(error.kind, error.code, error.message, { findings, cause: error });
  }
}

/** The label of an order: its marking's, and at least that of every part that has one of its own. */
export function orderLabel(schemes: SchemeSet, { scheme, needToKnow, order }: OrderContent): Label {
  const own = placed(['order', 'marking'], () => schemes.label(scheme, order.marking, { needToKnow }));
  const parts = (['questions', 'targets'] as const).flatMap((part) =>
    order[part].flatMap(({ marking }, at) =>
      marking === undefined ? [] : placed(['order', part, at, 'marking'], () => schemes.label(scheme, marking)),
    ),
  );
  return parts.length === 0 ? own : schemes.join([own, ...parts]);
}

/** The label of an order with a marking that says it: its own where that covers its parts, else what all of them come to. */
export interface OrderMarking {
  readonly label: Label;
  readonly stated: StatedMarking;
}

export function orderMarking(schemes: SchemeSet, content: OrderContent): OrderMarking {
  const { scheme, needToKnow, order } = content;
  const label = orderLabel(schemes, content);
  const isOwn = schemes.dominates(schemes.label(scheme, order.marking, { needToKnow }), label);
  const marking = isOwn ? order.marking : markOf(schemes, scheme, label);
  return { label, stated: { scheme, marking, needToKnow } };
}

/** The mark of what a label says in the scheme that it was made in. */
function markOf(schemes: SchemeSet, id: string, { parts }: Label): string {
  const scheme = schemes.scheme(id);
  return scheme.print(scheme.render(parts.find((part) => part.scheme === id)!.state), 'portion');
}

/** What is no marking is refused with the field that holds it. */
function placed(path: readonly (string | number)[], read: () => Label): Label {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'marking-invalid')) throw error;
    const { kind, code, message, ...said } = { kind: error.kind, ...error.said() };
    throw new Refusal(kind, code, message, { ...said, findings: [{ code, message, ...said, path }], cause: error });
  }
}

/** An order with all that stands beside it. */
export async function readable(client: Deed['client'], stored: StoredOrder): Promise<ReadableOrder> {
  const { id, version, ownerId, status, content, madeAt, changedAt } = stored;
  const { scheme, needToKnow, order } = content;
  return {
    ...{ id, version, ownerId, scheme, needToKnow, order: { ...order, status }, madeAt, changedAt },
    questions: await orderQuestions(client, id),
    cites: await readCitations(client, id),
    approvalsNeeded: await approvalsNeeded(client, id),
    approvals: await approvalsOf(client, id),
    exceptions: await exceptionsOf(client, id),
  };
}
