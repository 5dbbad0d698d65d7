import { dayOf } from './day.ts';
import { documentOf } from './document-of.ts';
import { type Extracted, quoted, Unreadable } from './extract-problem.ts';
import { hasStixId } from './json-signs.ts';
import { languageCode } from './language-code.ts';
import { offStandard } from './off-standard.ts';
import { isRecord, type UnknownRecord } from './record-fields.ts';
import type { RecordPlace } from './record-place.ts';
import { listAt, recordsAt, textAt } from './record-values.ts';
import { isNoHigher, stixMarks } from './stix-marks.ts';
import { stixText } from './stix-text.ts';

/** Objects that hold no text of their own: links, markings, translations, and what was observed (SCO). */
const WITHOUT_TEXT = new Set(
  (
    'relationship sighting marking-definition extension-definition language-content observed-data artifact ' +
    'autonomous-system directory domain-name email-addr email-message file ipv4-addr ipv6-addr mac-addr mutex ' +
    'network-traffic process software url user-account windows-registry-key x509-certificate'
  ).split(' '),
);
/** Where a bundle holds objects that its own refer to: they give names and markings, and no document. */
export const STIX_CONTEXT = 'x_vigie_context';

/** Whether an object gives a document. */
export function hasStixText(object: UnknownRecord): boolean {
  return !WITHOUT_TEXT.has(textAt(object, 'type'));
}

/**
 * What a bundle says about its objects together. To the words of an object come those of others only where these have no
 * marking that it lacks: who may read the one need not be cleared for the other.
 */
class StixBundle {
  readonly definitions = new Map<string, UnknownRecord>();
  readonly #objects = new Map<string, UnknownRecord>();
  readonly #links = new Map<string, UnknownRecord[]>();

  constructor(objects: readonly UnknownRecord[]) {
    for (const object of objects) {
      const id = textAt(object, 'id');
      if (textAt(object, 'type') === 'marking-definition') this.definitions.set(id, object);
      this.#objects.set(id, object);
      this.#keepLink(object);
    }
  }

  /** The name of what `asking` refers to. */
  nameOf(id: string, asking: UnknownRecord): string {
    const object = this.#objects.get(id);
    if (!object || !isNoHigher(object, asking)) return '';
    return textAt(object, 'name') || textAt(object, 'value');
  }

  /** What relationships that go out from an object, and sightings of it, say of it in words. */
  linkTexts(object: UnknownRecord): readonly string[] {
    const links = this.#links.get(textAt(object, 'id')) ?? [];
    return links
      .filter((link) => isNoHigher(link, object))
      .map((link) => {
        const kind = textAt(link, 'relationship_type').replaceAll('-', ' ') || 'sighted';
        const heading = [kind, this.nameOf(textAt(link, 'target_ref'), object)].filter(Boolean).join(' ');
        return `${heading}: ${textAt(link, 'description')}`;
      });
  }

  #keepLink(link: UnknownRecord): void {
    const from = textAt(link, 'source_ref') || textAt(link, 'sighting_of_ref');
    if (textAt(link, 'description') === '' || from === '') return;
    const known = this.#links.get(from);
    if (known) known.push(link);
    else this.#links.set(from, [link]);
  }
}

/**
 * Reads STIX 2.0 and 2.1: a document for each object with text; its id is that of the object and the time of its version.
 * A report has the day of its publication, anything else that of its version. A text of 2.1 that states no language is
 * English, as the standard says. Throws `Unreadable` where nothing has text.
 * https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html
 */
export function* stixDocuments(record: UnknownRecord, place: RecordPlace): Generator<Extracted> {
  const list: readonly unknown[] = Array.isArray(record['objects']) ? listAt(record, 'objects') : [record];
  const bundle = new StixBundle([...recordsAt(record, STIX_CONTEXT), ...list.filter(isRecord)]);
  const isVersion21 = (object: UnknownRecord) =>
    (textAt(object, 'spec_version') || textAt(record, 'spec_version')) !== '2.0';
  let count = 0;
  for (const [index, object] of list.entries()) {
    const id = list.length === 1 ? place.id : `${place.id}#${index + 1}`;
    if (!isRecord(object)) {
      const message = `Object ${index + 1} of the bundle is no object, and gives no document.`;
      yield { problem: true, code: 'extract-not-a-record', message, path: place.origin.path };
    } else if (hasStixText(object)) {
      count++;
      const lang = textAt(object, 'lang') || (isVersion21(object) ? 'en' : (place.origin.lang ?? ''));
      yield* objectDocument(object, bundle, { ...place, id, lang });
    }
  }
  if (count === 0) throw new Unreadable('extract-no-text', 'The bundle holds no object with a text.');
}

interface StixPlace extends RecordPlace {
  readonly lang: string;
}

function* objectDocument(object: UnknownRecord, bundle: StixBundle, place: StixPlace): Generator<Extracted> {
  const id = textAt(object, 'id');
  const version = textAt(object, 'modified') || textAt(object, 'created');
  const { marks, faults } = stixMarks(object, bundle.definitions);
  const date = dayOf(textAt(object, 'published')) ?? dayOf(version);
  const lacks = [
    ...(hasStixId(object) ? [] : ['its id is not that of its type']),
    ...(dayOf(version) === undefined ? ['the time of its version is missing or wrong'] : []),
  ];
  const problem = offStandard(place.origin.path, `The object ${quoted(id || place.id)}`, [...lacks, ...faults]);
  if (problem) yield problem;
  const lang = languageCode(place.lang);
  const source = bundle.nameOf(textAt(object, 'created_by_ref'), object);
  const context = { nameOf: (ref: string) => bundle.nameOf(ref, object), linkTexts: bundle.linkTexts(object) };
  yield documentOf({
    id: hasStixId(object) ? [id, version].filter(Boolean).join('@') : place.id,
    title: titleOf(object),
    text: stixText(object, context),
    ...{ lang, date, source, marks },
  });
}

function titleOf(object: UnknownRecord): string {
  const opinion = textAt(object, 'opinion');
  return (
    textAt(object, 'name') || textAt(object, 'abstract') || (opinion && `Opinion: ${opinion.replaceAll('-', ' ')}`)
  );
}
