import { headingSigns } from './cut-headings.ts';
import { listsAmong } from './lay-out-lists.ts';
import { isRomanList } from './list-numbers.ts';
import type { ListSign, ReportBlock } from './report.ts';

/** Returns the blocks of a whole report with the signs that are Roman numerals known as such. */
export function settleNumerals(blocks: readonly ReportBlock[]): ReportBlock[] {
  const lists = [...listsAmong(blocks).lists, ...headingSigns(blocks.filter((block) => block.kind === 'heading'))];
  const roman = new Set<ListSign>(lists.filter(isRomanList).flat());
  return blocks.map((block) => {
    if ((block.kind !== 'item' && block.kind !== 'heading') || !block.sign || !roman.has(block.sign)) return block;
    return { ...block, sign: { ...block.sign, isRoman: true } };
  });
}
