import type { Document } from '../domain/document.ts';
import { dayOf } from './day.ts';
import { documentOf } from './document-of.ts';
import { languageCode } from './language-code.ts';
import { labelled, paragraphsOf } from './paragraphs.ts';
import { isRecord, type UnknownRecord } from './record-fields.ts';
import type { RecordPlace } from './record-place.ts';
import { listAt, recordAt, recordsAt, textAt, textsAt } from './record-values.ts';

/** Terms of use, the same in every advisory: a question about law must not hit all of them. */
const NOT_THE_TEXT = 'legal_disclaimer';

/** A note as its title and its text, each a paragraph. */
function noteTexts(notes: readonly unknown[]): string[] {
  return notes
    .filter((note) => textAt(note, 'category') !== NOT_THE_TEXT)
    .flatMap((note) => [textAt(note, 'title'), textAt(note, 'text')]);
}

function productNames(branches: readonly unknown[]): string[] {
  return branches.flatMap((branch) => [
    textAt(branch, 'product', 'name') || textAt(branch, 'name'),
    ...productNames(listAt(branch, 'branches')),
  ]);
}

function vulnerabilityTexts(vulnerability: unknown): string[] {
  if (!isRecord(vulnerability)) return [];
  const cwes = [recordAt(vulnerability, 'cwe'), ...recordsAt(vulnerability, 'cwes')];
  return [
    textAt(vulnerability, 'title'),
    textAt(vulnerability, 'cve'),
    ...cwes.flatMap((cwe) => [textAt(cwe, 'name'), textAt(cwe, 'id')]),
    ...noteTexts(listAt(vulnerability, 'notes')),
    ...scoreTexts(vulnerability),
    ...listAt(vulnerability, 'threats').map((threat) => textAt(threat, 'details')),
    ...listAt(vulnerability, 'remediations').map((remediation) => textAt(remediation, 'details')),
  ];
}

/** The scores by CVSS: `scores` in CSAF 2.0, `metrics` with a content in 2.1. */
function scoreTexts(vulnerability: UnknownRecord): string[] {
  const contents = recordsAt(vulnerability, 'metrics').map((metric) => recordAt(metric, 'content'));
  return [...recordsAt(vulnerability, 'scores'), ...contents]
    .flatMap((score) => ['cvss_v4', 'cvss_v3', 'cvss_v2'].map((name) => recordAt(score, name)))
    .map((cvss) => {
      const score = [textAt(cvss, 'baseScore'), textAt(cvss, 'baseSeverity').toLowerCase()].filter(Boolean).join(' ');
      return labelled(`CVSS ${textAt(cvss, 'version')}`.trim(), score);
    });
}

/** What the advisory is and what became of it: its number, its revisions with their days, and who reported it. */
function trackingTexts(head: UnknownRecord): string[] {
  const tracking = recordAt(head, 'tracking');
  const current = textAt(tracking, 'current_release_date');
  return [
    labelled('Advisory', textAt(tracking, 'id'), textsAt(tracking, 'aliases')),
    labelled('Status', textAt(tracking, 'status')),
    labelled('Severity', textAt(head, 'aggregate_severity', 'text')),
    ...recordsAt(tracking, 'revision_history').map((revision) => {
      const day = dayOf(textAt(revision, 'date')) ?? '';
      return labelled(`Revision ${textAt(revision, 'number')}${day && ` of ${day}`}`, textAt(revision, 'summary'));
    }),
    labelled('Current release', dayOf(current)),
    ...recordsAt(head, 'acknowledgments').map((thanks) =>
      labelled('Acknowledgment', textsAt(thanks, 'names'), textAt(thanks, 'organization'), textAt(thanks, 'summary')),
    ),
  ];
}

/**
 * Reads a security advisory: title, notes, products with their vendors, vulnerabilities with scores and remedies, revisions;
 * the day of its first release, its publisher as the source, and its TLP label as a mark that was found. The legal disclaimer
 * and the addresses are left out; each paragraph stands once. https://docs.oasis-open.org/csaf/csaf/v2.0/csaf-v2.0.html
 */
export function* csafDocuments(record: UnknownRecord, { origin, id }: RecordPlace): Generator<Document> {
  const head = record['document'] as UnknownRecord;
  const tree = record['product_tree'];
  const related = recordsAt(tree, 'relationships').map((relation) => recordAt(relation, 'full_product_name'));
  const paragraphs = [
    ...noteTexts(listAt(head, 'notes')),
    ...productNames(listAt(tree, 'branches')),
    ...[...listAt(tree, 'full_product_names'), ...related].map((product) => textAt(product, 'name')),
    ...listAt(record, 'vulnerabilities').flatMap(vulnerabilityTexts),
    ...trackingTexts(head),
  ];
  const date = dayOf(textAt(head, 'tracking', 'initial_release_date'));
  const lang = languageCode(textAt(head, 'lang')) ?? origin.lang;
  const source = textAt(head, 'publisher', 'name');
  const label = textAt(head, 'distribution', 'tlp', 'label');
  const updated = dayOf(textAt(head, 'tracking', 'current_release_date'));
  yield documentOf({
    id,
    title: textAt(head, 'title'),
    text: paragraphsOf(paragraphs),
    ...{ lang, date, source, updated },
    marks: label === '' ? [] : [{ mark: `TLP:${label}`, scheme: 'tlp', where: 'label' }],
  });
}
