import { LEAF, type LeafTable } from './leaf-table.ts';
import type { Plan } from './plan.ts';

/**
 * Code is a row of integers. One that is not negative is a leaf: twice its number, plus one where its truth must
 * be worked out. A negative one is an operation, followed by the length of the whole and its operands; one from
 * `absent` down stands alone.
 */
export const OP = {
  and: -1,
  or: -2,
  not: -3,
  /** Distance in words times two, plus one where the order counts; then left and right. */
  near: -4,
  /** Subject and condition in one sentence. */
  sentence: -5,
  /** Subject here, condition anywhere in the document. */
  document: -6,
  /** 0 for the title, 1 for the body; then the item. */
  field: -7,
  /** Not above this: the absence of a word or an attribute, by its number from here down; only where the whole document is asked. */
  absent: -(2 ** 30),
} as const;

/** Cells of a NEAR whose two sides are one cell each. */
const WORDS_NEAR = 5;

/** Returns the code of a leaf. */
export function leafCode(leaf: number, leaves: LeafTable): number {
  return leaf * 2 + (isPlain(leaf, leaves) ? 0 : 1);
}

/** Whether reading a document tells if the leaf is true: nothing has to be worked out. */
function isPlain(leaf: number, leaves: LeafTable): boolean {
  const kind = leaves.kindOf(leaf);
  return kind === LEAF.word || kind === LEAF.attribute;
}

/** Whether the operation at `at` is a NEAR of two words, each one cell that needs no working out. */
export function isWordsNear(code: ArrayLike<number>, at = 0): boolean {
  const left = code[at + 3]!;
  const right = code[at + 4]!;
  return code[at] === OP.near && code[at + 1] === WORDS_NEAR && left >= 0 && right >= 0 && ((left | right) & 1) === 0;
}

/** Returns an operation with its operands as code. */
export function operation(op: number, ...operands: readonly (readonly number[])[]): number[] {
  return operationOf(op, operands);
}

/** As `operation`, for any number of operands. */
export function operationOf(op: number, operands: readonly (readonly number[])[]): number[] {
  const code = [op, 0];
  for (const operand of operands) for (const cell of operand) code.push(cell);
  code[1] = code.length;
  return code;
}

/** Appends the code of `plan` to `code`. */
export function encodePlan(plan: Plan, leaves: LeafTable, code: number[]): void {
  if (plan.op === 'leaf') {
    code.push(leafCode(plan.leaf, leaves));
    return;
  }
  if (plan.op === 'near') {
    for (const cell of plan.code) code.push(cell);
    return;
  }
  if (plan.op === 'not' && plan.item.op === 'leaf' && isPlain(plan.item.leaf, leaves)) {
    code.push(OP.absent - plan.item.leaf);
    return;
  }
  const start = code.length;
  code.push(plan.op === 'and' ? OP.and : plan.op === 'or' ? OP.or : OP.not, 0);
  if (plan.op === 'not') encodePlan(plan.item, leaves, code);
  else for (const item of plan.items) encodePlan(item, leaves, code);
  code[start + 1] = code.length - start;
}
