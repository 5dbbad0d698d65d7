import { AS_BANNER, type CapcoMark } from '../us-capco/mark.ts';
import { printSystems } from '../us-capco/print.ts';
import { accmOf, DODM_REGISTER, DODM_VOCABULARY, type DodmMark } from './mark.ts';

/** A mark in the terms of the DoD manual: banner names with underscores, such as `TOP_SECRET` and `DEA_SENSITIVE`. */
export interface DodmDescription {
  readonly type: 'US' | 'FGI' | 'JOINT';
  readonly classification: string;
  readonly fgiAuthority?: string;
  readonly jointAuthorities: readonly string[];
  /** Compartments and their sub-compartments by control system. */
  readonly sciControl: readonly {
    readonly control: string;
    readonly compartments: Readonly<Record<string, readonly string[]>>;
  }[];
  /** More programs than may be named. */
  readonly multiple: boolean;
  readonly programs: readonly string[];
  readonly hvsaco: boolean;
  readonly aeaType?: string;
  readonly cnwdi: boolean;
  readonly sigmas: readonly number[];
  readonly dodUcni: boolean;
  readonly doeUcni: boolean;
  readonly countryCodes: readonly string[];
  readonly hasConcealedFgi: boolean;
  readonly dissem: readonly string[];
  readonly otherDissem: readonly string[];
  readonly accm: readonly string[];
  readonly relTo: readonly string[];
  readonly displayTo: readonly string[];
}

const TYPES = { us: 'US', 'non-us': 'FGI', joint: 'JOINT' } as const;
const { dodm, aea: ATOMIC } = DODM_REGISTER;

export function describeDodm(mark: DodmMark): DodmDescription {
  const { kind, level, authority, owners, sci, sap, aea, fgi, displayTo } = mark;
  const aeaType = aea.chain[0] ?? aea.unclassified.map(bannerName).map(underscored)[0];
  return {
    type: TYPES[kind],
    classification: underscored(DODM_VOCABULARY.titleOf(level)),
    ...(authority === undefined ? {} : { fgiAuthority: authority }),
    jointAuthorities: kind === 'joint' && owners !== AS_BANNER ? owners : [],
    sciControl: sci.map(({ name, compartments }) => ({
      control: name,
      compartments: Object.fromEntries(compartments.map((one) => [one.name, one.subs])),
    })),
    multiple: sap.some(({ name }) => name === dodm.manyPrograms),
    programs: sap.map(({ name }) => name).filter((name) => name !== dodm.manyPrograms),
    hvsaco: mark.dissem.includes(dodm.channels),
    ...(aeaType === undefined ? {} : { aeaType }),
    cnwdi: aea.design,
    sigmas: aea.series,
    dodUcni: aea.unclassified.includes(dodm.dodUcni),
    doeUcni: aea.unclassified.includes(dodm.doeUcni),
    countryCodes: fgi?.sources ?? [],
    hasConcealedFgi: fgi?.concealed ?? false,
    dissem: controlsOf(mark).map(bannerName).map(underscored),
    otherDissem: knownOthers(mark).map(bannerName).map(underscored),
    accm: accmOf(mark),
    relTo: releaseOf(mark),
    displayTo: displayTo ?? [],
  };
}

/** What a catalogue keeps of a marking, each a list of values; absent where the marking says nothing of it. */
export interface DodmAttributes {
  readonly classification: readonly string[];
  readonly ownerProducer: readonly string[];
  readonly releasability: readonly string[];
  readonly codewords: readonly string[];
  readonly disseminationControls: readonly string[];
  readonly otherDissem: readonly string[];
  readonly sap?: readonly string[];
  readonly aea?: readonly string[];
  readonly dodUcni?: readonly string[];
  readonly doeUcni?: readonly string[];
  readonly fgi?: readonly string[];
}

/** Returns a mark as attributes of a catalogue: levels and NATO words in one code, such as `NSAT`; names in full. */
export function attributesOfDodm(mark: DodmMark): DodmAttributes {
  const { sci, fgi } = mark;
  const sap = sapValue(mark);
  const atomic = atomicValue(mark);
  const titleOf = (id: string): readonly string[] | undefined => {
    const entry = ATOMIC?.unclassified.find((one) => one.id === id && mark.aea.unclassified.includes(id));
    return entry && [entry.title];
  };
  return present({
    classification: [levelCode(mark)],
    ownerProducer: ownersOf(mark),
    releasability: releaseOf(mark),
    codewords: sci.flatMap(({ name, compartments }) =>
      compartments.length === 0 ? [name] : compartments.map((one) => [`${name}-${one.name}`, ...one.subs].join(' ')),
    ),
    disseminationControls: controlsOf(mark).map(bannerName),
    otherDissem: [...knownOthers(mark).map(bannerName), ...accmOf(mark).map((name) => `${dodm.accm}-${name}`)],
    sap: sap === undefined ? undefined : [sap],
    aea: atomic === undefined ? undefined : [atomic],
    dodUcni: titleOf(dodm.dodUcni),
    doeUcni: titleOf(dodm.doeUcni),
    fgi: fgi && [[DODM_REGISTER.fgi.word, ...fgi.sources].join(' ')],
  });
}

type Loose = { readonly [Key in keyof DodmAttributes]: DodmAttributes[Key] | undefined } & Pick<
  DodmAttributes,
  'classification' | 'ownerProducer' | 'releasability' | 'codewords' | 'disseminationControls' | 'otherDissem'
>;

function present({ sap, aea, dodUcni, doeUcni, fgi, ...rest }: Loose): DodmAttributes {
  return {
    ...rest,
    ...(sap && { sap }),
    ...(aea && { aea }),
    ...(dodUcni && { dodUcni }),
    ...(doeUcni && { doeUcni }),
    ...(fgi && { fgi }),
  };
}

/** `NS`, `NSAT`, `NCA`, `CTSA`, `CTS-B`, `CTS-BALK` for information of the alliance; the level's id for other. */
function levelCode({ kind, level, owners, words }: DodmMark): string {
  const { alliance } = DODM_REGISTER;
  if (kind !== 'non-us' || !alliance || owners === AS_BANNER || !owners.includes(alliance.code)) return level;
  const base = alliance.levels.find(({ id }) => id === level)?.portion ?? level;
  const [word] = words;
  if (word === undefined) return base;
  return dodm.levelCodes[`${base} ${word}`] ?? `${base}-${word}`;
}

function ownersOf({ kind, owners, concealed }: DodmMark): readonly string[] {
  if (kind === 'us') return [DODM_REGISTER.owner];
  if (concealed) return [DODM_REGISTER.fgi.word];
  return owners === AS_BANNER ? [] : owners;
}

function releaseOf({ relTo }: CapcoMark): readonly string[] {
  return relTo === undefined || relTo === AS_BANNER ? [] : relTo;
}

/** Ids of the dissemination controls without those that are lists or speak of special access. */
function controlsOf({ dissem }: CapcoMark): readonly string[] {
  return dissem.filter((id) => {
    const role = DODM_VOCABULARY.controls.get(id)?.role;
    return role !== 'release' && role !== 'display' && id !== dodm.channels;
  });
}

function knownOthers({ nonIc }: CapcoMark): readonly string[] {
  return nonIc.filter((id) => DODM_VOCABULARY.controls.has(id));
}

function sapValue({ sap, dissem }: DodmMark): string | undefined {
  if (sap.length > 0) return `${DODM_REGISTER.sap.prefix}-${printSystems(sap)}`;
  return dissem.includes(dodm.channels) ? dodm.channels : undefined;
}

function atomicValue({ aea }: DodmMark): string | undefined {
  const [first] = aea.chain;
  if (first === undefined) return ATOMIC?.unclassified.find(({ id }) => aea.unclassified.includes(id))?.title;
  const title = ATOMIC?.chain.find(({ id }) => id === first)?.title ?? first;
  const design = aea.design ? `-${ATOMIC?.design.id}` : '';
  const series = aea.series.length > 0 ? `-${[ATOMIC?.series.banner, ...aea.series].join(' ')}` : '';
  return `${title}${design}${series}`;
}

function bannerName(id: string): string {
  return DODM_VOCABULARY.controls.get(id)?.banner ?? id;
}

function underscored(name: string): string {
  return name.replaceAll(' ', '_');
}
