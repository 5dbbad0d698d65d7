import { Refusal } from '../../../errors.ts';
import { XML_NAMESPACE, type XmlElement } from '../xml.ts';
import { writeXml } from '../xml-writer.ts';
import { readSpif } from './read-spif.ts';
import {
  type CategoryReference,
  type CategoryRule,
  type EquivalentValue,
  type Markings,
  SPIF_NAMESPACE,
  type Spif,
  type SpifLevel,
  type Tag,
  type TagType,
  type TagValue,
} from './spif.ts';

/**
 * Writes a policy so that `readSpif` reads the same one.
 *
 * @throws Refusal `spif-not-printable` where the reader would find fault with it.
 */
export function printSpif(spif: Spif): string {
  const { name, id, about, defaultPolicy, levels, tagSets, equivalentPolicies, markings } = spif;
  const written = writeXml(
    element('SPIF', about, [
      ...(defaultPolicy ? [element('defaultSecurityPolicyId', { ...defaultPolicy })] : []),
      element('securityPolicyId', { name, id }),
      element('securityClassifications', {}, levels.map(levelElement)),
      element(
        'securityCategoryTagSets',
        {},
        tagSets.map((set) =>
          element('securityCategoryTagSet', { name: set.name, id: set.id }, [
            ...set.tags.map(tagElement),
            ...markingElements(set.markings),
          ]),
        ),
      ),
      element(
        'equivalentPolicies',
        {},
        equivalentPolicies.map((policy) =>
          element('equivalentPolicy', { name: policy.name, id: policy.id }, policy.required.map(ruleElement)),
        ),
      ),
      ...markingElements(markings),
    ]),
  );
  const fault = readSpif(written).findings.find(({ severity }) => severity === 'error');
  if (fault) throw new Refusal('invalid', 'spif-not-printable', `The policy could not be read back: ${fault.message}`);
  return written;
}

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

function element(name: string, attributes: Attributes, content: XmlElement['content'] = []): XmlElement {
  const { language, ...plain } = attributes;
  const given = Object.entries(plain).flatMap(([each, value]) =>
    value === undefined || value === false ? [] : [{ name: each, namespace: '', value: String(value) }],
  );
  const lang = language === undefined ? [] : [{ name: 'lang', namespace: XML_NAMESPACE, value: String(language) }];
  return { name, namespace: SPIF_NAMESPACE, attributes: [...lang, ...given], content };
}

function levelElement({ name, lacv, hierarchy, color, obsolete, required, equivalents, markings }: SpifLevel) {
  return element('securityClassification', { name, lacv, hierarchy, color, obsolete }, [
    ...equivalents.map((each) =>
      element(
        'equivalentClassification',
        { policyRef: each.policy, lacv: each.lacv, applied: each.applied },
        each.required.map(ruleElement),
      ),
    ),
    ...markingElements(markings),
    ...required.map(ruleElement),
  ]);
}

function tagElement({ name, type, encoding, fewest, most, values, markings }: Tag): XmlElement {
  const limits = { minSelection: fewest, maxSelection: most };
  return element('securityCategoryTag', { name, ...typeAttributes(type), tag7Encoding: encoding, ...limits }, [
    ...values.map(valueElement),
    ...markingElements(markings),
  ]);
}

function valueElement(value: TagValue): XmlElement {
  const { name, lacv, obsolete, requiredLevel, notBefore, notAfter } = value;
  return element('tagCategory', { name, lacv, obsolete, requiredClass: requiredLevel, notBefore, notAfter }, [
    ...value.equivalents.map(equivalentElement),
    ...markingElements(value.markings),
    ...value.excludedLevels.map((level) => element('excludedClass', {}, [level])),
    ...value.required.map(ruleElement),
    ...value.excluded.map((reference) => referenceElement('excludedCategory', reference)),
  ]);
}

function equivalentElement({ policy, applied, target }: EquivalentValue): XmlElement {
  const attributes =
    target === 'discard'
      ? { action: target }
      : { tagSetId: target.tagSetId, ...typeAttributes(target.type), lacv: target.lacv };
  return element('equivalentSecCategoryTag', { policyRef: policy, ...attributes, applied });
}

function typeAttributes(type: TagType): Attributes {
  switch (type) {
    case 'enumeratedRestrictive':
      return { tagType: 'enumerated', enumType: 'restrictive' };
    case 'enumeratedPermissive':
      return { tagType: 'enumerated', enumType: 'permissive' };
    case 'informative':
      return { tagType: 'tagType7' };
    case 'restrictive':
    case 'permissive':
      return { tagType: type };
  }
}

function ruleElement({ operation, references }: CategoryRule): XmlElement {
  return element(
    'requiredCategory',
    { operation },
    references.map((reference) => referenceElement('categoryGroup', reference)),
  );
}

function referenceElement(name: string, { tagSet, type, lacv }: CategoryReference): XmlElement {
  return element(name, { tagSetRef: tagSet, ...typeAttributes(type), lacv, all: lacv === undefined });
}

function markingElements({ phrases, qualifiers }: Markings): XmlElement[] {
  return [
    ...phrases.map(({ language, phrase, codes }) =>
      element(
        'markingData',
        { language, phrase },
        codes.map((code) => element('code', {}, [code])),
      ),
    ),
    ...qualifiers.map(({ language, kind, text, code }) =>
      element('markingQualifier', { markingCode: code }, [
        element('qualifier', { language, markingQualifier: text, qualifierCode: kind }),
      ]),
    ),
  ];
}
