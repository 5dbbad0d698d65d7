import type { Reading } from '../../scheme.ts';
import { attributeOf, readXml, textOf, type XmlElement } from '../xml.ts';
import { referenceFaults } from './references.ts';
import {
  type EquivalentLevel,
  type EquivalentPolicy,
  type EquivalentValue,
  SPIF_NAMESPACE,
  type Spif,
  type SpifLevel,
  type Tag,
  type TagSet,
  type TagValue,
} from './spif.ts';
import { SpifReader } from './spif-reader.ts';

const ABOUT = [
  ...['schemaVersion', 'version', 'creationDate', 'originatorDN', 'keyIdentifier', 'privilegeId', 'rbacId'],
  ...['userRefURI', 'docRefURI', 'notBefore', 'notAfter'],
];
const MARKINGS = ['markingData', 'markingQualifier'];

/**
 * Reads a security policy information file. Never throws. There is a policy only where every rule in it was
 * understood, names and numbers are given once, and what is referred to exists.
 */
export function readSpif(source: string): Reading<Spif> {
  const reading = readXml(source);
  if (!reading.ok) return { findings: reading.findings };
  const { root } = reading;
  const reader = new SpifReader(root.namespace);
  if (root.name !== 'SPIF' || (root.namespace !== SPIF_NAMESPACE && root.namespace !== '')) {
    reader.error('spif-not-one', `The element “SPIF” in the namespace ${SPIF_NAMESPACE} is expected.`, root);
    return { findings: reader.findings };
  }
  if (root.namespace === '') {
    reader.warn('spif-namespace', `The namespace ${SPIF_NAMESPACE} is missing.`, root);
  }
  const spif = readRoot(root, reader);
  for (const message of referenceFaults(spif)) reader.error('spif-bad-reference', message, root);
  const { findings } = reader;
  return findings.some(({ severity }) => severity === 'error') ? { findings } : { mark: spif, findings };
}

function readRoot(root: XmlElement, reader: SpifReader): Spif {
  const parts = ['securityPolicyId', 'securityClassifications', 'securityCategoryTagSets', 'equivalentPolicies'];
  reader.expect(root, ['defaultSecurityPolicyId', ...parts, ...MARKINGS], ABOUT);
  const only = (name: string, needed: boolean) => {
    const [first, second] = reader.children(root, name);
    if (second) reader.error('spif-repeated', `“${name}” stands twice.`, second);
    if (!first && needed) reader.error('spif-missing', `“SPIF” needs the element “${name}”.`, root);
    return first;
  };
  const policy = only('securityPolicyId', true);
  const fallback = only('defaultSecurityPolicyId', false);
  const levels = only('securityClassifications', true);
  const tagSets = only('securityCategoryTagSets', false);
  const policies = only('equivalentPolicies', false);
  if (levels) reader.expect(levels, ['securityClassification'], []);
  if (tagSets) reader.expect(tagSets, ['securityCategoryTagSet'], []);
  if (policies) reader.expect(policies, ['equivalentPolicy'], []);
  const about = root.attributes.filter(({ name, namespace }) => namespace === '' && ABOUT.includes(name));
  return {
    ...(policy ? nameAndId(policy, reader) : { name: '', id: '' }),
    about: Object.fromEntries(about.map(({ name, value }) => [name, value])),
    ...(fallback ? { defaultPolicy: nameAndId(fallback, reader) } : {}),
    levels: reader.children(levels, 'securityClassification').map((each) => readLevel(each, reader)),
    tagSets: reader.children(tagSets, 'securityCategoryTagSet').map((each) => readTagSet(each, reader)),
    equivalentPolicies: reader.children(policies, 'equivalentPolicy').map((each) => readPolicy(each, reader)),
    markings: reader.markings(root),
  };
}

function nameAndId(element: XmlElement, reader: SpifReader): { name: string; id: string } {
  return { name: reader.text(element, 'name'), id: reader.text(element, 'id') };
}

function readPolicy(element: XmlElement, reader: SpifReader): EquivalentPolicy {
  reader.expect(element, ['requiredCategory'], ['name', 'id', 'docRefURI']);
  return { ...nameAndId(element, reader), required: reader.rules(element) };
}

function readLevel(element: XmlElement, reader: SpifReader): SpifLevel {
  const attributes = ['name', 'lacv', 'hierarchy', 'color', 'obsolete'];
  reader.expect(element, ['equivalentClassification', 'requiredCategory', ...MARKINGS], attributes);
  const color = attributeOf(element, 'color');
  return {
    name: reader.text(element, 'name'),
    lacv: reader.lacv(element),
    hierarchy: reader.number(element, 'hierarchy'),
    ...(color === undefined ? {} : { color }),
    obsolete: reader.flag(element, 'obsolete'),
    required: reader.rules(element),
    equivalents: reader.children(element, 'equivalentClassification').map((each) => readEquivalentLevel(each, reader)),
    markings: reader.markings(element),
  };
}

function readEquivalentLevel(element: XmlElement, reader: SpifReader): EquivalentLevel {
  reader.expect(element, ['requiredCategory'], ['policyRef', 'lacv', 'applied']);
  return {
    policy: reader.text(element, 'policyRef'),
    lacv: reader.lacv(element),
    applied: reader.applied(element),
    required: reader.rules(element),
  };
}

function readTagSet(element: XmlElement, reader: SpifReader): TagSet {
  reader.expect(element, ['securityCategoryTag', ...MARKINGS], ['name', 'id']);
  const tags = reader.children(element, 'securityCategoryTag').map((each) => readTag(each, reader));
  return { ...nameAndId(element, reader), tags, markings: reader.markings(element) };
}

function readTag(element: XmlElement, reader: SpifReader): Tag {
  const limits = ['singleSelection', 'minSelection', 'maxSelection'];
  reader.expect(element, ['tagCategory', ...MARKINGS], ['name', 'tagType', 'enumType', 'tag7Encoding', ...limits]);
  const type = reader.tagType(element);
  const encoding = attributeOf(element, 'tag7Encoding');
  const fewest = reader.optionalNumber(element, 'minSelection');
  const most = reader.flag(element, 'singleSelection') ? 1 : reader.optionalNumber(element, 'maxSelection');
  return {
    name: reader.text(element, 'name'),
    type,
    ...(type === 'informative' && encoding !== undefined ? { encoding } : {}),
    ...(fewest === undefined ? {} : { fewest }),
    ...(most === undefined ? {} : { most }),
    values: reader.children(element, 'tagCategory').map((each) => readTagValue(each, reader)),
    markings: reader.markings(element),
  };
}

function readTagValue(element: XmlElement, reader: SpifReader): TagValue {
  const rules = ['excludedClass', 'requiredCategory', 'excludedCategory', 'equivalentSecCategoryTag'];
  reader.expect(
    element,
    [...rules, ...MARKINGS],
    [...['name', 'lacv', 'obsolete', 'requiredClass', 'notBefore', 'notAfter', 'userInput', 'dateFormat']],
  );
  if (reader.flag(element, 'userInput')) {
    const message = 'A value that people write freely is taken only as its name.';
    reader.warn('spif-not-kept', message, element);
  }
  const requiredLevel = attributeOf(element, 'requiredClass');
  const notBefore = attributeOf(element, 'notBefore');
  const notAfter = attributeOf(element, 'notAfter');
  return {
    name: reader.text(element, 'name'),
    lacv: reader.lacv(element),
    obsolete: reader.flag(element, 'obsolete'),
    ...(requiredLevel === undefined ? {} : { requiredLevel: requiredLevel.trim() }),
    excludedLevels: reader.children(element, 'excludedClass').map((each) => textOf(each).trim()),
    required: reader.rules(element),
    excluded: reader.children(element, 'excludedCategory').map((each) => reader.reference(each)),
    equivalents: reader.children(element, 'equivalentSecCategoryTag').map((each) => readEquivalentValue(each, reader)),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notAfter === undefined ? {} : { notAfter }),
    markings: reader.markings(element),
  };
}

function readEquivalentValue(element: XmlElement, reader: SpifReader): EquivalentValue {
  reader.expect(element, [], ['policyRef', 'tagSetId', 'tagType', 'enumType', 'lacv', 'applied', 'action']);
  const policy = reader.text(element, 'policyRef');
  const applied = reader.applied(element);
  if (attributeOf(element, 'action') !== undefined) {
    reader.oneOf(element, 'action', ['discard']);
    return { policy, applied, target: 'discard' };
  }
  const tagSetId = reader.text(element, 'tagSetId');
  return { policy, applied, target: { tagSetId, type: reader.tagType(element), lacv: reader.lacv(element) } };
}
