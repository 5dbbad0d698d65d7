import register from '../../registers/tlp.json' with { type: 'json' };

export type TlpColour = 'CLEAR' | 'GREEN' | 'AMBER' | 'AMBER+STRICT' | 'RED';
export type PapColour = 'CLEAR' | 'GREEN' | 'AMBER' | 'RED';

/**
 * A TLP 2.0 marking, and what several of them come to (rules T1, T2 and T7).
 *
 * Who may read: without `audience`, those who hold the colour in general (`tlp/amber`); with it, those who belong to
 * one of its groups, and nobody else. An empty audience is nobody.
 */
export interface TlpMarking {
  readonly colour: TlpColour;
  /**
   * Concrete groups, sorted and each once: `person:alice`, `org:ACME`, `org:ACME/clients`, `community:fin-isac`.
   * Nothing is implied: an AMBER marking for an organisation and its clients names both.
   */
  readonly audience?: readonly string[];
  /**
   * Only beside an audience: the strictest colour among the joined markings that named none. It is asked as well, since
   * nothing says that who belongs to the audience of one may read the other.
   */
  readonly generalColour?: TlpColour;
  /** Permissible actions protocol: what may be done with it. It says nothing about who may read. */
  readonly pap?: PapColour;
}

/** Colours from the one that asks least to the one that asks most. */
export const COLOURS = register.colours.map(({ name }) => name) as readonly TlpColour[];
export const PAP_COLOURS = register.pap.map(({ name }) => name) as readonly PapColour[];

export function isTlpColour(name: string): name is TlpColour {
  return (COLOURS as readonly string[]).includes(name);
}

export function isPapColour(name: string): name is PapColour {
  return (PAP_COLOURS as readonly string[]).includes(name);
}

/** Returns the stricter of two names of an ordered list; one that is not in the list is stricter than all. */
function stricter<Name extends string>(order: readonly Name[], one: Name, other: Name): Name {
  const [first, second] = [order.indexOf(one), order.indexOf(other)];
  if (first < 0 && second < 0) return one < other ? one : other;
  if (first < 0) return one;
  if (second < 0) return other;
  return first >= second ? one : other;
}

export function stricterColour(one: TlpColour, other: TlpColour): TlpColour {
  return stricter(COLOURS, one, other);
}

function stricterPap(one: PapColour | undefined, other: PapColour | undefined): PapColour | undefined {
  if (one === undefined) return other;
  return other === undefined ? one : stricter(PAP_COLOURS, one, other);
}

/** Which colour a group may be named for at most (T2): a person for RED, an organisation for AMBER+STRICT, and so on. */
function strictestColourFor(group: string): TlpColour {
  if (group.startsWith('person:')) return 'RED';
  if (group.startsWith('org:')) return group.endsWith('/clients') ? 'AMBER' : 'AMBER+STRICT';
  return 'GREEN';
}

/** Returns whether a colour lets a group of this kind read: RED is for persons, AMBER+STRICT not for clients (T2). */
export function admits(colour: TlpColour, group: string): boolean {
  return stricterColour(colour, strictestColourFor(group)) === strictestColourFor(group);
}

function canonicalGroups(groups: readonly string[]): readonly string[] {
  return [...new Set(groups)].sort();
}

function tlpMarking(parts: {
  readonly colour: TlpColour;
  readonly audience: readonly string[] | undefined;
  readonly generalColour: TlpColour | undefined;
  readonly pap: PapColour | undefined;
}): TlpMarking {
  const { colour, audience, generalColour, pap } = parts;
  // One order of the keys, so that equal values have equal JSON. CLEAR in general asks nothing.
  return {
    colour,
    ...(audience && { audience: canonicalGroups(audience) }),
    ...(audience && generalColour && generalColour !== 'CLEAR' && { generalColour }),
    ...(pap && { pap }),
  };
}

/** Returns the colour that is asked in general: the marking's own unless it names its audience. */
export function generalColourOf(marking: TlpMarking): TlpColour | undefined {
  return marking.audience === undefined ? marking.colour : marking.generalColour;
}

/** Returns the marking with its audience sorted and its keys in one order. */
export function canonicalTlp(marking: TlpMarking): TlpMarking {
  const { colour, audience, generalColour, pap } = marking;
  return tlpMarking({ colour, audience, generalColour, pap });
}

/**
 * Returns the strictest colour and PAP, and the groups that both audiences name (T7). An audience that is absent takes
 * no group away, yet what it asked in general is asked on: a list never lets in whom the other marking kept out.
 */
export function joinTlp(one: TlpMarking, other: TlpMarking): TlpMarking {
  const general = [generalColourOf(one), generalColourOf(other)].filter((colour) => colour !== undefined);
  return tlpMarking({
    colour: stricterColour(one.colour, other.colour),
    audience: commonGroups(one.audience, other.audience),
    generalColour: general.length === 0 ? undefined : general.reduce(stricterColour),
    pap: stricterPap(one.pap, other.pap),
  });
}

function commonGroups(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): readonly string[] | undefined {
  if (one === undefined) return other;
  if (other === undefined) return one;
  const groups = new Set(other);
  return one.filter((group) => groups.has(group));
}

/** Returns the label, always in capitals and without spaces inside a label: `TLP:AMBER PAP:GREEN` (T1). */
export function printTlp(marking: TlpMarking): string {
  return marking.pap === undefined ? `TLP:${marking.colour}` : `TLP:${marking.colour} PAP:${marking.pap}`;
}
