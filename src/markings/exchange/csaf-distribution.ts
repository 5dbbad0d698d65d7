import type { MarkingFinding, Span } from '../finding.ts';
import { isTlpColour } from '../schemes/tlp/marking.ts';

/** The two sharing groups with a fixed meaning, and the names that belong to them and to no other. */
const PUBLIC = { id: 'ffffffff-ffff-ffff-ffff-ffffffffffff', name: 'Public' };
const NOBODY = { id: '00000000-0000-0000-0000-000000000000', name: 'No sharing allowed' };
const NOWHERE: Span = { start: 0, end: 0 };

/** What the tests look at, each undefined where it is missing or of another type. */
interface Distribution {
  readonly label: string | undefined;
  readonly hasGroup: boolean;
  readonly groupId: string | undefined;
  readonly groupName: string | undefined;
}

function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function partsOf(distribution: unknown): Distribution {
  const group = own(distribution, 'sharing_group');
  return {
    label: textOf(own(own(distribution, 'tlp'), 'label')),
    hasGroup: group !== undefined,
    groupId: textOf(own(group, 'id'))?.toLowerCase(),
    groupName: textOf(own(group, 'name')),
  };
}

/**
 * Checks `document.distribution` of a CSAF 2.1 advisory against `document.tracking.status`: the label, and how the
 * sharing group fits it (rule T5). The `rule` of a finding is the number of the CSAF test: the mandatory ones, 6.1.38 to
 * 6.1.41, are errors, the recommended 6.2.30 is a warning. Findings stand in no text: their spans are empty.
 */
export function checkCsafDistribution(distribution: unknown, status: string): readonly MarkingFinding[] {
  const findings: MarkingFinding[] = [];
  const add = (code: string, rule: string, message: string): void => {
    const severity = rule.startsWith('6.2.') ? 'warning' : 'error';
    findings.push({ code, severity, message, span: NOWHERE, rule });
  };
  const { label, hasGroup, groupId, groupName } = partsOf(distribution);
  if (label === undefined || !isTlpColour(label)) {
    add('csaf-no-tlp-label', 'T5', 'The distribution needs a TLP 2 label in tlp.label: CLEAR, GREEN, AMBER, …');
  }
  if (!hasGroup) return findings;
  if (groupId === undefined) add('csaf-group-without-id', 'T5', 'A sharing group needs its id, a UUID.');
  if (groupId === PUBLIC.id && label !== 'CLEAR') {
    add('csaf-public-not-clear', '6.1.38', 'The public sharing group is for TLP:CLEAR only.');
  }
  const isDraftForNobody = groupId === NOBODY.id && status === 'draft';
  if (label === 'CLEAR' && groupId !== PUBLIC.id && !isDraftForNobody) {
    add('csaf-clear-not-public', '6.1.39', 'TLP:CLEAR limits nothing: its sharing group is the public one, or none.');
  }
  for (const reserved of [PUBLIC, NOBODY]) {
    if (groupName === reserved.name && groupId !== reserved.id) {
      add('csaf-reserved-name', '6.1.40', `The name “${reserved.name}” belongs to the group ${reserved.id}.`);
    }
    if (groupId === reserved.id && groupName !== reserved.name) {
      add('csaf-reserved-id', '6.1.41', `The group ${reserved.id} has the name “${reserved.name}”.`);
    }
  }
  if (label === 'CLEAR') add('csaf-group-on-clear', '6.2.30', 'TLP:CLEAR needs no sharing group; leave it out.');
  return findings;
}
