import { quoted } from './extract-problem.ts';
import { smallLetters } from './json-signs.ts';
import { isRecord, type UnknownRecord } from './record-fields.ts';
import { listAt, recordAt, recordsAt, textAt } from './record-values.ts';

/** The properties of ninjs 1.0 to 3.3 in small letters: version 3 writes `versionCreated` for `versioncreated`. */
const PROPERTIES = new Set(
  (
    'standard $standard uri type mimetype representationtype profile version firstcreated versioncreated ' +
    'contentcreated embargoed embargoedreason pubstatus urgency copyrightholder copyrightnotice usageterms ednote ' +
    'language descriptions bodies headlines headline person people organisation organisations place places subject ' +
    'subjects event events eventdetails plannedcoverage object objects infosource infosources title by byline slugline ' +
    'located charcount wordcount renditions associations altids trustindicator trustindicators genre genres expires ' +
    'rightsinfo digitalsourcetype keywords'
  ).split(' '),
);
const VARIANTS = /^(?:description|body|headline)_\w+$/;
const GEOMETRIES = new Set(
  'Point MultiPoint LineString MultiLineString Polygon MultiPolygon GeometryCollection Feature FeatureCollection'.split(
    ' ',
  ),
);
const TRUNCATED_TIME = /^-?\d{4,}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?)?)?)?(?:Z|[+-]\d\d:\d\d)?$/;

/**
 * Returns what of an item breaks the standard, as parts of a sentence: properties that no version has, and in what is read
 * here urgencies, times and geometries that none allows. It is no validation by the schema.
 * https://iptc.org/std/ninjs/
 */
export function ninjsFaults(item: UnknownRecord): string[] {
  const places = [...recordsAt(item, 'places'), ...recordsAt(item, 'place')];
  const coverages = recordsAt(item, 'plannedcoverage').map(smallLetters);
  const dates = [recordAt(item, 'eventdetails', 'dates'), ...coverages.map((coverage) => recordAt(coverage, 'dates'))];
  return [
    ...unknownNames(item, []),
    ...[item, ...coverages].flatMap(urgencyFaults),
    ...dates.flatMap(dateFaults),
    ...places.flatMap(geometryFaults),
    ...(textAt(item, 'type') === 'event' && item['renditions'] !== undefined ? ['an event has no renditions'] : []),
    ...associationsOf(item).flatMap((association) => unknownNames(association, ['name', 'rel'])),
  ];
}

/** The items that go with an item: a list, or in version 1 an object of them. */
export function associationsOf(item: UnknownRecord): readonly UnknownRecord[] {
  const { associations } = item;
  const list = Array.isArray(associations) ? associations : Object.values(recordAt(item, 'associations'));
  return list.filter(isRecord).map(smallLetters);
}

/** Whether a name, in small letters, is a property of some version. */
export function isNinjsProperty(name: string): boolean {
  return PROPERTIES.has(name) || VARIANTS.test(name);
}

function unknownNames(item: UnknownRecord, besides: readonly string[]): string[] {
  return Object.keys(item)
    .filter((name) => !isNinjsProperty(name) && !besides.includes(name))
    .map((name) => `${quoted(name)} is no property of a news item`);
}

function urgencyFaults({ urgency }: UnknownRecord): string[] {
  if (urgency === undefined) return [];
  const isSound = Number.isInteger(urgency) && Number(urgency) >= 1 && Number(urgency) <= 9;
  return isSound ? [] : ['an urgency is a whole number from 1 to 9'];
}

function dateFaults(dates: UnknownRecord): string[] {
  const faults: string[] = [];
  for (const part of ['Start', 'End']) {
    const expected = textAt(dates, `expected${part}Date`);
    const stated = textAt(dates, `${part.toLowerCase()}Date`);
    if (expected !== '' && stated !== '')
      faults.push(`the ${part.toLowerCase()} of an event is stated and expected at once`);
    const wrong = [expected, stated].find((time) => time !== '' && !TRUNCATED_TIME.test(time));
    if (wrong !== undefined) faults.push(`${quoted(wrong)} is no time`);
  }
  return faults;
}

function geometryFaults(place: UnknownRecord): string[] {
  const geometry = place['geoJSON'] ?? place['geojson'] ?? place['geoJson'];
  if (!isRecord(geometry)) return geometry === undefined ? [] : ['a geometry is an object'];
  if (!GEOMETRIES.has(textAt(geometry, 'type'))) return ['a geometry is none of GeoJSON'];
  const parts = ['coordinates', 'geometries', 'features'].some((name) => Array.isArray(geometry[name]));
  return parts || isRecord(geometry['geometry']) || listAt(geometry, 'bbox').length > 0
    ? []
    : ['a geometry has no coordinates'];
}
