import type { TriageSearch } from './triage-search.ts';

export interface SavedFilter {
  readonly name: string;
  readonly search: TriageSearch;
}

/** Reads what was stored; what is no filter is left out, since anything may stand in the store of a browser. */
export function readSaved(text: string | undefined): readonly SavedFilter[] {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  return Array.isArray(stored) ? stored.filter(isFilter) : [];
}

function isFilter(value: unknown): value is SavedFilter {
  if (typeof value !== 'object' || value === null) return false;
  const { name, search } = value as Partial<Record<string, unknown>>;
  if (typeof name !== 'string' || typeof search !== 'object' || search === null) return false;
  return Object.values(search).every((one) => typeof one === 'string');
}
