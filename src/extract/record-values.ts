import { isRecord, type UnknownRecord } from './record-fields.ts';

/** The own value of `record` under `name`: an inherited "constructor" is no value of a record. */
function own(record: unknown, name: string): unknown {
  return isRecord(record) && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The object that stands under the names, one inside the other; an empty one where there is none. */
export function recordAt(record: unknown, ...path: readonly string[]): UnknownRecord {
  const value = path.reduce(own, record);
  return isRecord(value) ? value : {};
}

/** The text under the names without the blanks around it; a number as its digits; else an empty string. */
export function textAt(record: unknown, ...path: readonly string[]): string {
  const value = path.reduce(own, record);
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** The list under the names, or an empty one. */
export function listAt(record: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = path.reduce(own, record);
  return Array.isArray(value) ? value : [];
}

/** The objects of the list under the names; what is no object is passed over. */
export function recordsAt(record: unknown, ...path: readonly string[]): readonly UnknownRecord[] {
  return listAt(record, ...path).filter(isRecord);
}

/** Returns what is said of entries that are no objects in lists of them, as parts of a sentence. */
export function listFaults(record: UnknownRecord, ...names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const strange = listAt(record, name).filter((entry) => !isRecord(entry)).length;
    return strange === 0 ? [] : [`${strange} of its “${name}” cannot be read, being no object`];
  });
}

/** The texts of the list under the names, without empty ones; a single text counts as a list of one. */
export function textsAt(record: unknown, ...path: readonly string[]): readonly string[] {
  const single = textAt(record, ...path);
  if (single !== '') return [single];
  return listAt(record, ...path)
    .filter((value) => typeof value === 'string')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** Calls `see` with every value inside `value`, in order, itself first. The depth is bounded before JSON is parsed. */
export function visitValues(value: unknown, see: (value: unknown) => void): void {
  see(value);
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) visitValues(inner, see);
}

/** Every string inside `value`, in order. */
export function stringsIn(value: unknown): string[] {
  const strings: string[] = [];
  visitValues(value, (inner) => {
    if (typeof inner === 'string') strings.push(inner);
  });
  return strings;
}
