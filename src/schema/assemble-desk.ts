import type { OrderInFile } from '../domain/order.ts';
import { type Target, targetExpression } from '../domain/target.ts';
import type { Said } from '../errors.ts';
import type { Expression } from '../query/ast.ts';
import { check } from '../query/check.ts';
import { BoundedFindings } from './bounded-findings.ts';
import type { Path, Place } from './placed-yaml.ts';
import { type FileFinding, type OrderFile, type Placed, readOrderFile } from './read-order-file.ts';

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
  readonly orders: readonly OrderInFile[];
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
  /** Says what is wrong with a marking, which may name a scheme of its own; without it, markings are taken as they are written. */
  readonly complain?: Complain;
}

type Complain = (marking: string, scheme?: string) => Said | undefined;

/** What one file of several says by itself. */
export interface ReadFile extends OrderFile {
  readonly path: string;
}

/** Reads each file by itself. */
export function readOrderFiles(files: readonly NamedSource[]): readonly ReadFile[] {
  return files.map(({ path, source }) => ({ ...readOrderFile(source), path }));
}

/**
 * Reads order files and checks what only the whole set can tell: targets that do not exist, ids used twice,
 * questions in which nothing must hold. An order with an error in itself is left out; `findings` says why.
 */
export function assembleDesk(files: readonly NamedSource[], around: DeskAround = {}): Desk {
  return assembleRead(readOrderFiles(files), around);
}

/** The same for files that are read already. */
export function assembleRead(files: readonly ReadFile[], { known = [], complain }: DeskAround = {}): Desk {
  const orders = files.flatMap((file) => file.orders.map((placed) => ({ ...placed, path: file.path })));
  const targets = files.flatMap((file) => file.targets.map((placed) => ({ ...placed, path: file.path })));
  const together = new BoundedFindings<DeskFinding>();
  together.addAll([...doubles(orders, 'order'), ...doubles(targets, 'target')]);
  const byId = new Map(targets.map(({ item }) => [item.id, item]));
  const all = new Map([...known.map((target) => [target.id, target] as const), ...byId]);
  const expressions = new Map([...all].map(([id, target]) => [id, targetExpression(target)]));
  const lookup = (name: string): Expression | undefined => expressions.get(name);
  for (const order of orders) addOrderFindings(order, { targets: all, lookup, together });
  if (complain) {
    for (const placed of orders) addMarkingFindings(placed, orderMarkings(placed.item), { complain, together });
    for (const placed of targets) addMarkingFindings(placed, [{ ...placed.item, steps: [] }], { complain, together });
  }
  const own = files.flatMap(({ path, findings }) => findings.map((finding) => ({ ...finding, path })));
  return { orders: orders.map(({ item }) => item), targets: byId, lookup, findings: [...own, ...together.all()] };
}

function at(place: Place, path: string, said: Said): DeskFinding {
  return { path, ...place, ...said, severity: 'error', span: { start: 0, end: 0 } };
}

interface MarkedPart {
  readonly marking?: string | undefined;
  readonly scheme?: string | undefined;
  readonly steps: Path;
}

function orderMarkings({ marking, questions, targets }: OrderInFile): readonly MarkedPart[] {
  return [
    { marking, steps: [] },
    ...questions.map((question, index) => ({ marking: question.marking, steps: ['questions', index] })),
    ...targets.map((target, index) => ({ marking: target.marking, steps: ['targets', index] })),
  ];
}

function addMarkingFindings(
  { path, placeOf }: InFile<unknown>,
  parts: readonly MarkedPart[],
  { complain, together }: { readonly complain: Complain; readonly together: BoundedFindings<DeskFinding> },
): void {
  for (const { marking, scheme, steps } of parts) {
    const said = marking === undefined ? undefined : complain(marking, scheme);
    if (said === undefined) continue;
    together.add('error', () => at(placeOf([...steps, 'marking']), path, { ...said, code: 'marking-invalid' }));
  }
}

function doubles(placed: readonly InFile<{ readonly id: string }>[], noun: string): DeskFinding[] {
  const firstPath = new Map<string, string>();
  const found: DeskFinding[] = [];
  for (const { item, path, placeOf } of placed) {
    const earlier = firstPath.get(item.id);
    if (earlier === undefined) firstPath.set(item.id, path);
    else {
      const message = `The ${noun} “${item.id}” is there twice; the first is in ${earlier}.`;
      found.push(at(placeOf(['id']), path, { code: 'order-double-id', message, values: { id: item.id } }));
    }
  }
  return found;
}

interface AllTogether {
  readonly targets: ReadonlyMap<string, Target>;
  readonly lookup: Desk['lookup'];
  readonly together: BoundedFindings<DeskFinding>;
}

function addOrderFindings(
  { item: order, path, placeOf }: InFile<OrderInFile>,
  { targets, lookup, together }: AllTogether,
): void {
  order.targets.forEach(({ target }, index) => {
    if (targets.has(target)) return;
    const message = `There is no target “${target}”; give the file that holds it as well, or add it to a targets file.`;
    const said = { code: 'order-unknown-target', message, values: { target } };
    together.add('error', () => at(placeOf(['targets', index, 'target']), path, said));
  });
  order.questions.forEach(({ expressions }, index) => {
    for (const { language, source, expression } of expressions) {
      for (const finding of check(expression, { language, lookup })) {
        const placed = () => placeOf(['questions', index, 'expression', language], finding.span.start);
        together.add(finding.severity, () => ({ ...finding, ...placed(), path, source }));
      }
    }
  });
}
