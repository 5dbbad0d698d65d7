import type { z } from 'zod';
import type { SaidValues } from '../errors.ts';

/** What is to be written for a field that must be there. */
const HOW: Readonly<Record<string, string>> = {
  id: 'a short name such as parties-2012',
  title: 'what the order is called',
  purpose: 'why this must be known',
  window: 'from when to when, such as { from: 2012-01-01, until: unknown }, or {} for any time',
  marking: 'the handling marking, such as S//NF or TLP:AMBER; it is never assumed',
  disciplines: 'a list of the collectors accepted, such as [open-web]',
  questions: 'a list of at least one question',
  letter: 'a capital letter, such as A',
  wording: 'the question as a person would ask it',
  expression: 'what to look for, in the query language',
  target: 'the id of a target',
  name: 'its name',
  kind: 'what kind of target it is, such as person',
  text: 'the words to look for',
  date: 'a day, YYYY-MM-DD',
};

const NOUNS: Readonly<Record<string, string>> = {
  string: 'text; put it in quotation marks',
  array: 'a list',
  object: 'a group of fields',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
};

/** Names of fields by the field that holds them; at the top by the empty name. */
export type FieldNames = (path: readonly PropertyKey[]) => readonly string[];

/** Returns a sentence that says what is wrong with a field, and what would be right. */
export function issueSentence(issue: z.core.$ZodIssue, fieldsAt: FieldNames): string {
  const name = quotedName(issue.path);
  if (issue.code === 'unrecognized_keys') return unknownFields(issue.keys, name, fieldsAt(issue.path));
  const own = String(issue.path.at(-1) ?? '');
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_union')) {
    return `${name} is missing${own in HOW ? `: write ${HOW[own]}` : ''}.`;
  }
  if (issue.code === 'invalid_type') return `${name} must be ${NOUNS[issue.expected] ?? issue.expected}.`;
  if (issue.code === 'invalid_value') return `${name} must be one of ${issue.values.map(String).join(', ')}.`;
  if (issue.code === 'too_small' && issue.origin === 'array') return `${name} must have at least one entry.`;
  return `${name} ${issue.message}.`;
}

/** Returns what that sentence names: the field, and what it wants or what there is. */
export function issueValues(issue: z.core.$ZodIssue, fieldsAt: FieldNames): SaidValues {
  const name = fieldName(issue.path);
  const field = name === '' ? {} : { field: name };
  if (issue.code === 'unrecognized_keys') {
    const known = fieldsAt(issue.path);
    const near = issue.keys.length === 1 ? known.find((one) => isNear(issue.keys[0]!, one)) : undefined;
    return { ...field, unknown: issue.keys, ...(near === undefined ? { fields: known } : { near }) };
  }
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_union')) {
    return { missing: name };
  }
  if (issue.code === 'invalid_type') return { ...field, case: issue.expected, wanted: issue.expected };
  if (issue.code === 'invalid_value') return { ...field, choices: issue.values.map(String) };
  if (issue.code === 'too_small' && issue.origin === 'array') return { empty: name };
  return field;
}

/** Without the numbers of list entries: the line says which one is meant. */
function fieldName(path: readonly PropertyKey[]): string {
  return path.filter((step) => typeof step === 'string').join('.');
}

function quotedName(path: readonly PropertyKey[]): string {
  const name = fieldName(path);
  return name === '' ? 'The file' : `“${name}”`;
}

function unknownFields(keys: readonly string[], holder: string, known: readonly string[]): string {
  const unknown = keys.map((key) => `“${key}”`).join(', ');
  const verb = keys.length === 1 ? 'is no field' : 'are no fields';
  const near = keys.length === 1 ? known.find((name) => isNear(keys[0]!, name)) : undefined;
  const remedy = near ? `did you mean “${near}”?` : `the fields are ${known.join(', ')}.`;
  return `${unknown} ${verb} of ${holder}; ${remedy}`;
}

/** Returns whether two names differ by case, or by two letters at most. */
function isNear(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (Math.abs(a.length - b.length) > 2) return false;
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = before[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, before[column]! + 1, next[column - 1]! + 1));
    }
    before = next;
  }
  return before[b.length]! <= Math.min(2, Math.floor(Math.min(a.length, b.length) / 3));
}
