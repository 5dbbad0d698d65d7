import { type CutBlock, type CutRequest, type CutText, cutReport, type ReportCut } from '../reports/cut-report.ts';
import type { ReportFinding } from '../reports/report.ts';

/** What became of a report in Markdown: its cut as text, nothing, or why it was refused. */
export type MarkdownCut =
  | { readonly kind: 'cut'; readonly text: string; readonly findings: readonly ReportFinding[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly findings: readonly ReportFinding[] };

/** Cuts a report in Markdown to what one reader may have, as Markdown. */
export function cutMarkdown(source: string, request: CutRequest): MarkdownCut {
  const outcome = cutReport(source, request);
  if (outcome.kind !== 'cut') return outcome;
  return { kind: 'cut', text: printCut(outcome.cut), findings: outcome.findings };
}

/** Writes a cut as Markdown, its banner at the top and at the bottom. */
export function printCut({ banner, notice, blocks }: ReportCut): string {
  const lines = notice === undefined ? [banner] : [notice, banner, notice];
  const head = lines.join('\n\n');
  const parts = [`${head}\n\n`];
  blocks.forEach((block, index) => {
    const next = blocks[index + 1];
    const isTight = isPlainItem(block) && next !== undefined && isPlainItem(next) && block.quotes === next.quotes;
    parts.push(printBlock(block), isTight ? '\n' : '\n\n');
  });
  return `${parts.join('')}${head}\n`;
}

function isPlainItem(block: CutBlock): block is CutBlock & { readonly kind: 'item' } {
  return block.kind === 'item' && block.isPlain;
}

function printBlock(block: CutBlock): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${block.sign === '' ? '' : `${block.sign} `}${printText(block)}`;
    case 'paragraph':
      return inset(printText(block), block.quotes, ' '.repeat(block.column));
    case 'item': {
      const space = ' '.repeat(block.column);
      return inset(printText(block), block.quotes, `${space}${block.sign} `);
    }
    case 'code':
      return inset(`${block.fence}\n${printText(block)}\n${closing(block.fence)}`, 0, ' '.repeat(block.column));
    case 'footnote':
      return inset(printText(block), 0, `[^${block.number}]: `);
    case 'table':
      return [printRow(block.header), `|${block.columns.join('|')}|`, ...block.rows.map(printRow)].join('\n');
  }
}

function printText({ mark, text }: CutText): string {
  return text === '' || text.startsWith('\n') ? `${mark}${text}` : `${mark} ${text}`;
}

function closing(fence: string): string {
  return /^(?:`+|~+)/.exec(fence)?.[0] ?? fence;
}

/** Puts `first` before the first line, the same width of spaces before the others, and quotation signs before all. */
function inset(text: string, quotes: number, first: string): string {
  const others = ' '.repeat(first.length);
  const quoted = quotes > 0 ? `${'>'.repeat(quotes)} ` : '';
  const indented = (line: string, index: number): string => `${index === 0 ? first : others}${line}`;
  return text
    .split('\n')
    .map((line, index) => (line === '' ? quoted.trimEnd() : `${quoted}${indented(line, index)}`))
    .join('\n');
}

function printRow(row: readonly (CutText | undefined)[]): string {
  return `| ${row.map((cell) => (cell ? printText(cell) : '')).join(' | ')} |`;
}
