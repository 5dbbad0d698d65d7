import { Refused } from '../wire/ask.ts';
import type { TriageSearch } from './triage-search.ts';

/** A filter as browsers kept it before the desk did. */
interface KeptFilter {
  readonly name: string;
  readonly search: TriageSearch;
}

interface Handing {
  readonly store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** What the desk keeps already, which is not written over. */
  readonly there: readonly { readonly name: string }[];
  keep(filter: KeptFilter): Promise<unknown>;
}

/** By which the desk says that it takes no such filter; by others, that it could not take it now, or from whoever asked. */
const NO_FILTER: ReadonlySet<number> = new Set([400, 409, 413, 415, 422]);

/**
 * Hands what this browser kept for an account to the desk, and forgets it here; returns whether there was anything. It is taken
 * out first, so that two views do not hand it over twice; what did not reach the desk is put back.
 */
export async function handOver(accountId: string, { store, there, keep }: Handing): Promise<boolean> {
  const key = `vigie.filters.${accountId}`;
  const kept = readKept(store.getItem(key));
  store.removeItem(key);
  const names = new Set(there.map(({ name }) => name));
  const left = kept.map(trimmed).filter(({ name }) => !names.has(name));
  const lost: KeptFilter[] = [];
  for (const filter of left) {
    // What the desk refuses was no filter, or is one too many: the next may be none of these.
    await keep(filter).catch((error: unknown) => {
      if (!(error instanceof Refused && NO_FILTER.has(error.problem.status))) lost.push(filter);
    });
  }
  if (lost.length > 0) store.setItem(key, JSON.stringify(lost));
  return left.length > lost.length;
}

function trimmed({ name, search: { ...search } }: KeptFilter): KeptFilter {
  delete search.hit;
  return { name: name.trim(), search };
}

/** What is no filter is left out, since anything may stand in the store of a browser. */
function readKept(text: string | null): readonly KeptFilter[] {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  return Array.isArray(stored) ? stored.filter(isFilter) : [];
}

function isFilter(value: unknown): value is KeptFilter {
  if (typeof value !== 'object' || value === null) return false;
  const { name, search } = value as Partial<Record<string, unknown>>;
  if (typeof name !== 'string' || typeof search !== 'object' || search === null) return false;
  return Object.values(search).every((one) => typeof one === 'string');
}
