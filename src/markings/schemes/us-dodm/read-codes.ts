import type { Draft } from '../us-capco/draft.ts';
import { DODM_VOCABULARY } from './mark.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Takes codes of countries and groups; says which of them nobody knows, and refuses what is no code. */
export function knownCodes(draft: Draft, codes: readonly string[], at: Place): string[] {
  for (const code of codes) {
    if (!/^[A-Z][A-Z0-9_]{1,15}$/.test(code)) {
      draft.lose('dodm-code', `“${code}” is no code of a country or group.`, at);
    } else if (!(DODM_VOCABULARY.countries.has(code) || DODM_VOCABULARY.groups.has(code))) {
      draft.warn('dodm-unknown-code', `Nobody is known to stand behind the code ${code}.`, at);
    }
  }
  return [...codes];
}

/** How a list is to be sorted, and the paragraph that says so. */
interface ListRule {
  readonly rule: string;
  /** The code that stands first, wherever it is in the alphabet. */
  readonly first?: string;
}

/** Reads a list of codes with commas or spaces between them; its order is `first`, countries, groups. */
export function readCodes(draft: Draft, list: string, at: Place, { rule, first }: ListRule): string[] {
  const codes = knownCodes(
    draft,
    list.split(/[ ,]+/).filter((code) => code !== ''),
    at,
  );
  const sorted = DODM_VOCABULARY.sortCodes(codes, first);
  if (codes.join(' ') !== sorted.join(' ')) {
    const lead = first === undefined ? '' : `${first} first, then `;
    draft.error('dodm-list', `Codes stand in order, ${lead}countries before groups, each once.`, at, {
      rule,
      canonical: sorted.join(', '),
    });
  }
  return codes;
}
