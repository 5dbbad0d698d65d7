import { isValid, type MarkingFinding } from '../../finding.ts';
import type { Reader } from '../../reader.ts';
import { both, type Clause, never, type Requirement } from '../../requirement.ts';
import { type LabelCategory, type LabelContent, type NatoLabel, sameName, tokenStep } from '../nato/label.ts';
import { checkLabel } from './check-label.ts';
import { labelFinding, type ResolvedValue, resolveLabel } from './resolve.ts';
import { meaningOf, type Spif, type SpifLevel, type Tag } from './spif.ts';

/** What a person or body may see under a policy: these levels, each by itself, and these categories. */
export interface Clearance {
  readonly policy: LabelContent['policy'];
  readonly levels: readonly string[];
  readonly categories: readonly LabelCategory[];
}

export interface Decision {
  readonly permitted: boolean;
  /** Why not, or what to know. */
  readonly findings: readonly MarkingFinding[];
}

/**
 * Returns whether the clearance suffices for the label under the policy (the access control decision function of
 * X.841): the level is one of those of the clearance, every restrictive value is held, and of each permissive tag one
 * of the values that the label has. Denied are a label that breaks a rule of the policy or names what the policy does
 * not have, a clearance with a category that the policy does not have, and a permissive category without values. A
 * label is taken as it is now: an announced successor is not regarded.
 */
export function decide(spif: Spif, label: LabelContent, clearance: Clearance): Decision {
  const held = resolveLabel(spif, { ...clearance, classification: label.classification });
  const found = [...checkLabel(spif, label), ...held.findings];
  const { level, values } = resolveLabel(spif, label);
  if (!level || !isValid(found)) return { permitted: false, findings: found };
  const denials = [
    ...(clearance.levels.some((name) => sameName(name, level.name)) ? [] : ['The clearance does not have the level.']),
    ...(hasEmptyPermissive(label) ? ['A permissive category of the label has no values.'] : []),
    ...valuesNotHeld(values, held.values),
  ];
  const findings = denials.map((message) => labelFinding('error', 'spif-denied', message));
  return { permitted: denials.length === 0, findings: [...found, ...findings] };
}

function hasEmptyPermissive({ categories }: LabelContent): boolean {
  return categories.some(({ type, values }) => type === 'permissive' && values.length === 0);
}

/** Sentences that name no value: whoever is denied is not told a code word. */
function valuesNotHeld(values: readonly ResolvedValue[], held: readonly ResolvedValue[]): string[] {
  const has = ({ value }: ResolvedValue) => held.some((each) => each.value === value);
  const denials: string[] = [];
  for (const [tag, ofTag] of byTag(values)) {
    const meaning = meaningOf(tag.type);
    if (meaning === 'restrictive' && !ofTag.every(has)) denials.push('The clearance lacks a restrictive value.');
    if (meaning === 'permissive' && !ofTag.some(has)) denials.push('The clearance has none of the permissive values.');
  }
  return denials;
}

function byTag(values: readonly ResolvedValue[]): Map<Tag, ResolvedValue[]> {
  const grouped = new Map<Tag, ResolvedValue[]>();
  for (const found of values) grouped.set(found.tag, [...(grouped.get(found.tag) ?? []), found]);
  return grouped;
}

/** The key of a policy in a reader's levels and controls, and the first step of its tokens. */
export function spifKey({ id }: Spif): string {
  return `spif-${id}`;
}

/**
 * Returns what a label asks under its policy; one that is not right by the policy asks what nobody has. Unlike
 * `natoRequirement` it knows which tag a value is of: values of two permissive tags are asked each by itself, even
 * where they share a tag set. As there, an announced successor is asked at all times.
 */
export function spifRequirement(spif: Spif, label: LabelContent & Pick<NatoLabel, 'successor'>): Requirement {
  const own = contentRequirement(spif, label);
  return label.successor ? both(own, contentRequirement(spif, label.successor.content)) : own;
}

function contentRequirement(spif: Spif, label: LabelContent): Requirement {
  const { level, values, findings } = resolveLabel(spif, label);
  if (!level || !isValid(findings)) return never('unknown');
  if (!isValid(checkLabel(spif, label))) return never('invalid');
  const clauses: Clause[] = [{ anyOf: [levelToken(spif, level)], reason: 'level' }];
  if (hasEmptyPermissive(label)) clauses.push({ anyOf: [], reason: 'release' });
  for (const [tag, ofTag] of byTag(values)) {
    const tokens = ofTag.map((found) => valueToken(spif, found));
    const meaning = meaningOf(tag.type);
    if (meaning === 'permissive') clauses.push({ anyOf: tokens, reason: 'release' });
    if (meaning === 'restrictive') {
      clauses.push(...tokens.map((token): Clause => ({ anyOf: [token], reason: 'compartment' })));
    }
  }
  return { clauses };
}

function levelToken(spif: Spif, { name }: SpifLevel): string {
  return `${spifKey(spif)}/level/${tokenStep(name)}`;
}

function valueToken(spif: Spif, { tagSet, tag, value }: ResolvedValue): string {
  return [spifKey(spif), meaningOf(tag.type), tokenStep(tagSet.name), tokenStep(value.name)].join('/');
}

/**
 * Returns the tokens that a reader holds under a policy: the level held and those that stand lower, and for each
 * control held, written as in `Releasable To/XAA`, that value of that tag set.
 */
export function spifTokens(spif: Spif, { levels, controls }: Reader): string[] {
  const key = spifKey(spif);
  const held = spif.levels.find(({ name }) => sameName(name, levels?.[key] ?? ''));
  const below = held ? spif.levels.filter(({ hierarchy }) => hierarchy < held.hierarchy) : [];
  const values = (controls?.[key] ?? []).flatMap((control) => {
    const [tagName = '', ...rest] = control.split('/').map(tokenStep);
    const steps = [tagName, rest.join('%2F')].join('/');
    return rest.length === 0 ? [] : [`${key}/restrictive/${steps}`, `${key}/permissive/${steps}`];
  });
  return [...(held ? [held] : []), ...below].map((level) => levelToken(spif, level)).concat(values);
}
