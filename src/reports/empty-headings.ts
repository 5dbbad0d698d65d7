/**
 * Returns the blocks without the headings under which nothing is left. `levelOf` gives the level of a heading, and infinity
 * for anything else.
 */
export function withoutEmptyHeadings<Block>(
  blocks: readonly Block[],
  levelOf: (block: Block) => number,
): readonly Block[] {
  const kept: Block[] = [];
  // Level of the heading that what was kept last stands under at most: anything fills every heading before it.
  let filled = 0;
  for (const block of [...blocks].reverse()) {
    const level = levelOf(block);
    if (filled <= level && level !== Number.POSITIVE_INFINITY) continue;
    filled = level;
    kept.push(block);
  }
  return kept.reverse();
}
