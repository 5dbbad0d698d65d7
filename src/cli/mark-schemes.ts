import type { AnyScheme, SchemeSet } from '../markings/scheme-set.ts';
import { standardSchemes } from '../markings/standard-schemes.ts';
import type { MarkReader } from './mark-forms.ts';

export const PROFILES = ['us-capco-2016', 'us-dodm-2012'] as const;
export type Profile = (typeof PROFILES)[number];

export const DEFAULT_SCHEME = 'us-capco';

/** Returns the scheme of that id; refuses one that is not there and says which are. */
export function schemeOf(id: string | undefined): AnyScheme {
  return schemeSet().scheme(id ?? DEFAULT_SCHEME);
}

export function schemeSet(): SchemeSet {
  return standardSchemes;
}

/** Returns what reads the markings of a profile: an older edition reads `us-capco` by its own rules. */
export async function profileReader(profile: Profile): Promise<MarkReader> {
  if (profile === 'us-capco-2016') return schemeOf(DEFAULT_SCHEME);
  const { readDodm } = await import('../markings/schemes/us-dodm/read.ts');
  const { printDodm } = await import('../markings/schemes/us-dodm/print.ts');
  type Dodm = Parameters<typeof printDodm>[0];
  return { id: profile, read: readDodm, print: (mark, form) => printDodm(mark as Dodm, form) };
}
