import { Refusal } from '../../../errors.ts';
import type { MarkingFinding } from '../../finding.ts';

/** A STIX object, or any JSON object inside one. */
export type StixObject = Readonly<Record<string, unknown>>;

/** How deep values may nest and how many there may be in one object or bundle: more than any real one has. */
export const DEEPEST = 100;
export const MOST_VALUES = 2_000_000;

export function isRecord(value: unknown): value is StixObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns an own property; undefined for what is inherited, such as `constructor`. */
export function ownProperty(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function ownText(value: unknown, name: string): string | undefined {
  const found = ownProperty(value, name);
  return typeof found === 'string' ? found : undefined;
}

/** Returns the names of the own properties; a key `__proto__` is no property and is never carried over. */
export function propertiesOf(value: StixObject): string[] {
  return Object.keys(value).filter((name) => name !== '__proto__');
}

/**
 * Refuses what would exhaust the stack or the memory of those who walk it: error `stix-too-deep` beyond `DEEPEST`
 * levels, which a value that holds itself always is, and `stix-too-large` beyond `MOST_VALUES` values.
 */
export function refuseHostile(root: unknown): void {
  const waiting: unknown[] = [root];
  const depths: number[] = [0];
  let count = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    const depth = depths.pop()!;
    if (++count > MOST_VALUES) throw tooLarge();
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST) {
      const message = `The values of a STIX object nest at most ${DEEPEST} deep.`;
      throw new Refusal('invalid', 'stix-too-deep', message);
    }
    for (const item of Array.isArray(value) ? value : Object.values(value)) {
      waiting.push(item);
      depths.push(depth + 1);
    }
  }
}

/** The refusal `stix-too-large`. */
export function tooLarge(): Refusal {
  const message = `A STIX object or bundle has at most ${MOST_VALUES} values; split it.`;
  return new Refusal('invalid', 'stix-too-large', message);
}

/** Returns an error about an object; it stands in no text, so its span is empty unless it is about a selector. */
export function stixError(code: string, message: string, rule: string, about = ''): MarkingFinding {
  return { code, severity: 'error', message, span: { start: 0, end: about.length }, rule };
}
