import { Refusal } from '../../../errors.ts';
import type { MarkingFinding } from '../../finding.ts';
import { readMarkings } from './granular.ts';
import { ownText, refuseHostile, type StixObject, stixError } from './stix-value.ts';

export const DEFINITION = 'marking-definition';
const PREFIX = `${DEFINITION}--`;

/** Returns the ids of the definitions that mark the object or a part of it. */
export function markingRefsOf(object: StixObject): readonly string[] {
  const { objectRefs, granular } = readMarkings(object);
  return [...objectRefs, ...granular.flatMap(({ ref }) => (ref === undefined ? [] : [ref]))];
}

interface Order {
  /** Ids of the definitions among the objects; each stands behind all that mark it. */
  readonly ids: readonly string[];
  /** Ids of definitions that mark themselves, by way of others or not, or are marked by such. */
  readonly circular: readonly string[];
}

function orderOf(objects: readonly StixObject[]): Order {
  const marksOf = new Map<string, Set<string>>();
  for (const object of objects) {
    const id = ownText(object, 'id');
    if (id === undefined || ownText(object, 'type') !== DEFINITION) continue;
    marksOf.set(id, new Set([...(marksOf.get(id) ?? []), ...markingRefsOf(object)]));
  }
  const markedBy = new Map<string, string[]>();
  const waiting = new Map<string, number>();
  for (const [id, refs] of marksOf) {
    const known = [...refs].filter((ref) => marksOf.has(ref));
    waiting.set(id, known.length);
    for (const ref of known) {
      const marked = markedBy.get(ref);
      if (marked) marked.push(id);
      else markedBy.set(ref, [id]);
    }
  }
  const ids = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
  // The list grows while it is walked: a definition is ready when all that mark it are.
  for (const id of ids) {
    for (const marked of markedBy.get(id) ?? []) {
      const count = waiting.get(marked)! - 1;
      waiting.set(marked, count);
      if (count === 0) ids.push(marked);
    }
  }
  return { ids, circular: [...waiting].filter(([, count]) => count > 0).map(([id]) => id) };
}

/** Returns the ids of the definitions, each behind those that mark it; refuses circles, `stix-circular-markings` (S1). */
export function definitionsInOrder(objects: readonly StixObject[]): readonly string[] {
  const { ids, circular } = orderOf(objects);
  if (circular.length > 0) {
    throw new Refusal('invalid', 'stix-circular-markings', 'Marking definitions must not mark themselves in a circle.');
  }
  return ids;
}

/**
 * Returns what is wrong with the markings of a bundle's objects: malformed ones, references to what is no marking
 * definition, and definitions that mark themselves in a circle (S1, S2).
 */
export function checkMarkingRefs(objects: readonly StixObject[]): readonly MarkingFinding[] {
  refuseHostile(objects);
  const findings = objects.flatMap((object) => readMarkings(object).findings);
  for (const ref of new Set(objects.flatMap(markingRefsOf))) {
    if (ref.startsWith(PREFIX)) continue;
    const message = `A marking reference names a marking definition, and “${ref}” is none.`;
    findings.push(stixError('stix-marking-ref-type', message, 'S1', ref));
  }
  for (const id of orderOf(objects).circular) {
    const message = `The marking definition “${id}” is in or behind a circle of definitions that mark each other.`;
    findings.push(stixError('stix-circular-markings', message, 'S1', id));
  }
  return findings;
}
