import { isValid, type MarkingFinding } from '../../finding.ts';
import type { Reading } from '../../scheme.ts';
import type { NatoLabel } from '../nato/label.ts';
import { checkLabel } from './check-label.ts';
import { categoriesOf, everyValue, labelFinding, type ResolvedValue, refersTo, resolveLabel } from './resolve.ts';
import { type CategoryRule, meaningOf, type Spif, type Tag } from './spif.ts';

/**
 * Returns the label in the names of another policy, as the equivalents of its own policy say. Never throws, and never
 * makes a label laxer by leaving something out: without an equivalent for the level or a restrictive value, or for any
 * value of a permissive tag, there is no label. Nor is there one where values of two permissive tags, which a reader
 * needs one of each, would come to stand in one; where a restrictive value would become anything else; or where the
 * result breaks a rule of the other policy. What else has no equivalent, or is to be discarded, is left out with a
 * warning.
 */
export function translateLabel(from: Spif, to: Spif, label: NatoLabel): Reading<NatoLabel> {
  const checked = checkLabel(from, label);
  const { level, values } = resolveLabel(from, label);
  const policy = from.equivalentPolicies.find(({ id }) => id === to.id);
  const error = (message: string) => labelFinding('error', 'spif-no-equivalent', message);
  if (!level || !isValid(checked)) return { findings: checked };
  if (!policy) return { findings: [...checked, error(`“${from.name}” has no equivalents in “${to.name}”.`)] };
  const equivalent = level.equivalents.find((each) => each.policy === policy.name && each.applied !== 'decrypt');
  const newLevel = to.levels.find(({ lacv }) => lacv === equivalent?.lacv);
  if (!equivalent || !newLevel) return { findings: [...checked, error(`“${level.name}” has no equivalent.`)] };
  const every = everyValue(to);
  const found = values.map((each) => ({ each, targets: targetsOf(each, policy.name, every) }));
  const losses = found.filter(({ targets }) => !targets?.length).map((lost) => lossOf(lost, found));
  const emptied = label.categories.some(({ type, values: own }) => type === 'permissive' && own.length === 0);
  if (label.successor) losses.push(error('A label with an announced successor has no equivalent that keeps it.'));
  if (emptied) losses.push(error('A permissive category without values has no equivalent.'));
  const added = [...policy.required, ...equivalent.required].flatMap((rule) => addedBy(rule, every));
  if (blends(found, added))
    losses.push(error('Values that ask more apart than together would come to stand in one tag.'));
  const chosen = new Set([...found.flatMap(({ targets }) => targets ?? []), ...added].map(({ value }) => value));
  const mark: NatoLabel = {
    policy: { name: to.name, uri: `urn:oid:${to.id}` },
    classification: newLevel.name,
    categories: categoriesOf(every.filter(({ value }) => chosen.has(value))),
    ...(label.created === undefined ? {} : { created: label.created }),
    alternatives: [],
  };
  const findings = [...checked, ...losses, ...leftOut(label), ...checkLabel(to, mark)];
  return isValid(findings) ? { mark, findings } : { findings };
}

/** Returns the values of the other policy that stand for a value; nothing where the policy does not say. */
function targetsOf(
  { value }: ResolvedValue,
  policy: string,
  every: readonly ResolvedValue[],
): ResolvedValue[] | undefined {
  const stated = value.equivalents.filter((each) => each.policy === policy && each.applied !== 'decrypt');
  if (stated.length === 0) return undefined;
  const targets = stated.flatMap(({ target }) => (target === 'discard' ? [] : [target]));
  const found = targets.map((target) =>
    every.find(
      (each) => each.tagSet.id === target.tagSetId && each.tag.type === target.type && each.value.lacv === target.lacv,
    ),
  );
  return found.includes(undefined) ? undefined : found.filter((each) => each !== undefined);
}

interface Translated {
  readonly each: ResolvedValue;
  readonly targets: readonly ResolvedValue[] | undefined;
}

/** A finding on a value that nothing stands for: leaving it out must not let more people see. */
function lossOf({ each: { tag, value }, targets }: Translated, all: readonly Translated[]): MarkingFinding {
  const meaning = meaningOf(tag.type);
  const others = all.some((other) => other.each.tag === tag && (other.targets?.length ?? 0) > 0);
  const stated = targets !== undefined && meaning === 'restrictive';
  const harmless = stated || meaning === 'informative' || (meaning === 'permissive' && others);
  const message = `“${value.name}” has no equivalent.`;
  return labelFinding(harmless ? 'warning' : 'error', 'spif-no-equivalent', message);
}

/** Returns whether a permissive tag would hold values from several places, or restrictive values lose their meaning. */
function blends(found: readonly Translated[], added: readonly ResolvedValue[]): boolean {
  const sources = new Map<Tag, Set<Tag | 'rule'>>();
  const note = (target: Tag, source: Tag | 'rule') => {
    if (meaningOf(target.type) === 'permissive') sources.set(target, (sources.get(target) ?? new Set()).add(source));
  };
  for (const { each, targets = [] } of found) for (const { tag } of targets) note(tag, each.tag);
  for (const { tag } of added) note(tag, 'rule');
  const weakened = found.some(
    ({ each, targets = [] }) =>
      meaningOf(each.tag.type) === 'restrictive' && targets.some(({ tag }) => meaningOf(tag.type) !== 'restrictive'),
  );
  return weakened || [...sources.values()].some(({ size }) => size > 1);
}

/** What the other policy always asks for; of what it leaves a choice, the check finds whether it is there. */
function addedBy({ operation, references }: CategoryRule, every: readonly ResolvedValue[]): ResolvedValue[] {
  if (operation !== 'all') return [];
  return every.filter((each) => references.some((reference) => refersTo(reference, each)));
}

function leftOut(label: NatoLabel): MarkingFinding[] {
  const { privacyMark, review, originator, alternatives } = label;
  const lost = [privacyMark, review, originator].some((part) => part !== undefined);
  if (!lost && alternatives.length === 0) return [];
  const message = 'Privacy mark, review, originator and alternatives stay with the label they are of.';
  return [labelFinding('warning', 'spif-left-out', message)];
}
