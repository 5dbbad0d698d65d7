import type { MarkingFinding } from '../../finding.ts';
import type { Reading } from '../../scheme.ts';
import { attributeOf, childrenOf, readXml, textOf, XML_NAMESPACE, type XmlElement } from '../xml.ts';
import {
  BINDING_NAMESPACE,
  type CategoryType,
  LABEL_NAMESPACE,
  type LabelCategory,
  type LabelContent,
  type NatoLabel,
  repeatedPermissive,
} from './label.ts';

const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';
const SIGNATURE_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#';
const TYPES: Readonly<Record<string, CategoryType>> = {
  RESTRICTIVE: 'restrictive',
  PERMISSIVE: 'permissive',
  INFORMATIVE: 'informative',
};
const LABEL_PARTS = ['ConfidentialityInformation', 'OriginatorID', 'CreationDateTime'];
const DATE_TIME = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/;

/** What is found on the way; an error means that the label is not to be used. */
class Findings {
  readonly all: MarkingFinding[] = [];

  error(code: string, message: string, at: XmlElement): void {
    this.#add('error', code, message, at);
  }

  warn(code: string, message: string, at: XmlElement): void {
    this.#add('warning', code, message, at);
  }

  #add(severity: 'error' | 'warning', code: string, message: string, at: XmlElement): void {
    const start = at.start ?? 0;
    this.all.push({ code, severity, message, span: { start, end: start + 1 + at.name.length } });
  }
}

/**
 * Reads a confidentiality label, bare or as the only ones bound in ADatP-4778 binding information. Never throws. There
 * is a label only where nothing in it was unclear: what is not understood may be what restricts. Signatures are not
 * checked, and a finding says so.
 */
export function readNatoLabel(source: string): Reading<NatoLabel> {
  const reading = readXml(source);
  if (!reading.ok) return { findings: reading.findings };
  const { root } = reading;
  const findings = new Findings();
  const bound = root.namespace === BINDING_NAMESPACE && root.name === 'BindingInformation';
  const labels = bound ? boundLabels(root, findings) : [root];
  const originators = labels.filter((label) => kindOf(label) === 'originator');
  const [originator] = originators;
  if (originators.length !== 1) {
    const message = `One originator label is expected in the namespace of STANAG 4774, not ${originators.length}.`;
    findings.error('label-not-one', message, originators[1] ?? root);
  }
  for (const each of bound ? labels : []) {
    if (each.namespace !== LABEL_NAMESPACE || kindOf(each) !== 'other') continue;
    if (each.name === 'metadataConfidentialityLabel') continue;
    findings.error('label-unknown-element', `The label “${each.name}” is not understood.`, each);
  }
  const alternatives = labels.filter((label) => kindOf(label) === 'alternative').map((each) => readOne(each, findings));
  const mark = originator && readOne(originator, findings);
  if (!mark || findings.all.some(({ severity }) => severity === 'error')) return { findings: findings.all };
  return { mark: { ...mark, alternatives: alternatives.filter((each) => each !== undefined) }, findings: findings.all };
}

function kindOf({ name, namespace }: XmlElement): 'originator' | 'alternative' | 'other' {
  if (namespace !== LABEL_NAMESPACE) return 'other';
  if (/^(?:[oO]riginatorConfidentialityLabel|ConfidentialityLabel)$/.test(name)) return 'originator';
  return /^[aA]lternativeConfidentialityLabel$/.test(name) ? 'alternative' : 'other';
}

/** Returns the labels bound by the only binding of the container. */
function boundLabels(root: XmlElement, findings: Findings): XmlElement[] {
  if (childrenOf(root).some(({ namespace }) => namespace === SIGNATURE_NAMESPACE)) {
    findings.warn('label-signature-not-checked', 'The signature of the binding is not checked.', root);
  }
  const containers = named(root, 'MetadataBindingContainer', BINDING_NAMESPACE);
  const bindings = containers.flatMap((container) => named(container, 'MetadataBinding', BINDING_NAMESPACE));
  if (bindings.length !== 1) {
    const message = 'One binding is expected: of several, each labels a part of its own.';
    findings.error('label-binding-unclear', message, bindings[1] ?? root);
  }
  return bindings.slice(0, 1).flatMap((binding) => {
    for (const each of named(binding, 'MetadataReference', BINDING_NAMESPACE)) {
      findings.error('label-binding-unclear', 'A label that stands elsewhere is not fetched.', each);
    }
    return named(binding, 'Metadata', BINDING_NAMESPACE).flatMap(childrenOf);
  });
}

function named(element: XmlElement, name: string, namespace = LABEL_NAMESPACE): XmlElement[] {
  return childrenOf(element).filter((child) => child.name === name && child.namespace === namespace);
}

function readOne(element: XmlElement, findings: Findings): NatoLabel | undefined {
  checkChildren(element, [...LABEL_PARTS, 'SuccessionHandling'], findings);
  checkShape(element, ['Id', 'ReviewDateTime'], findings);
  const content = readContent(onlyOne(element, 'ConfidentialityInformation', findings), findings);
  const created = optional(element, 'CreationDateTime', findings);
  if (!created) {
    findings.warn('label-no-creation-time', 'A label says when it was made, in CreationDateTime.', element);
  }
  const review = attributeOf(element, 'ReviewDateTime');
  if (review !== undefined) checkTime(review, element, findings);
  const originator = optional(element, 'OriginatorID', findings);
  const succession = optional(element, 'SuccessionHandling', findings);
  const successor = succession && readSuccessor(succession, findings);
  if (!content) return undefined;
  return {
    ...content,
    ...(created ? { created: timeIn(created, findings) } : {}),
    ...(review === undefined ? {} : { review }),
    ...(originator
      ? { originator: { type: attributeOf(originator, 'IDType') ?? '', id: textOf(originator).trim() } }
      : {}),
    ...(successor ? { successor } : {}),
    alternatives: [],
  };
}

function readSuccessor(element: XmlElement, findings: Findings): NatoLabel['successor'] {
  const from = onlyOne(element, 'SuccessionDateTime', findings);
  const label = onlyOne(element, 'SuccessorConfidentialityLabel', findings);
  checkChildren(element, ['SuccessionDateTime', 'SuccessorConfidentialityLabel'], findings);
  if (label) checkChildren(label, LABEL_PARTS, findings);
  const content = readContent(label && onlyOne(label, 'ConfidentialityInformation', findings), findings);
  return from && content ? { from: timeIn(from, findings), content } : undefined;
}

function readContent(element: XmlElement | undefined, findings: Findings): LabelContent | undefined {
  if (!element) return undefined;
  checkChildren(element, ['PolicyIdentifier', 'Classification', 'PrivacyMark', 'Category'], findings);
  checkShape(element, [], findings);
  const policy = onlyOne(element, 'PolicyIdentifier', findings);
  const classification = onlyOne(element, 'Classification', findings);
  const privacyMark = optional(element, 'PrivacyMark', findings);
  const categories = named(element, 'Category').map((category) => readCategory(category, findings));
  for (const tagName of repeatedPermissive(categories.filter((category) => category !== undefined))) {
    const message = `“${tagName}” stands twice: a reader needs a value of each, not one of all.`;
    findings.warn('label-repeated-category', message, element);
  }
  if (!policy || !classification) return undefined;
  const uri = uriOf(policy, findings);
  return {
    policy: { name: tokenIn(policy, findings), ...(uri === undefined ? {} : { uri }) },
    classification: tokenIn(classification, findings),
    categories: categories.filter((category) => category !== undefined),
    ...(privacyMark ? { privacyMark: textOf(privacyMark) } : {}),
  };
}

function readCategory(element: XmlElement, findings: Findings): LabelCategory | undefined {
  const written = attributeOf(element, 'Type') ?? '';
  const type = TYPES[written.toUpperCase()];
  const tagName = attributeOf(element, 'TagName')?.trim() ?? '';
  if (!type) findings.error('label-category-type', 'The Type is RESTRICTIVE, PERMISSIVE or INFORMATIVE.', element);
  else if (!Object.hasOwn(TYPES, written)) {
    findings.warn('label-category-type', `The Type is written ${written.toUpperCase()}.`, element);
  }
  if (tagName === '') findings.error('label-missing', 'A category names its tag set in TagName.', element);
  checkShape(element, ['Type', 'TagName'], findings);
  const values = childrenOf(element).map((child) => readValue(child, findings));
  if (values.length === 0 && type === 'permissive') {
    findings.warn('label-empty-category', 'A permissive category without values lets nobody see.', element);
  }
  const uri = uriOf(element, findings);
  return type && { type, tagName, ...(uri === undefined ? {} : { uri }), values };
}

/** Values are names; `CategoryValue` is what `GenericValue` was before it got that name. */
function readValue(element: XmlElement, findings: Findings): string {
  const { name, namespace } = element;
  if (namespace !== LABEL_NAMESPACE || !/^(?:Generic|Category|Integer|BitString)Value$/.test(name)) {
    findings.error('label-unknown-element', `The element “${name}” is not understood, and may restrict.`, element);
  } else if (name === 'CategoryValue') {
    findings.warn('label-value-form', 'A value is written as GenericValue.', element);
  } else if (name !== 'GenericValue') {
    findings.error('label-value-form', 'Numbers and bits say nothing without their table: a value is a name.', element);
  }
  return tokenIn(element, findings);
}

/**
 * Finds fault with elements that nothing here reads. Beside what a label says, the syntax leaves room for elements of
 * other namespaces, which are only pointed out; within what it says, whatever is not understood may restrict.
 */
function checkChildren(element: XmlElement, known: readonly string[], findings: Findings): void {
  for (const child of childrenOf(element)) {
    if (child.namespace === LABEL_NAMESPACE && known.includes(child.name)) continue;
    const message = `The element “${child.name}” is not understood in “${element.name}”.`;
    const beside = element.name !== 'ConfidentialityInformation' && child.namespace !== LABEL_NAMESPACE;
    if (beside) findings.warn('label-unknown-element', message, child);
    else findings.error('label-unknown-element', message, child);
  }
}

/** Finds fault with text between elements, and with attributes that nothing here reads. */
function checkShape(element: XmlElement, known: readonly string[], findings: Findings): void {
  if (childrenOf(element).length > 0 && textOf(element).trim() !== '') {
    findings.error('label-stray-text', `Text stands between the elements of “${element.name}”.`, element);
  }
  for (const { name, namespace } of element.attributes) {
    if (namespace === XSI_NAMESPACE || namespace === XML_NAMESPACE) continue;
    if (namespace === '' && (known.includes(name) || /^UR[IL]$/.test(name))) continue;
    findings.warn('label-unknown-attribute', `The attribute “${name}” is not understood.`, element);
  }
}

function uriOf(element: XmlElement, findings: Findings): string | undefined {
  const uri = attributeOf(element, 'URI');
  const misspelt = attributeOf(element, 'URL');
  if (misspelt !== undefined) findings.warn('label-unknown-attribute', 'The attribute URL is written URI.', element);
  return uri ?? misspelt;
}

function optional(element: XmlElement, name: string, findings: Findings): XmlElement | undefined {
  const [first, second] = named(element, name);
  if (second) findings.error('label-repeated', `“${name}” stands twice.`, second);
  return first;
}

function onlyOne(element: XmlElement, name: string, findings: Findings): XmlElement | undefined {
  const found = optional(element, name, findings);
  if (!found) findings.error('label-missing', `“${element.name}” needs the element “${name}”.`, element);
  return found;
}

/** Returns the text of an element that holds a name, with each space as one. */
function tokenIn(element: XmlElement, findings: Findings): string {
  if (childrenOf(element).length > 0) {
    findings.error('label-unknown-element', `“${element.name}” holds text and no elements.`, element);
  }
  const text = textOf(element).trim().replace(/\s+/g, ' ');
  if (text === '') findings.error('label-missing', `“${element.name}” is empty.`, element);
  return text;
}

function timeIn(element: XmlElement, findings: Findings): string {
  const text = textOf(element).trim();
  checkTime(text, element, findings);
  return text;
}

function checkTime(text: string, element: XmlElement, findings: Findings): void {
  if (!DATE_TIME.test(text)) {
    findings.error('label-bad-time', 'A time is written as in 2012-05-06T20:00:00Z.', element);
  }
}
