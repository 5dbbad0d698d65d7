import type { MarkingFinding } from '../../finding.ts';
import { isRecord, stixError } from './stix-value.ts';

/** Where a value stands in an object: names of properties, and places in lists from 0 on. */
export type Path = readonly (string | number)[];

const LONGEST = 5000;
const ITEM = /^\[(\d{1,9})\]$/;
const NAME = /^[^.[\]\s]{1,250}$/;

/**
 * Returns the steps of a selector such as `x509_v3_extensions.key_usage` or `external_references.[0].url`; undefined
 * where it is none: empty, an item at the top, a negative place, an empty step (rule S2).
 */
export function parseSelector(selector: unknown): Path | undefined {
  if (typeof selector !== 'string' || selector.length > LONGEST) return undefined;
  const steps: (string | number)[] = [];
  for (const written of selector.split('.')) {
    const item = ITEM.exec(written)?.[1];
    if (item === undefined && !NAME.test(written)) return undefined;
    steps.push(item === undefined ? written : Number(item));
  }
  return typeof steps[0] === 'string' ? steps : undefined;
}

/** Returns whether something stands at `path`; inherited properties and `__proto__` do not count. */
export function exists(object: unknown, path: Path): boolean {
  let value = object;
  for (const step of path) {
    if (typeof step === 'number') {
      if (!Array.isArray(value) || step >= value.length) return false;
      value = value[step];
    } else {
      if (!isRecord(value) || step === '__proto__' || !Object.hasOwn(value, step)) return false;
      value = value[step];
    }
  }
  return true;
}

/** Returns whether `path` is `ancestor` or stands below it, step by step: `name` does not cover `name_2` (S4). */
export function isAtOrBelow(path: Path, ancestor: Path): boolean {
  return ancestor.length <= path.length && ancestor.every((step, index) => step === path[index]);
}

/** Returns what is wrong with a selector of `object`: its form, or that nothing stands there (S2). */
export function checkSelector(object: unknown, selector: unknown): readonly MarkingFinding[] {
  const about = typeof selector === 'string' ? selector : '';
  const path = parseSelector(selector);
  if (path === undefined) {
    const message = 'A selector is a property and the steps below it, with dots between: name, labels.[0], hashes.MD5.';
    return [stixError('stix-selector-form', message, 'S2', about)];
  }
  if (exists(object, path)) return [];
  const message = `Nothing stands at “${about}” in this object.`;
  return [stixError('stix-selector-missing', message, 'S2', about)];
}

/** Writes the steps as a selector. */
export function printSelector(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join('.');
}
