import { storable } from './storable.ts';

/** What a document must hold, as far as its words tell. `all` of none says nothing. */
export type Wanted =
  | { readonly lexeme: string; readonly isPrefix?: boolean }
  | { readonly all: readonly Wanted[] }
  | { readonly any: readonly Wanted[] };

/** Returns it as PostgreSQL reads a search; empty where it says nothing. */
export function printWanted(wanted: Wanted): string {
  if ('lexeme' in wanted) return wanted.lexeme === '' ? '' : `${quoted(wanted.lexeme)}${wanted.isPrefix ? ':*' : ''}`;
  const parts = ('all' in wanted ? wanted.all : wanted.any).map(printWanted);
  // Either this or nothing in particular: that is nothing in particular.
  if ('any' in wanted && parts.includes('')) return '';
  const said = [...new Set(parts)].filter((part) => part !== '');
  return said.length <= 1 ? (said[0] ?? '') : `(${said.join('all' in wanted ? ' & ' : ' | ')})`;
}

function quoted(lexeme: string): string {
  return `'${storable(lexeme).replace(/[\\']/g, (sign) => sign + sign)}'`;
}
