import { isRecord, type UnknownRecord } from '../../extract/record-fields.ts';
import { textAt } from '../../extract/record-values.ts';
import { hasStixText, STIX_CONTEXT } from '../../extract/stix-documents.ts';
import { isNoHigher, markingsOf } from '../../extract/stix-marks.ts';
import type { SourceItem } from '../source.ts';
import { referencesOf } from './stix-references.ts';

/** Objects that go with another one, at most: links of it, and what it refers to. */
const MOST_WITH_ONE = 500;

export interface StixPlace {
  /** Within it the ids of objects are theirs alone: a collection, a file. */
  readonly within: string;
  /** What was got beside the objects, by id. */
  readonly others: ReadonlyMap<string, UnknownRecord>;
}

/**
 * Gives each object with a text as an item of its own, a bundle with what is needed to understand it: the definitions of its
 * markings, the names of what it refers to, and what links say of it. So an object whose marking cannot be read holds up
 * itself alone. A name or link with markings that the object does not have is left out: who may read the one need not be
 * cleared for the other. What is no object is given as it is, together.
 */
export function* stixItems(objects: readonly unknown[], { within, others }: StixPlace): Generator<SourceItem> {
  const records = objects.filter(isRecord);
  const known = new Map([...others, ...records.map((object) => [textAt(object, 'id'), object] as const)]);
  const links = linksAmong(records);
  for (const object of records) {
    if (hasStixText(object)) yield itemOf(object, { within, known, links: links.get(textAt(object, 'id')) ?? [] });
  }
  const strange = objects.filter((object) => !isRecord(object));
  if (strange.length > 0) yield bundleItem('what is no object', within, { objects: strange });
}

/** Relationships and sightings, by the object that they tell of. */
function linksAmong(records: readonly UnknownRecord[]): ReadonlyMap<string, readonly UnknownRecord[]> {
  const links = new Map<string, UnknownRecord[]>();
  for (const record of records) {
    const of = textAt(record, 'source_ref') || textAt(record, 'sighting_of_ref');
    if (of === '' || hasStixText(record)) continue;
    const found = links.get(of);
    if (!found) links.set(of, [record]);
    else if (found.length < MOST_WITH_ONE) found.push(record);
  }
  return links;
}

interface Surroundings {
  readonly within: string;
  readonly known: ReadonlyMap<string, UnknownRecord>;
  readonly links: readonly UnknownRecord[];
}

function itemOf(object: UnknownRecord, { within, known, links }: Surroundings): SourceItem {
  const isForIt = (other: UnknownRecord): boolean => isNoHigher(other, object);
  const own = links.filter(isForIt);
  const named = (ids: readonly string[]): readonly UnknownRecord[] =>
    ids.map((id) => known.get(id)).filter((other) => other !== undefined);
  const definitions = named(markingsOf(object));
  const referred = named([object, ...own].flatMap(referencesOf)).filter((other) => other !== object);
  const context = [...new Set([...definitions, ...referred.filter(isForIt)])].slice(0, MOST_WITH_ONE);
  const key = textAt(object, 'id') || 'an object without id';
  return bundleItem(key, within, { objects: [object, ...own], [STIX_CONTEXT]: context });
}

function bundleItem(key: string, within: string, content: UnknownRecord): SourceItem {
  const bytes = Buffer.from(JSON.stringify({ type: 'bundle', ...content }));
  return { key, bytes, mediaType: 'application/json', name: 'bundle.json', given: { within } };
}
