/** Bits of a mark: the table of all marks takes 8 KiB. */
export const MARK_BITS = 16;

/**
 * Returns the mark of a leaf: its lowest bits. Marks lie in so small a table that it stays in the nearest cache, where
 * the state of all leaves would not: what has no mark is not in the document, and most of what is sought is not.
 */
export function markOf(leaf: number): number {
  return leaf & ((1 << MARK_BITS) - 1);
}
