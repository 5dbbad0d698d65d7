import type { MarkingFinding } from '../../finding.ts';
import { type LabelContent, repeatedPermissive, sameName } from '../nato/label.ts';
import { everyValue, labelFinding, type ResolvedValue, refersTo, resolveLabel } from './resolve.ts';
import type { CategoryRule, Spif, SpifLevel } from './spif.ts';

/**
 * Returns what is wrong with a label by the rules of its policy: names that the policy does not have, levels and
 * categories that a value or a level asks for or shuts out, and how many values may be chosen. The spans are empty,
 * for a label is no text. `all` of a whole tag set asks for every value of it, the strictest reading. Whether a value
 * is in use at this time is not checked, for nothing here has a clock; a warning says so.
 */
export function checkLabel(spif: Spif, label: LabelContent): readonly MarkingFinding[] {
  const { level, values, findings } = resolveLabel(spif, label);
  if (!level) return findings;
  const every = everyValue(spif);
  return [
    ...findings,
    ...emptyCategories(label),
    ...repeatedPermissive(label.categories).map((name) => {
      const message = `“${name}” stands twice, so that it is not clear what a reader needs of it.`;
      return labelFinding('error', 'label-repeated-category', message);
    }),
    ...(level.obsolete ? [obsolete(level.name)] : []),
    ...level.required.flatMap((rule) => ruleFindings(every, level.name, rule, values)),
    ...selectionFindings(spif, values),
    ...values.flatMap((found) => valueFindings(every, level, found, values)),
  ];
}

function obsolete(name: string): MarkingFinding {
  return labelFinding('warning', 'spif-obsolete', `“${name}” is no longer given to new labels.`);
}

function emptyCategories({ categories }: LabelContent): MarkingFinding[] {
  return categories
    .filter(({ type, values }) => type === 'permissive' && values.length === 0)
    .map(({ tagName }) => {
      const message = `“${tagName}” has no values, so that nobody may see.`;
      return labelFinding('warning', 'label-empty-category', message);
    });
}

function valueFindings(
  every: readonly ResolvedValue[],
  level: SpifLevel,
  found: ResolvedValue,
  values: readonly ResolvedValue[],
): MarkingFinding[] {
  const { value } = found;
  const error = (code: string, message: string) => labelFinding('error', code, message);
  const findings = value.required.flatMap((rule) => ruleFindings(every, value.name, rule, values));
  if (value.obsolete) findings.push(obsolete(value.name));
  if (value.notBefore !== undefined || value.notAfter !== undefined) {
    const message = `“${value.name}” is in use only for a time, which is not checked.`;
    findings.push(labelFinding('warning', 'spif-time-not-checked', message));
  }
  const shutOut = value.excludedLevels.some((name) => sameName(name, level.name));
  if (shutOut || (value.requiredLevel !== undefined && !sameName(value.requiredLevel, level.name))) {
    findings.push(error('spif-excluded-level', `“${value.name}” does not go with the level “${level.name}”.`));
  }
  for (const other of values) {
    if (other.value === value || !value.excluded.some((reference) => refersTo(reference, other))) continue;
    findings.push(error('spif-excluded-value', `“${value.name}” does not go with “${other.value.name}”.`));
  }
  return findings;
}

function ruleFindings(
  every: readonly ResolvedValue[],
  name: string,
  { operation, references }: CategoryRule,
  values: readonly ResolvedValue[],
): MarkingFinding[] {
  const asked = every.filter((each) => references.some((reference) => refersTo(reference, each)));
  const chosen = values.filter((each) => references.some((reference) => refersTo(reference, each)));
  const met = {
    onlyOne: chosen.length === 1,
    oneOrMore: chosen.length > 0,
    all: asked.length > 0 && chosen.length === asked.length,
  };
  if (met[operation]) return [];
  const words = { onlyOne: 'exactly one', oneOrMore: 'at least one', all: 'all' };
  const names = asked.map(({ value }) => value.name);
  const shown = names.length > 5 ? `${names.slice(0, 5).join(', ')} and others` : names.join(', ');
  return [labelFinding('error', 'spif-required-value', `“${name}” asks for ${words[operation]} of: ${shown}.`)];
}

function selectionFindings({ tagSets }: Spif, values: readonly ResolvedValue[]): MarkingFinding[] {
  return tagSets
    .flatMap(({ tags }) => tags)
    .flatMap((tag) => {
      const { name, fewest = 0, most = Number.POSITIVE_INFINITY } = tag;
      const count = values.filter((each) => each.tag === tag).length;
      if (count >= fewest && count <= most) return [];
      const bound = count < fewest ? `at least ${fewest}` : `at most ${most}`;
      const message = `Of “${name}”, ${bound} must be chosen, and not ${count}.`;
      return [labelFinding('error', 'spif-selection', message)];
    });
}
