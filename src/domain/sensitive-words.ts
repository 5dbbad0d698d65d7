export const SENSITIVE_CATEGORIES = ['health', 'sex-life', 'family'] as const;
/** What an order that names a person must not ask about, unless an administrator records why it is necessary. */
export type SensitiveCategory = (typeof SENSITIVE_CATEGORIES)[number];

/**
 * Beginnings of words, English and French, without diacritics. They are many rather than few: one that is meant otherwise
 * costs a sentence of an administrator, one that is missed costs a person's privacy.
 */
const BEGINNINGS: Readonly<Record<SensitiveCategory, readonly string[]>> = {
  health: [
    ...['health', 'illness', 'disease', 'diagnos', 'cancer', 'tumour', 'tumor', 'hiv', 'aids', 'depressi', 'psychiatr'],
    ...[
      'psycholog',
      'therap',
      'medicat',
      'medical',
      'hospitali',
      'surger',
      'pregnan',
      'abortion',
      'disabilit',
      'addict',
    ],
    ...[
      'alcoholi',
      'dementia',
      'sante',
      'malad',
      'tumeur',
      'sida',
      'grossesse',
      'enceinte',
      'avortement',
      'handicape',
      'handicapp',
    ],
    ...['toxicoman', 'alcooli', 'demence', 'chirurg', 'medica'],
  ],
  'sex-life': [
    ...['sex', 'homosex', 'heterosex', 'bisex', 'lesbi', 'gay', 'transgend', 'transgenr', 'adulter', 'infidel'],
    ...['extramarital', 'extraconjugal', 'prostitu', 'mistress', 'maitresse', 'lover', 'amant', 'libertin'],
  ],
  family: [
    ...[
      'family',
      'families',
      'famille',
      'familial',
      'wife',
      'wives',
      'husband',
      'spous',
      'epou',
      'married',
      'marriage',
    ],
    ...['mariage', 'divorc', 'daughter', 'children', 'childhood', 'enfant', 'sibling', 'brother', 'sister', 'frere'],
    ...['soeur', 'parents', 'mother', 'father', 'conjoint', 'concubin', 'kinship', 'genealog'],
  ],
};

/** Where such a word is said of something else. */
const HARMLESS =
  /\b(?:familles? politiques?|political famil(?:y|ies)|health minist\w+|minist\w+ (?:of|for) health|ministre de la sante)\b/g;

const PATTERNS = SENSITIVE_CATEGORIES.map(
  (category) => [category, new RegExp(`\\b(?:${BEGINNINGS[category].join('|')})`)] as const,
);

/** Returns the sensitive categories that a text touches by its words. */
export function sensitiveCategoriesIn(text: string): SensitiveCategory[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .toLowerCase()
    .replace(HARMLESS, ' ');
  return PATTERNS.flatMap(([category, pattern]) => (pattern.test(plain) ? [category] : []));
}
