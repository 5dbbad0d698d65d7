import type { Actor } from '../actions/actor.ts';
import type { Desk } from '../actions/desk.ts';
import { draftWithTargets, targetNames } from '../actions/draft-with-targets.ts';
import { markingComplaint } from '../actions/marking-complaint.ts';
import type { ReadableOrder } from '../actions/order-content.ts';
import { readNamedTargets, readOrderWithTargets } from '../actions/read-order-file.ts';
import { Refusal } from '../errors.ts';
import { labelInWords } from '../markings/label-in-words.ts';
import { assembleRead, type DeskFinding, type Desk as OrderFiles, readOrderFiles } from '../schema/assemble-desk.ts';
import { BoundedFindings } from '../schema/bounded-findings.ts';
import { printOrderFile } from '../schema/print-order-file.ts';
import { NOT_DRAFTED } from '../schema/wire/order-file.ts';
import type { RawAnswer } from './route.ts';

/** An order file as somebody sent it. */
interface SentFile {
  readonly text: string;
  readonly scheme: string;
}

const PATH = 'order.yaml';

/** Each is drafted in a transaction of its own. */
const MOST_ORDERS = 50;

/** Returns what a file says, checked with the targets of the desk and the scheme of its markings. */
async function assembled(desk: Desk, actor: Actor, { text, scheme }: SentFile) {
  const complain = markingComplaint(desk.schemes, scheme);
  const { value, here } = await readNamedTargets(desk, actor, () => namesIn(text));
  const file = assembleRead(value, { known: here, complain });
  const found = new BoundedFindings<DeskFinding>();
  found.addAll(file.findings);
  return { file: { ...file, findings: found.all() }, here: new Set(here.map(({ id }) => id)) };
}

function namesIn(text: string) {
  const value = readOrderFiles([{ path: PATH, source: text }]);
  const orders = value.flatMap((file) => file.orders);
  if (orders.length > MOST_ORDERS) {
    const message = `A file that is sent has at most ${MOST_ORDERS} orders; share them out to several files.`;
    throw new Refusal('invalid', 'order-file-too-many', message);
  }
  return { value, names: [...new Set(orders.flatMap(({ item }) => targetNames(item)))] };
}

/** Says what a file would make, and what is wrong in which line. */
export async function checkOrderFile(desk: Desk, actor: Actor, sent: SentFile) {
  const { file, here } = await assembled(desk, actor, sent);
  const cited = new Set(file.orders.flatMap(targetNames));
  return {
    orders: file.orders.map(({ id, title, marking, questions }) => ({
      ...{ name: id, title, marking },
      questions: questions.length,
    })),
    targets: [...file.targets.values()]
      .filter(({ id }) => cited.has(id))
      .map(({ id, name }) => ({ name: id, title: name, isHere: here.has(id) })),
    findings: file.findings.map(({ code, severity, message, values, reason, line, column }) => {
      return { code, severity, message, ...(values && { values }), ...(reason && { reason }), line, column };
    }),
  };
}

/**
 * Drafts the orders of a file in which nothing is wrong (`order-has-errors`), each for itself: one that is refused keeps
 * no other back.
 */
export async function draftOrderFile(desk: Desk, actor: Actor, sent: SentFile) {
  const { file } = await assembled(desk, actor, sent);
  if (file.findings.some(({ severity }) => severity === 'error')) {
    throw new Refusal('invalid', 'order-has-errors', 'There are errors in the file; check it, and put them right.');
  }
  if (file.orders.length === 0) {
    throw new Refusal('invalid', 'order-none', 'There is no order in the file, only targets.');
  }
  const orders = [];
  for (const order of file.orders) orders.push(await drafted(desk, actor, { order, file, scheme: sent.scheme }));
  return { orders };
}

interface OneOfFile {
  readonly order: OrderFiles['orders'][number];
  readonly file: OrderFiles;
  readonly scheme: string;
}

async function drafted(desk: Desk, actor: Actor, { order: { status: _status, ...order }, file, scheme }: OneOfFile) {
  try {
    const made: ReadableOrder = await draftWithTargets(desk, actor, { order, targets: file.targets, scheme });
    const { id, version, changedAt } = made;
    return { id, version, status: made.order.status, changedAt };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: NOT_DRAFTED.find((code) => code === error.code) ?? 'refused' };
  }
}

/** Returns an order as a file, with the marking of all that stands in it above it. */
export async function printedOrder(desk: Desk, actor: Actor, id: string): Promise<RawAnswer> {
  const { order, needToKnow, targets, label, scheme, version } = await readOrderWithTargets(desk, actor, id);
  const { status: _status, ...text } = order;
  const heading = `${labelInWords(desk.schemes, label)}; order in ${scheme}, version ${version}`;
  return {
    mediaType: 'application/yaml',
    fileName: `${plainName(order.id)}.yaml`,
    bytes: new TextEncoder().encode(printOrderFile({ order: { ...text, needToKnow }, targets, heading })),
  };
}

/** A name that a header can hold. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w-]+/g, '-');
}
