import type { Order } from '../domain/order.ts';
import { type Target, targetExpression } from '../domain/target.ts';
import type { Expression } from '../query/ast.ts';
import { check } from '../query/check.ts';
import type { Place } from './placed-yaml.ts';
import { type FileFinding, type Placed, readOrderFile } from './read-order-file.ts';

/** The name of a file and what stands in it. */
export interface NamedSource {
  readonly path: string;
  readonly source: string;
}

export interface DeskFinding extends FileFinding {
  readonly path: string;
}

/** All orders and targets of a set of files, checked against each other. */
export interface Desk {
  readonly orders: readonly Order[];
  readonly targets: ReadonlyMap<string, Target>;
  /** Finds what a `@target` stands for. */
  readonly lookup: (name: string) => Expression | undefined;
  readonly findings: readonly DeskFinding[];
}

interface InFile<T> extends Placed<T> {
  readonly path: string;
}

/** What is known beside the files. */
export interface DeskAround {
  /** Targets that are there already; one in the files comes before one of its name. */
  readonly known?: readonly Target[];
  /** Says what is wrong with a marking; without it, markings are taken as they are written. */
  readonly complain?: (marking: string) => string | undefined;
}

/**
 * Reads order files and checks what only the whole set can tell: targets that do not exist, ids used twice,
 * questions in which nothing must hold. An order with an error in itself is left out; `findings` says why.
 */
export function assembleDesk(files: readonly NamedSource[], { known = [], complain }: DeskAround = {}): Desk {
  const findings: DeskFinding[] = [];
  const orders: InFile<Order>[] = [];
  const targets: InFile<Target>[] = [];
  for (const { path, source } of files) {
    const read = readOrderFile(source);
    findings.push(...read.findings.map((finding) => ({ ...finding, path })));
    orders.push(...read.orders.map((placed) => ({ ...placed, path })));
    targets.push(...read.targets.map((placed) => ({ ...placed, path })));
  }
  findings.push(...doubles(orders, 'order'), ...doubles(targets, 'target'));
  const byId = new Map(targets.map(({ item }) => [item.id, item]));
  const all = new Map([...known.map((target) => [target.id, target] as const), ...byId]);
  const expressions = new Map([...all].map(([id, target]) => [id, targetExpression(target)]));
  const lookup = (name: string): Expression | undefined => expressions.get(name);
  for (const order of orders) findings.push(...orderFindings(order, all, lookup));
  if (complain) for (const order of orders) findings.push(...markingFindings(order, complain));
  return { orders: orders.map(({ item }) => item), targets: byId, lookup, findings };
}

function at(place: Place, path: string, code: string, message: string): DeskFinding {
  return { path, ...place, code, severity: 'error', message, span: { start: 0, end: 0 } };
}

function markingFindings(
  { item: { marking, questions, targets }, path, placeOf }: InFile<Order>,
  complain: (marking: string) => string | undefined,
): DeskFinding[] {
  const parts = [
    { marking, steps: ['marking'] },
    ...questions.map((question, index) => ({ marking: question.marking, steps: ['questions', index, 'marking'] })),
    ...targets.map((target, index) => ({ marking: target.marking, steps: ['targets', index, 'marking'] })),
  ];
  return parts.flatMap((part) => {
    const message = part.marking === undefined ? undefined : complain(part.marking);
    return message === undefined ? [] : [at(placeOf(part.steps), path, 'marking-invalid', message)];
  });
}

function doubles(placed: readonly InFile<{ readonly id: string }>[], noun: string): DeskFinding[] {
  const firstPath = new Map<string, string>();
  const found: DeskFinding[] = [];
  for (const { item, path, placeOf } of placed) {
    const earlier = firstPath.get(item.id);
    if (earlier === undefined) firstPath.set(item.id, path);
    else {
      const message = `The ${noun} “${item.id}” is there twice; the first is in ${earlier}.`;
      found.push(at(placeOf(['id']), path, 'order-double-id', message));
    }
  }
  return found;
}

function orderFindings(
  { item: order, path, placeOf }: InFile<Order>,
  targets: ReadonlyMap<string, Target>,
  lookup: Desk['lookup'],
): DeskFinding[] {
  const found: DeskFinding[] = [];
  order.targets.forEach(({ target }, index) => {
    if (targets.has(target)) return;
    const message = `There is no target “${target}”; give the file that holds it as well, or add it to a targets file.`;
    found.push(at(placeOf(['targets', index, 'target']), path, 'order-unknown-target', message));
  });
  order.questions.forEach(({ expressions }, index) => {
    for (const { language, source, expression } of expressions) {
      for (const finding of check(expression, { language, lookup })) {
        const place = placeOf(['questions', index, 'expression', language], finding.span.start);
        found.push({ ...finding, ...place, path, source });
      }
    }
  });
  return found;
}
