import type { MarkingFinding } from '../../finding.ts';
import register from '../../registers/tlp.json' with { type: 'json' };
import type { TlpColour, TlpMarking } from '../../schemes/tlp/marking.ts';
import { ownProperty, ownText, refuseHostile, type StixObject, stixError } from './stix-value.ts';

export type TlpVersion = '1.0' | '2.0';

/** One of the nine fixed marking definitions of TLP. */
interface TlpDefinition {
  readonly id: string;
  readonly version: TlpVersion;
  readonly colour: TlpColour;
  /** The name of the colour in that version: WHITE is the CLEAR of TLP 1. */
  readonly label: string;
  readonly created: string;
}

const { extension: EXTENSION, extensionProperty: EXTENSION_PROPERTY } = register.stix;
const DEFINITIONS: readonly TlpDefinition[] = register.stix.versions.flatMap(({ version, created, definitions }) =>
  definitions.map(({ id, colour, label }) => ({
    ...{ id, label, created },
    version: version as TlpVersion,
    colour: colour as TlpColour,
  })),
);
const BY_ID: ReadonlyMap<string, TlpDefinition> = new Map(DEFINITIONS.map((definition) => [definition.id, definition]));

/** What is not understood counts as TLP:RED: it is reported and never passed over. */
const STRICTEST: TlpMarking = { colour: 'RED' };

/**
 * Returns the id of the fixed marking definition of the colour; undefined for AMBER+STRICT in TLP 1, which lacks it. The
 * id names the colour alone: whoever gives an object away with it sees to the audience and to PAP.
 */
export function stixIdOf(marking: TlpMarking, version: TlpVersion): string | undefined {
  return definitionOf(marking, version)?.id;
}

function definitionOf(marking: TlpMarking, version: TlpVersion): TlpDefinition | undefined {
  return DEFINITIONS.find((definition) => definition.version === version && definition.colour === marking.colour);
}

/** Returns the fixed marking definition of the colour as a STIX 2.1 object; undefined where `stixIdOf` is. */
export function markingDefinitionOf(marking: TlpMarking, version: TlpVersion): StixObject | undefined {
  const definition = definitionOf(marking, version);
  if (!definition) return undefined;
  const { id, created, label } = definition;
  const name = `TLP:${label}`;
  const value = label.toLowerCase();
  const common = { type: 'marking-definition', spec_version: '2.1', id, created, name };
  if (version === '1.0') return { ...common, definition_type: 'tlp', definition: { tlp: value } };
  return {
    ...common,
    extensions: { [EXTENSION]: { extension_type: 'property-extension', [EXTENSION_PROPERTY]: value } },
  };
}

/** What an id of a marking definition says. `version` is absent where the id is none of the fixed ones. */
export interface TlpIdReading {
  readonly marking: TlpMarking;
  readonly version?: TlpVersion;
  readonly findings: readonly MarkingFinding[];
}

/** Reads an id by exact match; any other, wrong ids of AMBER+STRICT among them, is TLP:RED and an error. */
export function tlpOfStixId(id: string): TlpIdReading {
  const definition = BY_ID.get(id);
  if (definition) return { marking: { colour: definition.colour }, version: definition.version, findings: [] };
  const message = 'This id is none of the fixed marking definitions of TLP; it counts as TLP:RED.';
  return { marking: STRICTEST, findings: [stixError('stix-unknown-marking-id', message, 'S1', id)] };
}

/**
 * What a marking definition asks. A `statement` is a text such as a copyright notice and limits nobody's reading. What
 * is `unknown` counts as its `marking`, TLP:RED.
 */
export type StixMarking =
  | { readonly kind: 'tlp'; readonly marking: TlpMarking; readonly version: TlpVersion }
  | { readonly kind: 'statement'; readonly statement: string }
  | { readonly kind: 'unknown'; readonly marking: TlpMarking };

export interface StixMarkingReading {
  readonly marking: StixMarking;
  readonly findings: readonly MarkingFinding[];
}

/** What a marking definition says it is: a colour of a TLP version, as it stands there, or a reason why it is not one. */
type Claim = { readonly version: TlpVersion; readonly value: string } | MarkingFinding;

/**
 * Reads a marking definition: TLP 1 (`definition_type` tlp), TLP 2 (extension property `tlp_2_0`), statements. A TLP
 * definition counts as its colour only if its id is the fixed one of that colour. Too deep: `stix-too-deep`.
 */
export function readMarkingDefinition(object: unknown): StixMarkingReading {
  refuseHostile(object);
  if (ownText(object, 'type') !== 'marking-definition') {
    return unknown('stix-not-a-marking-definition', 'The type of a marking definition is marking-definition.');
  }
  const id = ownText(object, 'id') ?? '';
  const extension = ownProperty(ownProperty(object, 'extensions'), EXTENSION);
  const type = ownText(object, 'definition_type');
  const fixed = BY_ID.get(id);
  if (extension !== undefined || type === 'tlp') {
    const claim = extension === undefined ? tlp1Claim(object) : tlp2Claim(object, extension);
    return 'code' in claim ? unknownWith(claim) : tlpReading(object, claim, id);
  }
  if (fixed) return unknown('stix-tlp-mismatch', `The id is that of TLP:${fixed.label}, and the object is not.`);
  if (type === 'statement') return readStatement(object);
  const message = 'Vigie does not know this kind of marking; it counts as TLP:RED.';
  return unknown('stix-unknown-marking', message);
}

function unknown(code: string, message: string): StixMarkingReading {
  return unknownWith(stixError(code, message, 'S1'));
}

function unknownWith(finding: MarkingFinding): StixMarkingReading {
  return { marking: { kind: 'unknown', marking: STRICTEST }, findings: [finding] };
}

function readStatement(object: unknown): StixMarkingReading {
  const statement = ownText(ownProperty(object, 'definition'), 'statement');
  // An extension beside the statement may ask something that is not known here.
  if (statement === undefined || ownProperty(object, 'extensions') !== undefined) {
    const message = 'A statement has its text in definition.statement, and no extensions that Vigie does not know.';
    return unknown('stix-statement-form', message);
  }
  return { marking: { kind: 'statement', statement }, findings: [] };
}

function tlp1Claim(object: unknown): Claim {
  const value = ownText(ownProperty(object, 'definition'), 'tlp')?.toLowerCase();
  if (value === 'amber+strict') {
    const message = 'TLP 1 has no AMBER+STRICT: definition_type tlp cannot say it, only the extension of TLP 2 can.';
    return stixError('stix-tlp-amber-strict', message, 'S1');
  }
  const known = DEFINITIONS.some(({ version, label }) => version === '1.0' && label.toLowerCase() === value);
  if (value !== undefined && known) return { version: '1.0', value };
  return stixError('stix-tlp-value', 'definition.tlp is white, green, amber or red.', 'S1');
}

function tlp2Claim(object: unknown, extension: unknown): Claim {
  const value = ownText(extension, EXTENSION_PROPERTY);
  const known = DEFINITIONS.some(({ version, label }) => version === '2.0' && label.toLowerCase() === value);
  if (value === undefined || !known) {
    const message = `${EXTENSION_PROPERTY} is clear, green, amber, amber+strict or red.`;
    return stixError('stix-tlp-value', message, 'S1');
  }
  const isBoth =
    ownProperty(object, 'definition_type') !== undefined || ownProperty(object, 'definition') !== undefined;
  if (!isBoth) return { version: '2.0', value };
  const message = 'A definition of TLP 2 has its extension and neither definition_type nor definition.';
  return stixError('stix-tlp-mismatch', message, 'S1');
}

/** The claim holds where the id is the fixed one for it; its name and date must be the fixed ones too, or are reported. */
function tlpReading(
  object: unknown,
  { version, value }: Exclude<Claim, MarkingFinding>,
  id: string,
): StixMarkingReading {
  const fixed = BY_ID.get(id);
  if (!fixed) {
    const message = `This is not the id of TLP:${value.toUpperCase()}; wrong ids circulate, so it counts as TLP:RED.`;
    return unknown('stix-tlp-wrong-id', message);
  }
  if (fixed.version !== version || fixed.label.toLowerCase() !== value) {
    const message = `The id is that of TLP:${fixed.label} of TLP ${fixed.version}, and the object says otherwise.`;
    return unknown('stix-tlp-mismatch', message);
  }
  const findings: MarkingFinding[] = [];
  const name = ownText(object, 'name');
  if (name === undefined) {
    findings.push(stixError('stix-name-missing', `A TLP definition needs its name, TLP:${fixed.label}.`, 'S1'));
  } else if (name !== `TLP:${fixed.label}`) {
    const message = `The name of this definition is TLP:${fixed.label}.`;
    findings.push({ ...stixError('stix-tlp-name', message, 'S1', name), severity: 'warning' });
  }
  if (ownText(object, 'created') !== fixed.created) {
    const message = `The definitions of TLP ${version} were created at ${fixed.created}.`;
    findings.push({ ...stixError('stix-tlp-created', message, 'S1'), severity: 'warning' });
  }
  return { marking: { kind: 'tlp', marking: { colour: fixed.colour }, version }, findings };
}
