import { Refusal } from '../../../errors.ts';
import type { XmlElement } from '../xml.ts';
import { writeXml } from '../xml-writer.ts';
import { BINDING_NAMESPACE, LABEL_NAMESPACE, type LabelContent, type NatoLabel } from './label.ts';
import { readNatoLabel } from './read-label.ts';

/**
 * Writes a label so that `readNatoLabel` reads the same one: bare, or with its alternatives in binding information
 * that refers to the document it stands in.
 *
 * @throws Refusal `label-not-printable` where it could not be read back: a name that is empty, has space around it or
 * a character that XML cannot hold; a time that is none.
 */
export function printNatoLabel(label: NatoLabel): string {
  const { alternatives, ...own } = label;
  const originator = labelElement('originatorConfidentialityLabel', { ...own, alternatives: [] });
  const others = alternatives.map((each) => labelElement('alternativeConfidentialityLabel', each));
  const written = writeXml(others.length === 0 ? originator : boundTogether([originator, ...others]));
  const { mark } = readNatoLabel(written);
  if (!mark || !isSame(mark, label)) {
    const message = 'The label has a name, a value or a time that the syntax of STANAG 4774 cannot hold.';
    throw new Refusal('invalid', 'label-not-printable', message);
  }
  return written;
}

/** Plain values are the same where their JSON is, whatever the order of their fields. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}

function boundTogether(labels: readonly XmlElement[]): XmlElement {
  const bind = (name: string, content: readonly XmlElement[], attributes: XmlElement['attributes'] = []) => ({
    name,
    namespace: BINDING_NAMESPACE,
    attributes,
    content,
  });
  const metadata = labels.map((label) => bind('Metadata', [label]));
  const whole = bind('DataReference', [], [{ name: 'URI', namespace: '', value: '' }]);
  return bind('BindingInformation', [
    bind('MetadataBindingContainer', [bind('MetadataBinding', [...metadata, whole])]),
  ]);
}

function labelElement(name: string, label: NatoLabel): XmlElement {
  const { created, review, originator, successor } = label;
  return element(name, { ReviewDateTime: review }, [
    element('ConfidentialityInformation', {}, contentElements(label)),
    ...(originator ? [element('OriginatorID', { IDType: originator.type }, [originator.id])] : []),
    ...(created === undefined ? [] : [element('CreationDateTime', {}, [created])]),
    ...(successor
      ? [
          element('SuccessionHandling', {}, [
            element('SuccessionDateTime', {}, [successor.from]),
            element('SuccessorConfidentialityLabel', {}, [
              element('ConfidentialityInformation', {}, contentElements(successor.content)),
            ]),
          ]),
        ]
      : []),
  ]);
}

function contentElements({ policy, classification, privacyMark, categories }: LabelContent): XmlElement[] {
  return [
    element('PolicyIdentifier', { URI: policy.uri }, [policy.name]),
    element('Classification', {}, [classification]),
    ...(privacyMark === undefined ? [] : [element('PrivacyMark', {}, [privacyMark])]),
    ...categories.map(({ type, tagName, uri, values }) =>
      element(
        'Category',
        { Type: type.toUpperCase(), TagName: tagName, URI: uri },
        values.map((value) => element('GenericValue', {}, [value])),
      ),
    ),
  ];
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  content: readonly (XmlElement | string)[],
): XmlElement {
  const given = Object.entries(attributes).flatMap(([each, value]) =>
    value === undefined ? [] : [{ name: each, namespace: '', value }],
  );
  return { name, namespace: LABEL_NAMESPACE, attributes: given, content: content.filter((piece) => piece !== '') };
}
