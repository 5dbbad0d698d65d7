import type { MarkingFinding } from '../../finding.ts';
import { foldedName, type LabelCategory, type LabelContent, sameName } from '../nato/label.ts';
import {
  type CategoryReference,
  meaningOf,
  type Spif,
  type SpifLevel,
  type Tag,
  type TagSet,
  type TagValue,
} from './spif.ts';

/** A value of a label, found in its policy. */
export interface ResolvedValue {
  readonly tagSet: TagSet;
  readonly tag: Tag;
  readonly value: TagValue;
}

/** A label whose names were found in a policy; what was not found is a finding. */
export interface ResolvedLabel {
  readonly level?: SpifLevel;
  /** In the order of the policy, none twice. */
  readonly values: readonly ResolvedValue[];
  readonly findings: readonly MarkingFinding[];
}

/** Makes a finding on a label that is no text, so that there is no place to point at. */
export function labelFinding(severity: 'error' | 'warning', code: string, message: string): MarkingFinding {
  return { code, severity, message, span: { start: 0, end: 0 } };
}

/** Finds what a label names in the policy. */
export function resolveLabel(spif: Spif, label: LabelContent): ResolvedLabel {
  const findings: MarkingFinding[] = [];
  const error = (code: string, message: string) => findings.push(labelFinding('error', code, message));
  const { policy, classification, categories } = label;
  const otherId = policy.uri !== undefined && policy.uri.toLowerCase() !== `urn:oid:${spif.id}`.toLowerCase();
  if (!sameName(policy.name, spif.name) || otherId) {
    error('spif-other-policy', `The label is of the policy “${policy.name}”, not of “${spif.name}”.`);
    return { values: [], findings };
  }
  const level = spif.levels.find(({ name }) => sameName(name, classification));
  if (!level) error('spif-unknown-level', `The policy has no level “${classification}”.`);
  const every = everyValue(spif);
  const byName = new Map(
    every.map(({ tagSet, tag, value }) => [nameKey(meaningOf(tag.type), tagSet.name, value.name), value]),
  );
  const found = new Set<TagValue>();
  for (const category of categories) {
    const { type, tagName } = category;
    if (!findTagSet(spif, category)) {
      error('spif-unknown-value', `The policy has no ${type} tag set “${tagName}”.`);
      continue;
    }
    for (const name of category.values) {
      const value = byName.get(nameKey(type, tagName, name));
      if (value) found.add(value);
      else error('spif-unknown-value', `The policy has no ${type} “${name}” in “${tagName}”.`);
    }
  }
  const values = every.filter(({ value }) => found.has(value));
  return level ? { level, values, findings } : { values, findings };
}

/** Returns the values of a policy in their order. */
export function everyValue({ tagSets }: Spif): ResolvedValue[] {
  return tagSets.flatMap((tagSet) =>
    tagSet.tags.flatMap((tag) => tag.values.map((value): ResolvedValue => ({ tagSet, tag, value }))),
  );
}

/** Returns the tag set of a category, where it has a tag of that meaning. */
function findTagSet(spif: Spif, { tagName, type, uri }: LabelCategory): TagSet | undefined {
  const found = spif.tagSets.find(({ name }) => sameName(name, tagName));
  if (!found || (uri !== undefined && uri.toLowerCase() !== `urn:oid:${found.id}`.toLowerCase())) return undefined;
  return found.tags.some((tag) => meaningOf(tag.type) === type) ? found : undefined;
}

function nameKey(...steps: readonly string[]): string {
  return JSON.stringify(steps.map(foldedName));
}

/** Returns whether a reference of a rule is to the value. */
export function refersTo({ tagSet, type, lacv }: CategoryReference, found: ResolvedValue): boolean {
  const near = type === found.tag.type && (lacv === undefined || lacv === found.value.lacv);
  return near && sameName(tagSet, found.tagSet.name);
}

/** Returns values as the categories of a label: one for each tag set and meaning, in the order of the values. */
export function categoriesOf(values: readonly ResolvedValue[]): LabelCategory[] {
  const byName = new Map<string, { type: LabelCategory['type']; tagName: string; uri: string; values: string[] }>();
  for (const { tagSet, tag, value } of values) {
    const type = meaningOf(tag.type);
    const key = `${type} ${tagSet.id}`;
    const category = byName.get(key) ?? { type, tagName: tagSet.name, uri: `urn:oid:${tagSet.id}`, values: [] };
    category.values.push(value.name);
    byName.set(key, category);
  }
  return [...byName.values()];
}
