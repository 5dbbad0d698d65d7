import { useState } from 'react';

/** Things picked out of a list, by their ids. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Picks one or leaves it; with `isRange` all from the one before it on. */
  toggle(id: string, isRange?: boolean): void;
  set(ids: readonly string[]): void;
}

/** What is picked out of `shown`; what is not there any more is not picked either. */
export function useSelection(shown: readonly { readonly id: string }[]): Selection {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string>();
  return {
    ids: new Set(shown.filter(({ id }) => picked.has(id)).map(({ id }) => id)),
    toggle(id, isRange = false) {
      const next = new Set(picked);
      for (const one of isRange ? between(shown, last, id) : [id]) {
        if (picked.has(id)) next.delete(one);
        else next.add(one);
      }
      setPicked(next);
      setLast(id);
    },
    set: (ids) => setPicked(new Set(ids)),
  };
}

function between(shown: readonly { readonly id: string }[], from: string | undefined, to: string): string[] {
  const [first, end] = [from, to].map((id) => shown.findIndex((one) => one.id === id)) as [number, number];
  if (first < 0) return [to];
  return shown.slice(Math.min(first, end), Math.max(first, end) + 1).map(({ id }) => id);
}
