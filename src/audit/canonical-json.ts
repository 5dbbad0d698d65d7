import { Refusal } from '../errors.ts';
import { fromUtf8, isWellFormed } from './bytes.ts';

/** How many lists and objects may stand in each other. */
export const DEEPEST = 64;

/**
 * Returns the one text of a JSON value (RFC 8785): no white space, members in the order of the UTF-16 units of their
 * names (3.2.3), numbers and strings as ECMAScript prints them (3.2.2). The value is lists, plain objects and what JSON
 * has besides; whatever JSON.stringify would leave out, call or change is refused (`audit-json-value`), as are lone
 * surrogates (`audit-json-surrogate`), a member named `__proto__` (`audit-json-proto`), circles (`audit-json-cycle`)
 * and more than `DEEPEST` levels (`audit-json-too-deep`). No refusal quotes the value.
 */
export function canonicalJson(value: unknown): string {
  return printValue(value, []);
}

/**
 * Reads bytes that are canonical JSON, and refuses all others (`audit-json-not-canonical`): two programs that read them
 * differently, by a name that stands twice for instance, cannot both take them for the same entry.
 */
export function readCanonicalJson(bytes: Uint8Array): unknown {
  const text = fromUtf8(bytes);
  const value = text === undefined ? undefined : parsed(text);
  if (value === undefined || canonicalJson(value) !== text) {
    throw new Refusal(
      'invalid',
      'audit-json-not-canonical',
      'The bytes must be canonical JSON, as RFC 8785 prints it.',
    );
  }
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `within` are the lists and objects that hold the value, from the outermost. */
function printValue(value: unknown, within: readonly object[]): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return printString(value);
  if (typeof value === 'number') return printNumber(value);
  if (typeof value !== 'object') throw wrongValue(`a ${typeof value}`);
  if (within.includes(value)) {
    throw new Refusal('invalid', 'audit-json-cycle', 'A value that holds itself has no JSON.');
  }
  if (within.length >= DEEPEST) {
    throw new Refusal('invalid', 'audit-json-too-deep', `JSON may be nested ${DEEPEST} levels deep at most.`);
  }
  const inside = [...within, value];
  return Array.isArray(value) ? printList(value, inside) : printObject(value, inside);
}

function printNumber(value: number): string {
  // ECMAScript's own form is the form of RFC 8785 3.2.2.3; it makes a zero of a negative zero.
  if (!Number.isFinite(value)) throw wrongValue('a number that is not finite');
  return String(value);
}

function printString(value: string): string {
  if (!isWellFormed(value)) {
    throw new Refusal('invalid', 'audit-json-surrogate', 'A text with half a surrogate pair has no canonical JSON.');
  }
  return JSON.stringify(value);
}

function printList(list: readonly unknown[], within: readonly object[]): string {
  const names = Reflect.ownKeys(list);
  // A hole has no name of its own, and a name beside the places and `length` would be dropped.
  if (names.length !== list.length + 1) throw wrongValue('a list with holes or with members besides its places');
  return `[${Array.from(list, (_, place) => printValue(ownValue(list, String(place)), within)).join(',')}]`;
}

function printObject(object: object, within: readonly object[]): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== null && prototype !== Object.prototype) throw wrongValue('an object that is not a plain one');
  const names = Reflect.ownKeys(object).map((name) => {
    if (typeof name === 'symbol') throw wrongValue('a member named by a symbol');
    if (name === '__proto__') {
      const message = 'No member may be named __proto__: programs that copy the value would lose it.';
      throw new Refusal('invalid', 'audit-json-proto', message);
    }
    return name;
  });
  // Strings compare by UTF-16 units, which is the order that RFC 8785 3.2.3 asks for.
  const members = names.sort().map((name) => `${printString(name)}:${printValue(ownValue(object, name), within)}`);
  return `{${members.join(',')}}`;
}

/** A getter may give another value each time it is asked, so that nobody can say what was printed. */
function ownValue(object: object, name: string): unknown {
  const property = Object.getOwnPropertyDescriptor(object, name);
  if (!property || !('value' in property) || !property.enumerable) throw wrongValue('a hidden or computed member');
  return property.value;
}

function wrongValue(what: string): Refusal {
  return new Refusal('invalid', 'audit-json-value', `Only what JSON has can be printed, not ${what}.`);
}
