import { letters, romanNumeral } from './numerals.ts';
import type { ReportPortion } from './report.ts';

/** Where a portion stands among those that are left, counted from them alone: no gap tells of what is not there. */
export interface PortionPlace {
  /** Of a heading its level, from 1; of an item its depth, from 0. */
  readonly depth: number;
  /** Of a heading `1.2`, of a table `2`, of an item its sign; empty for what has none. */
  readonly number: string;
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

/** `1.`, `a.`, `i.` by turns of depth. */
function itemSign(depth: number, count: number): string {
  return `${SIGNS[depth % SIGNS.length]!(count)}.`;
}

const SIGNS = [String, letters, romanNumeral];
