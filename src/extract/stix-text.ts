import { labelled, paragraphsOf } from './paragraphs.ts';
import type { UnknownRecord } from './record-fields.ts';
import { recordsAt, stringsIn, textAt, textsAt } from './record-values.ts';

/** Properties that are told in another way, or say nothing in words. */
const TOLD = new Set(
  (
    'type spec_version id name created modified created_by_ref object_marking_refs granular_markings revoked lang ' +
    'external_references kill_chain_phases extensions pattern_version'
  ).split(' '),
);
const PROSE = new Set(['description', 'content', 'explanation', 'abstract', 'objective', 'result']);

/** What else the bundle says of an object: the names behind ids, and what links say in words. */
export interface StixContext {
  readonly nameOf: (id: string) => string;
  readonly linkTexts: readonly string[];
}

/**
 * The text of a STIX object for a person: what it is, whether it was revoked, its descriptions, names and every other
 * property in the order of the object, extensions of others too, with the names of what it refers to.
 */
export function stixText(object: UnknownRecord, { nameOf, linkTexts }: StixContext): string {
  const [created, modified] = [textAt(object, 'created'), textAt(object, 'modified')];
  const phases = recordsAt(object, 'kill_chain_phases').map((phase) => textAt(phase, 'phase_name'));
  return paragraphsOf([
    labelled('Type', inWords(textAt(object, 'type'))),
    object['revoked'] === true ? `Revoked: its creator has withdrawn this object${modified && `, ${modified}`}.` : '',
    ...Object.entries(object).flatMap(([name, value]) => (TOLD.has(name) ? [] : propertyText(name, value, nameOf))),
    labelled('Kill chain phase', phases),
    ...recordsAt(object, 'external_references').map(referenceText),
    ...linkTexts,
    ...stringsIn(object['extensions']),
    labelled('Created', created),
    modified === created ? '' : labelled('Modified', modified),
  ]);
}

function inWords(name: string): string {
  return name.replace(/[-_]+/g, ' ');
}

function propertyText(name: string, value: unknown, nameOf: (id: string) => string): string {
  if (/_refs?$/.test(name))
    return labelled(inWords(name.replace(/_refs?$/, '')), textsAt({ value }, 'value').map(nameOf));
  if (typeof value === 'string') return PROSE.has(name) ? value : labelled(inWords(name), value);
  if (typeof value === 'number' || typeof value === 'boolean') return labelled(inWords(name), String(value));
  return labelled(inWords(name), stringsIn(value));
}

function referenceText(reference: UnknownRecord): string {
  const names = ['source_name', 'external_id', 'description', 'url'].map((name) => textAt(reference, name));
  return labelled('Reference', names);
}
