import type { DocumentMark } from '../domain/document.ts';
import { dayOf } from './day.ts';
import { documentOf } from './document-of.ts';
import { type Extracted, quoted, Unreadable } from './extract-problem.ts';
import { eventsIn } from './json-signs.ts';
import { offStandard } from './off-standard.ts';
import { labelled, paragraphsOf } from './paragraphs.ts';
import type { UnknownRecord } from './record-fields.ts';
import type { RecordPlace } from './record-place.ts';
import { listAt, listFaults, recordsAt, textAt, textsAt } from './record-values.ts';

/** Attributes that the text of an event has at most; lists of addresses run to hundreds of thousands. */
export const MOST_ATTRIBUTES = 10_000;

const THREAT_LEVELS: Readonly<Record<string, string>> = { 1: 'high', 2: 'medium', 3: 'low', 4: 'undefined' };
const ANALYSES: Readonly<Record<string, string>> = { 0: 'initial', 1: 'ongoing', 2: 'completed' };
const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  0: 'your organisation only',
  1: 'this community only',
  2: 'connected communities',
  3: 'all communities',
  4: 'sharing group',
};

/**
 * Reads MISP events: a document for each, with what it is about, its reports, galaxies, tags, objects and attributes up to
 * `MOST_ATTRIBUTES`, and the tags of TLP as marks. The manifest of a feed is refused (`extract-manifest`): it lists
 * events and holds none. https://www.misp-standard.org/rfc/misp-standard-core.html
 */
export function* mispDocuments(record: UnknownRecord, place: RecordPlace): Generator<Extracted> {
  const events = eventsIn(record);
  if (events.length === 0) {
    const message = `This is the manifest of a MISP feed: it lists ${Object.keys(record).length} events and holds none.`;
    throw new Unreadable('extract-manifest', `${message} Give the files of the events.`);
  }
  const others = listAt(record, 'response').length - events.length;
  if (others > 0) {
    const message = `Of the answer ${others} of ${others + events.length} entries are no events, and give no document.`;
    yield { problem: true, code: 'extract-not-a-record', message, path: place.origin.path };
  }
  for (const [index, event] of events.entries()) {
    const id = events.length === 1 ? place.id : `${place.id}#${index + 1}`;
    yield* eventDocument(event, { ...place, id });
  }
}

function* eventDocument(event: UnknownRecord, { origin, id: placeId }: RecordPlace): Generator<Extracted> {
  const [uuid, time] = [textAt(event, 'uuid'), textAt(event, 'timestamp')];
  const date = dayOf(textAt(event, 'date'));
  const lacks = [
    ...(uuid === '' ? ['its uuid is missing'] : []),
    ...(date === undefined ? ['its date is missing or wrong'] : []),
    ...listFaults(event, 'Attribute', 'Object', 'Tag', 'Galaxy', 'EventReport'),
  ];
  const named = `The event ${quoted(uuid || placeId)}`;
  const problem = offStandard(origin.path, named, lacks);
  if (problem) yield problem;
  const objects = recordsAt(event, 'Object').filter(isKept);
  const attributes = attributesOf(event, objects);
  const texts = [...objects.map(objectText), ...attributes.map(attributeText)].filter((text) => text !== '');
  const leftOut = texts.length - MOST_ATTRIBUTES;
  const left = `${leftOut} of ${texts.length} attributes are left out of the text.`;
  if (leftOut > 0) {
    const message = `${named} is long: ${left}`;
    yield { problem: true, code: 'extract-left-out', message, path: origin.path };
  }
  const marks = marksOf(event, attributes);
  const source = textAt(event, 'Orgc', 'name');
  yield documentOf({
    // An event keeps its uuid when it is changed, and gets a new time.
    id: uuid === '' ? placeId : [uuid, time].filter(Boolean).join('@'),
    title: textAt(event, 'info'),
    text: paragraphsOf([...eventTexts(event), ...texts.slice(0, MOST_ATTRIBUTES), ...(leftOut > 0 ? [left] : [])]),
    ...{ lang: origin.lang, date, source, marks },
  });
}

function eventTexts(event: UnknownRecord): string[] {
  const galaxies = recordsAt(event, 'Galaxy');
  return [
    labelled('Event of', textAt(event, 'Orgc', 'name')),
    labelled('Threat level', THREAT_LEVELS[textAt(event, 'threat_level_id')]),
    labelled('Analysis', ANALYSES[textAt(event, 'analysis')]),
    labelled('Distribution', DISTRIBUTIONS[textAt(event, 'distribution')], textAt(event, 'SharingGroup', 'name')),
    event['published'] === false ? 'This event is not published yet.' : '',
    ...recordsAt(event, 'EventReport').flatMap((report) => [textAt(report, 'name'), textAt(report, 'content')]),
    labelled('Tags', tagNames(event)),
    ...galaxies.flatMap((galaxy) =>
      recordsAt(galaxy, 'GalaxyCluster').flatMap((cluster) => clusterTexts(galaxy, cluster)),
    ),
  ];
}

function clusterTexts(galaxy: UnknownRecord, cluster: UnknownRecord): string[] {
  const synonyms = textsAt(cluster, 'meta', 'synonyms');
  const name = textAt(galaxy, 'name') || textAt(cluster, 'type');
  return [labelled(name || 'Galaxy', textAt(cluster, 'value'), synonyms), textAt(cluster, 'description')];
}

/** The attributes of the event and of its objects; deleted ones stay in an event to say that they are gone. */
function attributesOf(event: UnknownRecord, objects: readonly UnknownRecord[]): readonly UnknownRecord[] {
  return [event, ...objects].flatMap((holder) => recordsAt(holder, 'Attribute')).filter(isKept);
}

function isKept(part: UnknownRecord): boolean {
  return part['deleted'] !== true && part['deleted'] !== 1;
}

function objectText(object: UnknownRecord): string {
  return labelled(textAt(object, 'name') || 'Object', textAt(object, 'comment'));
}

function attributeText(attribute: UnknownRecord): string {
  const label = [textAt(attribute, 'category'), textAt(attribute, 'type') || 'attribute'].filter(Boolean).join(', ');
  return labelled(label, textAt(attribute, 'value'), textAt(attribute, 'comment'), tagNames(attribute));
}

function tagNames(part: UnknownRecord): string[] {
  return recordsAt(part, 'Tag').map((tag) => textAt(tag, 'name'));
}

/** The labels of TLP that the event and its attributes are tagged with; PAP, which goes with a label, stands behind it. */
function marksOf(event: UnknownRecord, attributes: readonly UnknownRecord[]): readonly DocumentMark[] {
  const ofParts = attributes.flatMap((attribute) => {
    const where = `attribute ${textAt(attribute, 'uuid')}`.trim();
    return labelsOn(attribute).map((mark) => ({ mark, scheme: 'tlp', where }));
  });
  return [...labelsOn(event).map((mark) => ({ mark, scheme: 'tlp', where: 'label' })), ...ofParts];
}

function labelsOn(part: UnknownRecord): string[] {
  const pap = tagsOf(part, 'pap:').map((tag) => ` ${tag}`);
  // Several of PAP are as many contradictions: none is chosen, and together they are no label.
  return tagsOf(part, 'tlp:').map((tlp) => `${tlp}${pap.slice(0, 2).join('')}`);
}

function tagsOf(part: UnknownRecord, prefix: string): string[] {
  return [
    ...new Set(
      tagNames(part)
        .filter((name) => name.toLowerCase().startsWith(prefix))
        .map((name) => name.toUpperCase()),
    ),
  ];
}
