import type { ListSign } from './report.ts';

/** What stands before the words of a block, taken apart. */
export interface Lead {
  readonly indent: number;
  readonly quotes: number;
  /** Level of a heading; 0 for anything else. */
  readonly heading: number;
  readonly signs: readonly ListSign[];
  /** Id of the footnote that is defined here. */
  readonly footnote: string | undefined;
  /** Emphasis that opens before the mark. */
  readonly emphasis: string;
  /** What was not understood of it; mostly empty. */
  readonly rest: string;
}

const TOKEN = /([ \t]*)(#{1,6}|>+|[-*+•–]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]|\[\^[^\]\s]{1,32}\]:)[ \t]+/y;
const SIGN = /^(\(?)(\d{1,3}|[A-Za-z]{1,4})([.)])$/;
const TAB = 4;

/** Takes apart what stands before the words of a block, such as `> - **`. */
export function readLead(lead: string): Lead {
  let quotes = 0;
  let heading = 0;
  let footnote: string | undefined;
  let indent: number | undefined;
  const signs: ListSign[] = [];
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(lead);
    if (!match) break;
    const [whole, space = '', sign = ''] = match;
    at += whole.length;
    if (sign.startsWith('>')) {
      quotes += sign.length;
      continue;
    }
    indent ??= width(space);
    if (sign.startsWith('#')) heading = sign.length;
    else if (sign.startsWith('[')) footnote = sign.slice(2, -2);
    else signs.push(signOf(sign));
  }
  const end = /^([ \t]*)(\*{0,3}|_{1,3})$/.exec(lead.slice(at));
  const [, space = '', emphasis = ''] = end ?? [];
  return {
    indent: indent ?? width(space),
    quotes,
    heading,
    signs,
    footnote,
    emphasis,
    rest: end ? '' : lead.slice(at),
  };
}

function signOf(sign: string): ListSign {
  const match = SIGN.exec(sign);
  if (!match) return { open: '', label: sign, close: '' };
  return { open: match[1] === '(' ? '(' : '', label: match[2]!, close: match[3] === '.' ? '.' : ')' };
}

function width(space: string): number {
  return [...space].reduce((sum, character) => sum + (character === '\t' ? TAB : 1), 0);
}
