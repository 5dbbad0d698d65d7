import type { ReportPortion } from './report.ts';

/** Where a portion stands among those that are left, counted from them alone: no gap tells of what is not there. */
export interface PortionPlace {
  /** Of a heading its level, from 1; of an item its depth, from 0. */
  readonly depth: number;
  /** Of a heading `1.2`, of a table `2`, of an item its sign; empty for what has none. */
  readonly number: string;
}

/** Returns the portions without the headings under which nothing is left. */
export function withoutEmptyHeadings(portions: readonly ReportPortion[]): readonly ReportPortion[] {
  const kept: ReportPortion[] = [];
  // Level of the heading that what was kept last stands under at most: anything fills every heading before it.
  let filled = 0;
  for (const portion of [...portions].reverse()) {
    if (portion.kind !== 'heading') filled = Number.POSITIVE_INFINITY;
    else if (filled <= portion.level) continue;
    else filled = portion.level;
    kept.push(portion);
  }
  return kept.reverse();
}

/** Numbers headings, tables and items, and moves what lost its parent to where it would stand without it. */
export function placePortions(portions: readonly ReportPortion[]): ReadonlyMap<string, PortionPlace> {
  const places = new Map<string, PortionPlace>();
  const headings = new Counters();
  let items = new Counters();
  let tables = 0;
  for (const portion of portions) {
    if (portion.kind !== 'item') items = new Counters();
    if (portion.kind === 'heading') {
      const counts = headings.next(portion.level, '');
      places.set(portion.id, { depth: counts.length, number: counts.join('.') });
    } else if (portion.kind === 'table') {
      tables++;
      places.set(portion.id, { depth: 0, number: String(tables) });
    } else if (portion.kind === 'item') {
      const counts = items.next(portion.depth, portion.isNumbered ? 'numbered' : 'bullet');
      const depth = counts.length - 1;
      places.set(portion.id, { depth, number: portion.isNumbered ? itemSign(depth, counts.at(-1)!) : BULLET });
    } else places.set(portion.id, { depth: 0, number: '' });
  }
  return places;
}

const BULLET = '•';

/** Counts what stands under what, by how deep each says it is. */
class Counters {
  #open: { readonly depth: number; kind: string; count: number }[] = [];

  /** Returns the numbers of the next one and of all that it stands under. */
  next(depth: number, kind: string): readonly number[] {
    while (this.#open.length > 0 && this.#open.at(-1)!.depth > depth) {
      const closed = this.#open.pop()!;
      // Deeper than what follows, and not under anything: what follows stands beside it.
      const below = this.#open.at(-1);
      if (!below || below.depth < depth) {
        this.#open.push({ depth, kind: closed.kind, count: closed.count });
        break;
      }
    }
    const same = this.#open.at(-1);
    if (same?.depth === depth) {
      same.count = same.kind === kind ? same.count + 1 : 1;
      same.kind = kind;
    } else this.#open.push({ depth, kind, count: 1 });
    return this.#open.map(({ count }) => count);
  }
}

const ROMAN = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'];
const ROMAN_TENS = ['', 'x', 'xx', 'xxx', 'xl', 'l', 'lx', 'lxx', 'lxxx', 'xc'];

/** `1.`, `a.`, `i.` by turns of depth. */
function itemSign(depth: number, count: number): string {
  const turn = depth % 3;
  if (turn === 1) return `${letters(count)}.`;
  if (turn === 2 && count < 100) return `${ROMAN_TENS[Math.floor(count / 10)]}${ROMAN[count % 10]}.`;
  return `${count}.`;
}

function letters(count: number): string {
  let rest = count;
  let text = '';
  while (rest > 0) {
    rest--;
    text = String.fromCharCode(97 + (rest % 26)) + text;
    rest = Math.floor(rest / 26);
  }
  return text;
}
