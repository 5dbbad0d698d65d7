import { elementsIn, type MarkupElement, nameOf } from './markup-tree.ts';

/** Characters of a cell above which a table lays out a page: no figure is so long. */
const LONGEST_CELL = 1000;
const BLOCKS = 'p, div, ul, ol, dl, h1, h2, h3, h4, h5, h6, blockquote, pre, section, article, form';
const SIGNS_OF_DATA = 'th, caption, thead, colgroup';

/**
 * Returns whether a table holds data in rows and columns, rather than the layout of a page or a form: pages of the first
 * decade lie in tables as a whole, and must not become one line.
 */
export function isTabular(table: MarkupElement): boolean {
  const role = table.getAttribute('role');
  if (role === 'presentation' || role === 'none' || table.querySelector('table')) return false;
  const declared = table.querySelector(SIGNS_OF_DATA) !== null;
  let widest = 0;
  for (const row of table.querySelectorAll('tr')) {
    const cells = elementsIn(row).filter(isCell);
    widest = Math.max(widest, cells.length);
    for (const cell of cells) {
      if ((cell.textContent ?? '').length > LONGEST_CELL) return false;
      if (!declared && [...cell.querySelectorAll(BLOCKS)].length > 1) return false;
    }
  }
  return widest > 1;
}

function isCell(element: MarkupElement): boolean {
  const name = nameOf(element);
  return name === 'td' || name === 'th';
}
