import { isRecord, type UnknownRecord } from './record-fields.ts';
import { listAt, recordAt, recordsAt, textAt } from './record-values.ts';

/** The id of a STIX object: its type and a UUID. */
const STIX_ID = /^([a-z0-9][a-z0-9-]*)--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Names by which an object shows that it is a news item where it does not say so. */
const TELLING_OF_NEWS = [
  ...['versioncreated', 'firstcreated', 'pubstatus', 'representationtype', 'headline', 'headlines', 'bodies'],
  ...['body_xhtml', 'body_text', 'body_html', 'description_text', 'descriptions', 'eventdetails', 'plannedcoverage'],
  ...['rightsinfo', 'urgency', 'usageterms', 'copyrightholder', 'infosources', 'altids', 'trustindicators'],
];

/** Returns whether `record` is contract data: a package of releases or records, a record, or one release. */
export function isOcds(record: UnknownRecord): boolean {
  const isPackage = textAt(record, 'publishedDate') !== '' || textAt(record, 'version').startsWith('1.');
  if (isPackage && (Array.isArray(record['releases']) || Array.isArray(record['records']))) return true;
  if (textAt(record, 'ocid') === '') return listAt(record, 'releases').some(hasOcid);
  return record['tag'] !== undefined || isRecord(record['compiledRelease']) || Array.isArray(record['releases']);
}

export function hasOcid(value: unknown): boolean {
  return textAt(value, 'ocid') !== '';
}

/** Returns whether `record` is a STIX 2 bundle, a TAXII envelope of such objects, or one object. */
export function isStix(record: UnknownRecord): boolean {
  if (hasStixId(record)) return true;
  if (!Array.isArray(record['objects'])) return false;
  return textAt(record, 'type') === 'bundle' || recordsAt(record, 'objects').some(hasStixId);
}

export function hasStixId(value: unknown): boolean {
  const type = STIX_ID.exec(textAt(value, 'id'))?.[1];
  return type !== undefined && type === textAt(value, 'type') && type !== 'bundle';
}

/** Returns whether `record` is a MISP event, an answer with several, or the manifest of a feed. */
export function isMisp(record: UnknownRecord): boolean {
  return eventsIn(record).length > 0 || isManifest(record);
}

export function eventsIn(record: UnknownRecord): readonly UnknownRecord[] {
  const answered = recordsAt(record, 'response').filter((entry) => isRecord(entry['Event']));
  const wrapped = isRecord(record['Event']) ? [record] : answered;
  const isBare =
    textAt(record, 'uuid') !== '' && typeof record['info'] === 'string' && Array.isArray(record['Attribute']);
  return isBare ? [record] : wrapped.map((entry) => recordAt(entry, 'Event')).filter((event) => 'info' in event);
}

/** A manifest has what a list of events shows, by the id of each. */
function isManifest(record: UnknownRecord): boolean {
  const entries = Object.values(record);
  return (
    entries.length > 0 && entries.every((entry) => textAt(entry, 'info') !== '' && isRecord(recordAt(entry)['Orgc']))
  );
}

/** The item with the names of its own properties in small letters, whatever its version. */
export function smallLetters(item: UnknownRecord): UnknownRecord {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Returns whether `record` is a news item: by the standard that it names, else by a URI and what only news items have. */
export function isNinjs(record: UnknownRecord): boolean {
  if (textAt(record, 'uri') === '') return false;
  const standard = isRecord(record['standard']) ? record['standard'] : recordAt(record, '$standard');
  if (/ninjs/i.test(textAt(standard, 'name') + textAt(standard, 'schema'))) return true;
  const item = smallLetters(record);
  return typeof item['text'] !== 'string' && TELLING_OF_NEWS.some((name) => item[name] !== undefined);
}

/** Returns whether `record` is a security advisory in the Common Security Advisory Framework. */
export function isCsaf(record: UnknownRecord): boolean {
  const head = record['document'];
  return isRecord(head) && typeof head['csaf_version'] === 'string';
}
