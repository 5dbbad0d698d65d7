import type { Document } from '../domain/document.ts';
import { dayOf } from './day.ts';
import type { Origin } from './extract-problem.ts';
import { languageCode } from './language-code.ts';
import { isRecord, type UnknownRecord } from './record-fields.ts';

/** Terms of use, the same in every advisory: a question about law must not hit all of them. */
const NOT_THE_TEXT = 'legal_disclaimer';

/** Returns whether `record` is a security advisory in the Common Security Advisory Framework. */
export function isCsaf(record: UnknownRecord): boolean {
  const head = record['document'];
  return isRecord(head) && typeof head['csaf_version'] === 'string';
}

function textAt(record: unknown, name: string): string {
  const value = isRecord(record) ? record[name] : undefined;
  return typeof value === 'string' ? value.trim() : '';
}

function listAt(record: unknown, name: string): readonly unknown[] {
  const value = isRecord(record) ? record[name] : undefined;
  return Array.isArray(value) ? value : [];
}

/** A note as its title and its text, each a paragraph. */
function noteTexts(notes: readonly unknown[]): string[] {
  return notes
    .filter((note) => textAt(note, 'category') !== NOT_THE_TEXT)
    .flatMap((note) => [textAt(note, 'title'), textAt(note, 'text')]);
}

function productNames(branches: readonly unknown[]): string[] {
  return branches.flatMap((branch) => [
    isRecord(branch) ? textAt(branch['product'], 'name') || textAt(branch, 'name') : '',
    ...productNames(listAt(branch, 'branches')),
  ]);
}

function vulnerabilityTexts(vulnerability: unknown): string[] {
  if (!isRecord(vulnerability)) return [];
  return [
    textAt(vulnerability, 'title'),
    textAt(vulnerability, 'cve'),
    textAt(vulnerability['cwe'], 'name'),
    ...noteTexts(listAt(vulnerability, 'notes')),
    ...listAt(vulnerability, 'remediations').map((remediation) => textAt(remediation, 'details')),
  ];
}

/**
 * Reads a security advisory: title, notes, products, vulnerabilities and remedies; the day of its first release, and
 * its publisher as the source. The legal disclaimer and the addresses are left out; each paragraph stands once.
 */
export function csafDocument(record: UnknownRecord, origin: Origin): Document {
  const head = record['document'] as UnknownRecord;
  const tree = record['product_tree'];
  const paragraphs = [
    ...noteTexts(listAt(head, 'notes')),
    ...productNames(listAt(tree, 'branches')),
    ...listAt(tree, 'full_product_names').map((product) => textAt(product, 'name')),
    ...listAt(record, 'vulnerabilities').flatMap(vulnerabilityTexts),
  ];
  const date = dayOf(textAt(head['tracking'], 'initial_release_date'));
  const lang = languageCode(textAt(head, 'lang')) ?? origin.lang;
  const source = textAt(head['publisher'], 'name');
  const updated = dayOf(textAt(head['tracking'], 'current_release_date'));
  const distribution = head['distribution'];
  const label = isRecord(distribution) ? textAt(distribution['tlp'], 'label') : '';
  return {
    id: origin.path,
    title: textAt(head, 'title'),
    text: [...new Set(paragraphs)].filter((paragraph) => paragraph !== '').join('\n\n'),
    ...(date && { date }),
    ...(lang && { lang }),
    ...(source && { source }),
    ...(updated && { updated }),
    ...(label && { marks: [{ mark: `TLP:${label}`, scheme: 'tlp', where: 'label' }] }),
  };
}
