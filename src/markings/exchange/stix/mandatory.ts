import { isRecord, ownText, type StixObject } from './stix-value.ts';

/** Without these no STIX 2.1 object can stand (schemas `common/core`, `common/cyber-observable-core`). */
const ALWAYS = ['type', 'id', 'spec_version', 'created', 'modified'];

/** What says who may read the rest: an object is not given out with a part of it hidden. */
const MARKINGS = ['object_marking_refs', 'granular_markings'];

/** Mandatory properties by type, from the JSON schemas of STIX 2.1. */
const BY_TYPE: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'attack-pattern': ['name'],
    campaign: ['name'],
    'course-of-action': ['name'],
    grouping: ['context', 'object_refs'],
    identity: ['name'],
    incident: ['name'],
    indicator: ['pattern', 'pattern_type', 'valid_from'],
    infrastructure: ['name'],
    'intrusion-set': ['name'],
    malware: ['is_family'],
    'malware-analysis': ['product'],
    note: ['content', 'object_refs'],
    'observed-data': ['first_observed', 'last_observed', 'number_observed'],
    opinion: ['opinion', 'object_refs'],
    report: ['name', 'published', 'object_refs'],
    'threat-actor': ['name'],
    tool: ['name'],
    vulnerability: ['name'],
    relationship: ['relationship_type', 'source_ref', 'target_ref'],
    sighting: ['sighting_of_ref'],
    'language-content': ['object_ref', 'contents'],
    'extension-definition': ['name', 'schema', 'version', 'extension_types'],
    'marking-definition': ['name', 'definition_type', 'definition', 'extensions'],
    'autonomous-system': ['number'],
    directory: ['path'],
    'domain-name': ['value'],
    'email-addr': ['value'],
    'email-message': ['is_multipart'],
    'ipv4-addr': ['value'],
    'ipv6-addr': ['value'],
    'mac-addr': ['value'],
    mutex: ['name'],
    'network-traffic': ['protocols'],
    software: ['name'],
    url: ['value'],
  }),
);

/** One of these must be there; a property that is in two of the lists of a type is a matter of both. */
const ONE_OF: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  Object.entries({
    artifact: [['payload_bin', 'url']],
    file: [['hashes', 'name']],
    location: [['region', 'country', 'latitude']],
    'malware-analysis': [['result', 'analysis_sco_refs']],
    'network-traffic': [['src_ref', 'dst_ref']],
    'observed-data': [['objects', 'object_refs']],
  }),
);

/** The first is not right without the second. */
const NEEDS: ReadonlyMap<string, readonly (readonly [string, string])[]> = new Map(
  Object.entries({
    artifact: [['url', 'hashes'] as const, ['decryption_key', 'encryption_algorithm'] as const],
    location: [
      ['latitude', 'longitude'] as const,
      ['longitude', 'latitude'] as const,
      ['precision', 'latitude'] as const,
    ],
  }),
);

/** Observables of which any one property of their own is enough. */
const NOT_EMPTY = new Set(['process', 'user-account', 'windows-registry-key', 'x509-certificate']);
const COMMON = new Set([
  ...ALWAYS,
  ...MARKINGS,
  ...['created_by_ref', 'revoked', 'labels', 'confidence', 'lang', 'external_references', 'defanged'],
]);

/** `created` and `modified` are properties of their own in these, and not the dates of the object. */
const OWN_DATES: ReadonlyMap<string, string> = new Map([
  ['process', 'created'],
  ['windows-registry-key', 'modified'],
]);

/**
 * Returns whether `cut`, what is left of `whole`, can stand without what was taken away: every mandatory property that
 * was there still is, and one of those of which one is needed (rule S5). What was missing before is not asked for.
 */
export function canStand(whole: StixObject, cut: StixObject): boolean {
  const type = ownText(whole, 'type') ?? '';
  const had = (name: string): boolean => Object.hasOwn(whole, name);
  const has = (name: string): boolean => Object.hasOwn(cut, name);
  const always = [...ALWAYS, ...MARKINGS].filter((name) => OWN_DATES.get(type) !== name);
  const mandatory = [...always.filter((name) => name !== 'granular_markings'), ...(BY_TYPE.get(type) ?? [])];
  if (mandatory.some((name) => had(name) && !has(name))) return false;
  if (type === 'malware' && whole['is_family'] === true && had('name') && !has('name')) return false;
  for (const names of ONE_OF.get(type) ?? []) {
    if (names.some(had) && !names.some(has)) return false;
  }
  for (const [name, needed] of NEEDS.get(type) ?? []) {
    if (has(name) && had(needed) && !has(needed)) return false;
  }
  return !NOT_EMPTY.has(type) || ownProperties(type, whole) === 0 || ownProperties(type, cut) > 0;
}

function ownProperties(type: string, object: StixObject): number {
  if (!isRecord(object)) return 0;
  return Object.keys(object).filter((name) => !COMMON.has(name) || OWN_DATES.get(type) === name).length;
}

/** Returns whether a hidden place takes the whole object with it: the markings themselves. */
export function isOfMarkings(name: string | number | undefined): boolean {
  return typeof name === 'string' && MARKINGS.includes(name);
}
