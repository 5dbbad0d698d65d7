import type { Reader } from '../markings/reader.ts';

/** Returns what counts of a reader, each list sorted and once each, so that equal clearances are one. */
export function clearanceOf({ nationality, organisation, levels = {}, controls = {}, groups = [] }: Reader): Reader {
  const once = (list: readonly string[]): string[] => [...new Set(list)].sort();
  return {
    id: '',
    ...(nationality === undefined ? {} : { nationality }),
    ...(organisation === undefined ? {} : { organisation }),
    levels: sorted(levels, (level) => level),
    controls: sorted(controls, once),
    groups: once(groups),
  };
}

function sorted<T>(values: Readonly<Record<string, T>>, map: (value: T) => T): Record<string, T> {
  return Object.fromEntries(
    Object.entries(values)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, value]) => [key, map(value)]),
  );
}
