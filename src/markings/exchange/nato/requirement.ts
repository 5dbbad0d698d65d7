import type { Reader } from '../../reader.ts';
import { both, type Clause, never, type Requirement } from '../../requirement.ts';
import {
  type CategoryType,
  foldedName,
  type LabelCategory,
  type LabelContent,
  type NatoLabel,
  tokenStep,
} from './label.ts';

/** The key of NATO in a reader's levels and controls, and the first step of its tokens. */
export const NATO = 'nato';

/** Levels from the lowest up, as ADatP-4774 names them; TOP SECRET is displayed as COSMIC TOP SECRET. */
export const NATO_LEVELS = ['UNCLASSIFIED', 'RESTRICTED', 'CONFIDENTIAL', 'SECRET', 'TOP SECRET'] as const;

/** Tag sets of the NATO policy, with the type that each must have (ADatP-4774 (A)(1), appendix 2). */
const TAG_SETS: ReadonlyMap<string, CategoryType> = new Map([
  ['CONTEXT', 'permissive'],
  ['ONLY', 'permissive'],
  ['RELEASABLE TO', 'permissive'],
  ['ADDITIONAL SENSITIVITY', 'restrictive'],
  ['ADMINISTRATIVE', 'informative'],
]);

/**
 * Returns what a label of the NATO policy asks; a label of any other policy, or with anything unknown in its policy or
 * classification, asks what nobody has. Restrictive values are asked each, of permissive ones any, informative ones
 * not at all. A permissive category that stands twice is asked twice, which is the stricter reading. Where a successor
 * is announced, both are asked at all times, for a requirement cannot say “from then on”: never too little.
 * Alternatives grant nothing.
 */
export function natoRequirement(label: NatoLabel): Requirement {
  const own = contentRequirement(label);
  return label.successor ? both(own, contentRequirement(label.successor.content)) : own;
}

function contentRequirement({ policy, classification, categories }: LabelContent): Requirement {
  const known = foldedName(policy.name) === 'NATO' && /^(?:urn:oid:1\.3\.26\.1\.3\.1)?$/i.test(policy.uri ?? '');
  const level = natoLevel(classification);
  if (!known || !level) return never('unknown');
  const misused = categories.some(({ tagName, type }) => (TAG_SETS.get(foldedName(tagName)) ?? type) !== type);
  if (misused) return never('invalid');
  const asked: Clause = { anyOf: [levelToken(level)], reason: 'level' };
  return { clauses: [asked, ...categories.flatMap(clausesOf)] };
}

/** Returns the level that a classification names, with or without the words NATO and COSMIC. */
export function natoLevel(classification: string): (typeof NATO_LEVELS)[number] | undefined {
  const folded = foldedName(classification);
  if (folded === 'COSMIC TOP SECRET') return 'TOP SECRET';
  const name = folded === 'NATO TOP SECRET' ? folded : folded.replace(/^NATO /, '');
  return NATO_LEVELS.find((level) => level === name);
}

function clausesOf({ type, tagName, values }: LabelCategory): Clause[] {
  const tokens = values.map((value) => `${NATO}/${tokenStep(tagName)}/${tokenStep(value)}`);
  switch (type) {
    case 'restrictive':
      return tokens.map((token) => ({ anyOf: [token], reason: 'compartment' }));
    case 'permissive':
      return [{ anyOf: [...tokens, ...countryTokens(tagName, values)], reason: 'release' }];
    case 'informative':
      return [];
  }
}

/** Countries among whom something may be spread have the tokens that all schemes share. */
function countryTokens(tagName: string, values: readonly string[]): string[] {
  if (!['RELEASABLE TO', 'ONLY'].includes(foldedName(tagName))) return [];
  return values
    .map(foldedName)
    .filter((value) => /^[A-Z]{3}$/.test(value))
    .map((code) => `country/${code}`);
}

function levelToken(level: string): string {
  return `${NATO}/level/${tokenStep(level)}`;
}

/**
 * Returns the tokens that a reader holds in the NATO policy: the levels up to the one held, and for each control held,
 * written as in `Releasable To/KFOR`, that value of that tag set. Countries are `country/…`, and are not listed here.
 */
export function natoTokens({ levels, controls }: Reader): string[] {
  const held = natoLevel(levels?.[NATO] ?? '');
  const upTo = held ? NATO_LEVELS.indexOf(held) + 1 : 0;
  const values = (controls?.[NATO] ?? []).flatMap((control) => {
    const [tagName, ...rest] = control.split('/');
    return rest.length === 0 ? [] : [`${NATO}/${tokenStep(tagName!)}/${tokenStep(rest.join('/'))}`];
  });
  return [...NATO_LEVELS.slice(0, upTo).map(levelToken), ...values];
}
