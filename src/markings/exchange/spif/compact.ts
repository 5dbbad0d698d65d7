import type { MarkingFinding } from '../../finding.ts';
import type { Reading } from '../../scheme.ts';
import type { NatoLabel } from '../nato/label.ts';
import { attributeOf, childrenOf, readXml, type XmlElement } from '../xml.ts';
import type { Clearance } from './decide.ts';
import { categoriesOf, everyValue, type ResolvedValue } from './resolve.ts';
import type { Spif, SpifLevel } from './spif.ts';

/** The namespace of the labels and clearances of the program Spiffing, which name levels and values by number. */
export const COMPACT_NAMESPACE = 'http://surevine.com/xmlns/spiffy';

interface CompactContent {
  readonly levels: readonly SpifLevel[];
  readonly values: readonly ResolvedValue[];
  readonly findings: readonly MarkingFinding[];
}

/** Reads `<label>`, with the names that its policy has for its numbers. Never throws; no label where anything is wrong. */
export function readCompactLabel(source: string, spif: Spif): Reading<NatoLabel> {
  const { levels, values, findings } = readCompact(source, 'label', spif);
  const [level] = levels;
  if (findings.length > 0 || !level) return { findings };
  const policy = { name: spif.name, uri: `urn:oid:${spif.id}` };
  const categories = categoriesOf(values);
  return { mark: { policy, classification: level.name, categories, alternatives: [] }, findings };
}

/** Reads `<clearance>`, which may have several levels, each by itself. Never throws. */
export function readCompactClearance(source: string, spif: Spif): Reading<Clearance> {
  const { levels, values, findings } = readCompact(source, 'clearance', spif);
  if (findings.length > 0) return { findings };
  const policy = { name: spif.name, uri: `urn:oid:${spif.id}` };
  return { mark: { policy, levels: levels.map(({ name }) => name), categories: categoriesOf(values) }, findings };
}

function readCompact(source: string, name: 'label' | 'clearance', spif: Spif): CompactContent {
  const reading = readXml(source);
  if (!reading.ok) return { levels: [], values: [], findings: reading.findings };
  const { root } = reading;
  const findings: MarkingFinding[] = [];
  const error = (code: string, message: string, at: XmlElement) => {
    const start = at.start ?? 0;
    findings.push({ code, severity: 'error', message, span: { start, end: start + 1 + at.name.length } });
  };
  if (root.name !== name || root.namespace !== COMPACT_NAMESPACE) {
    error('label-not-one', `The element “${name}” in the namespace ${COMPACT_NAMESPACE} is expected.`, root);
    return { levels: [], values: [], findings };
  }
  const known = ['policy', 'classification', 'tag'];
  for (const child of childrenOf(root)) {
    if (child.namespace === COMPACT_NAMESPACE && known.includes(child.name)) continue;
    error('label-unknown-element', `The element “${child.name}” is not understood, and may restrict.`, child);
  }
  const named = (each: string) => childrenOf(root).filter((child) => child.name === each);
  const policies = named('policy');
  if (policies.length !== 1 || attributeOf(policies[0]!, 'id') !== spif.id) {
    error('spif-other-policy', `One policy with the id ${spif.id} is expected.`, policies[0] ?? root);
  }
  const levels = named('classification').flatMap((element) => {
    const found = spif.levels.find(({ lacv }) => lacv === numberOf(element));
    if (!found) error('spif-unknown-level', 'The policy has no level of this number.', element);
    return found ? [found] : [];
  });
  if (name === 'label' && levels.length !== 1) {
    error('label-missing', `A label has one classification, and not ${levels.length}.`, root);
  }
  const byNumber = new Map(
    everyValue(spif).map((each) => [numberKey(each.tag.type, each.tagSet.id, each.value.lacv), each]),
  );
  const values = named('tag').flatMap((element) => {
    const [type = '', id = ''] = [attributeOf(element, 'type'), attributeOf(element, 'id')];
    const found = byNumber.get(numberKey(type, id, numberOf(element)));
    if (!found) error('spif-unknown-value', 'The policy has no value of this type, tag set and number.', element);
    return found ? [found] : [];
  });
  return { levels, values, findings };
}

function numberOf(element: XmlElement): string {
  return (attributeOf(element, 'lacv') ?? '').replace(/^0+(?=\d)/, '');
}

function numberKey(type: string, tagSetId: string, lacv: string): string {
  return JSON.stringify([type, tagSetId, lacv]);
}
