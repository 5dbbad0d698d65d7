import { foldedName } from '../nato/label.ts';
import { type CategoryReference, type CategoryRule, meaningOf, type Spif, type TagSet, type TagValue } from './spif.ts';

/** Returns what is named twice in a policy, or named and not there, in sentences. */
export function referenceFaults(spif: Spif): string[] {
  const levels = new Set(spif.levels.map(({ name }) => foldedName(name)));
  return [
    ...(spif.levels.length === 0 ? ['A policy has at least one level.'] : []),
    ...repeats(
      'level',
      spif.levels.map(({ name }) => name),
    ),
    ...repeats(
      'number of a level',
      spif.levels.map(({ lacv }) => lacv),
    ),
    ...repeats(
      'tag set',
      spif.tagSets.map(({ name }) => name),
    ),
    ...repeats(
      'identifier of a tag set',
      spif.tagSets.map(({ id }) => id),
    ),
    ...repeats(
      'equivalent policy',
      spif.equivalentPolicies.map(({ name }) => name),
    ),
    ...spif.levels.flatMap(({ required }) => ruleFaults(required, spif)),
    ...spif.tagSets.flatMap(repeatsWithin),
    ...valuesOf(spif).flatMap((value) => valueFaults(value, levels, spif)),
    ...unknownPolicies(spif),
  ];
}

function valuesOf({ tagSets }: Spif): TagValue[] {
  return tagSets.flatMap(({ tags }) => tags).flatMap(({ values }) => values);
}

function repeats(what: string, names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.flatMap((name) => {
    const repeated = seen.has(foldedName(name));
    seen.add(foldedName(name));
    return repeated ? [`The ${what} “${name}” stands twice.`] : [];
  });
}

/** A label names a value by tag set, meaning and name, a binary one by tag set, type and number. */
function repeatsWithin({ name, tags }: TagSet): string[] {
  const called = tags.flatMap(({ type, values }) => values.map((value) => `${meaningOf(type)} ${value.name}`));
  const numbered = tags.flatMap(({ type, values }) => values.map(({ lacv }) => `${type} ${lacv}`));
  return [
    ...repeats(
      'tag',
      tags.map((tag) => tag.name),
    ),
    ...repeats(`value in “${name}”`, called),
    ...repeats(`number in “${name}”`, numbered),
  ];
}

function valueFaults(value: TagValue, levels: ReadonlySet<string>, spif: Spif): string[] {
  const named = [...value.excludedLevels, ...(value.requiredLevel === undefined ? [] : [value.requiredLevel])];
  return [
    ...named
      .filter((level) => !levels.has(foldedName(level)))
      .map((level) => `“${value.name}” refers to the level “${level}”, which does not exist.`),
    ...repeats(`level excluded by “${value.name}”,`, value.excludedLevels),
    ...ruleFaults(value.required, spif),
    ...value.excluded.flatMap((reference) => referenceFault(reference, spif)),
  ];
}

function ruleFaults(rules: readonly CategoryRule[], spif: Spif): string[] {
  return rules.flatMap(({ references }) => references.flatMap((reference) => referenceFault(reference, spif)));
}

function referenceFault({ tagSet, type, lacv }: CategoryReference, { tagSets }: Spif): string[] {
  const found = tagSets.find(({ name }) => foldedName(name) === foldedName(tagSet));
  if (!found) return [`A rule refers to the tag set “${tagSet}”, which does not exist.`];
  const values = found.tags.filter((tag) => tag.type === type).flatMap((tag) => tag.values);
  if (lacv === undefined || values.some((value) => value.lacv === lacv)) return [];
  return [`A rule refers to the value ${lacv} of “${tagSet}”, which does not exist in a tag of that type.`];
}

function unknownPolicies(spif: Spif): string[] {
  const known = new Set(spif.equivalentPolicies.map(({ name }) => name));
  const named = [...spif.levels, ...valuesOf(spif)].flatMap(({ equivalents }) =>
    equivalents.map(({ policy }) => policy),
  );
  return [...new Set(named)]
    .filter((policy) => !known.has(policy))
    .map((policy) => `The equivalent policy “${policy}” does not exist.`);
}
