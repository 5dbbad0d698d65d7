import { isDay } from '../../days.ts';
import type { Reading } from '../../scheme.ts';
import { mergeSystems } from '../../schemes/us-capco/draft.ts';
import type { AtomicMark, CapcoMark, ControlSystem, Kind } from '../../schemes/us-capco/mark.ts';
import { checkIsm } from './check.ts';
import type { IsmAttributes, IsmDeclassification, IsmMark } from './ism-mark.ts';
import { ISM_REGISTER, ISM_VOCABULARY } from './register.ts';
import { TokenReader } from './token-reader.ts';

const { ism, owner: OWNER, fgi: FGI } = ISM_REGISTER;

/** Attributes that are read into a mark; the others of the vocabulary are kept as they are. */
const READ = [
  ...['classification', 'ownerProducer', 'joint', 'SCIcontrols', 'SARIdentifier', 'atomicEnergyMarkings'],
  ...['disseminationControls', 'FGIsourceOpen', 'FGIsourceProtected', 'releasableTo', 'displayOnlyTo', 'nonICmarkings'],
  ...['nonUSControls', 'hasApproximateMarkings', 'excludeFromRollup', 'resourceElement', 'noticeType'],
  ...['declassDate', 'declassEvent', 'declassException'],
];

/**
 * Reads the ISM attributes of one element. What is not in the vocabulary is an error, and no mark is made: it may be
 * a restriction of a newer version. Spans of findings are places in the value of the attribute that the message names.
 */
export function readIsm(attributes: IsmAttributes): Reading<IsmMark> {
  const reader = new TokenReader(attributes);
  const others: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (!ism.attributes.includes(name))
      reader.lose('ism-unknown-attribute', name, 'the vocabulary has no such attribute.');
    else if (ism.refused.includes(name))
      reader.lose('ism-refused', name, 'it restricts in a way that is not supported.');
    else if (!READ.includes(name)) others[name] = value;
  }
  const mark = readMark(reader);
  const read: IsmMark | undefined = mark && {
    mark,
    declass: readDeclassification(reader),
    approximate: reader.flag('hasApproximateMarkings'),
    excluded: reader.flag('excludeFromRollup'),
    resource: reader.flag('resourceElement'),
    notices: reader.mapped('noticeType', (token) => (ism.notices.includes(token) ? token : undefined)),
    others,
  };
  if (!read || reader.lost) return { findings: reader.findings };
  return { mark: read, findings: [...reader.findings, ...checkIsm(read)] };
}

function readMark(reader: TokenReader): CapcoMark | undefined {
  const level = reader.text('classification');
  for (const name of ['classification', 'ownerProducer']) {
    if (!reader.has(name)) reader.lose('ism-missing', name, 'it is missing.');
  }
  if (level !== '' && !ISM_VOCABULARY.rank.has(level)) {
    reader.lose('ism-unknown-token', 'classification', `“${level}” is no level.`);
  }
  const owners = readOwners(reader);
  const controls = readControls(reader);
  const words = reader.mapped('nonUSControls', (token) =>
    Object.hasOwn(ism.nonUsControls, token) ? ism.nonUsControls[token] : undefined,
  );
  const mark: CapcoMark = {
    level,
    ...owners,
    words: words.sort(),
    sci: readSystems(reader),
    sap: mergeSystems(reader.mapped('SARIdentifier', programOf)),
    aea: readAtomic(reader),
    fgi: readSources(reader),
    ...controls,
    nonIc: inOrder(
      reader,
      'nonICmarkings',
      ISM_REGISTER.nonIc.map(({ id }) => id),
    ),
  };
  return reader.lost ? undefined : mark;
}

/** Owners, and whether they own it together (rules Q8, X11). */
function readOwners(reader: TokenReader): Pick<CapcoMark, 'kind' | 'owners' | 'concealed'> {
  const joint = reader.flag('joint');
  const codes = reader.codes('ownerProducer');
  const ours = codes.includes(OWNER);
  if (codes.length > 1 && ours && !joint) {
    reader.error('ism-joint', 'ownerProducer', `${OWNER} and others together own what is joint.`, { rule: 'Q8' });
  }
  if (joint && codes.length < 2)
    reader.error('ism-joint', 'joint', 'joint information has two owners or more.', { rule: 'Q8' });
  const concealed = codes.includes(FGI.word);
  if (concealed && codes.length > 1) {
    reader.error('ism-concealed', 'ownerProducer', 'a concealed owner stands alone.', { rule: 'X11' });
  }
  const kind: Kind = joint || (ours && codes.length > 1) ? 'joint' : ours ? 'us' : 'non-us';
  const named = codes.filter((code) => code !== FGI.word);
  return { kind, owners: kind === 'us' ? [] : ISM_VOCABULARY.sortCodes(named), concealed };
}

/** `SI`, `SI-G`, `SI-G-ABCD`: a system, its compartment, and a sub-compartment of it. */
function systemOf(token: string): ControlSystem | undefined {
  const [name, compartment, ...subs] = token.split('-');
  if (!/^[A-Z0-9]+(?:-[A-Z0-9]+){0,2}$/.test(token)) return undefined;
  return { name: name!, compartments: compartment === undefined ? [] : [{ name: compartment, subs }] };
}

/** `BP`, `SAR-BP`, `DOD:BP`: the authority before the colon says who runs the program, not what it is. */
function programOf(token: string): ControlSystem | undefined {
  const lead = `${ISM_REGISTER.sap.prefix}-`;
  const bare = token.replace(/^[A-Z]+:/, '');
  const path = bare.startsWith(lead) ? bare.slice(lead.length) : bare;
  const system = systemOf(path.replaceAll('_', ''));
  // A name of several words has underscores in metadata: spaces part the tokens.
  return system && { ...system, name: path.split('-')[0]!.replaceAll('_', ' ') };
}

/** Reads the tree of control systems; a compartment whose system is not listed brings it (rule L1). */
function readSystems(reader: TokenReader): ControlSystem[] {
  const name = 'SCIcontrols';
  const read = reader.mapped(name, (token) => {
    const system = systemOf(token);
    return system && { token, system };
  });
  const tokens = read.map(({ token }) => token);
  const orphan = tokens.find(
    (token) => token.includes('-') && !tokens.includes(token.slice(0, token.lastIndexOf('-'))),
  );
  if (orphan !== undefined) {
    reader.warn('ism-parent', name, `${orphan} stands without what it is a part of.`, { rule: 'L1' });
  }
  return mergeSystems(read.map(({ system }) => system));
}

function readAtomic(reader: TokenReader): AtomicMark {
  const { aea } = ISM_REGISTER;
  const chain = new Set<string>();
  const series = new Set<number>();
  const unclassified = new Set<string>();
  let design = false;
  const tokens = reader.mapped('atomicEnergyMarkings', (token) => {
    const [base, part, number] = token.split('-');
    if (aea?.unclassified.some(({ id }) => id === token)) unclassified.add(token);
    else if (!aea?.chain.some(({ id }) => id === base)) return undefined;
    else if (part === aea.series.portion && /^\d{1,3}$/.test(number ?? '')) series.add(Number(number));
    else if (part === aea.design.id && number === undefined) design = true;
    else if (part !== undefined) return undefined;
    if (!unclassified.has(token)) chain.add(base!);
    return token;
  });
  reader.ordered('atomicEnergyMarkings', tokens, sortTokens(tokens, ism.atomicOrder));
  return {
    chain: (aea?.chain ?? []).map(({ id }) => id).filter((id) => chain.has(id)),
    design,
    series: [...series].sort((one, other) => one - other),
    unclassified: (aea?.unclassified ?? []).map(({ id }) => id).filter((id) => unclassified.has(id)),
  };
}

/** Foreign sources: named ones, or a concealed one; a source that nobody knows is treated as concealed. */
function readSources(reader: TokenReader): CapcoMark['fgi'] {
  const named = reader.has('FGIsourceOpen') ? reader.codes('FGIsourceOpen') : [];
  const hidden = reader.has('FGIsourceProtected') || named.includes(ism.unknownSource);
  const sources = named.filter((code) => code !== ism.unknownSource);
  if (!hidden && sources.length === 0) return undefined;
  return { concealed: hidden, sources: ISM_VOCABULARY.sortCodes(sources) };
}

/** Dissemination controls and the lists that go with them; what the lists must hold is for `checkIsm`. */
function readControls(reader: TokenReader): Pick<CapcoMark, 'dissem' | 'relTo' | 'displayTo'> {
  const tokens = ISM_REGISTER.dissem.map(({ id }) => tokenOf(id));
  const read = inOrder(reader, 'disseminationControls', tokens);
  const written = ISM_REGISTER.dissem.map(({ id }) => id).filter((id) => read.includes(tokenOf(id)));
  for (const [id, beside] of Object.entries(ism.togetherWith)) {
    if (!written.includes(id) || written.includes(beside)) continue;
    reader.error('ism-together', 'disseminationControls', `${id} is written with ${beside}.`, {
      rule: 'X5',
      token: id,
    });
  }
  // In text the weaker of the two stands alone.
  const implied = Object.entries(ism.togetherWith).flatMap(([id, beside]) => (written.includes(id) ? [beside] : []));
  const has = (role: string): boolean => written.some((id) => ISM_VOCABULARY.controls.get(id)?.role === role);
  const relTo = readList(reader, 'releasableTo', has('release') || has('eyes'));
  const displayTo = readList(reader, 'displayOnlyTo', has('display'));
  return {
    dissem: written.filter((id) => !implied.includes(id)),
    relTo: relTo && ISM_VOCABULARY.sortCodes(relTo, OWNER),
    displayTo: displayTo && ISM_VOCABULARY.sortCodes(displayTo),
  };
}

/** Reads a list that a control asks for; one that no control asks for releases nothing (ISM 32, 168). */
function readList(reader: TokenReader, name: string, asked: boolean): string[] | undefined {
  if (!reader.has(name)) return undefined;
  if (!asked) reader.error('ism-list', name, 'no control asks for a list.', { rule: 'Q7' });
  const codes = reader.codes(name, name === 'releasableTo' ? OWNER : undefined);
  return asked ? codes : undefined;
}

/** Returns the token of a control. */
export function tokenOf(id: string): string {
  return (Object.hasOwn(ism.tokens, id) ? ism.tokens[id] : undefined) ?? id;
}

/** Reads tokens of a closed list, in its order. */
function inOrder(reader: TokenReader, name: string, known: readonly string[]): string[] {
  const tokens = reader.mapped(name, (token) => (known.includes(token) ? token : undefined));
  const sorted = known.filter((token) => tokens.includes(token));
  reader.ordered(name, tokens, sorted);
  return sorted;
}

/** Returns tokens in the order of a vocabulary; those that it does not have behind, by the alphabet. */
export function sortTokens(tokens: readonly string[], order: readonly string[]): string[] {
  const place = (token: string): number => (order.includes(token) ? order.indexOf(token) : order.length);
  return [...new Set(tokens)].sort((one, other) => place(one) - place(other) || (one < other ? -1 : 1));
}

function readDeclassification(reader: TokenReader): IsmDeclassification {
  const date = reader.text('declassDate');
  const event = reader.text('declassEvent');
  if (date !== '' && !isDay(date)) reader.lose('ism-value', 'declassDate', `“${date}” is no day, such as 2030-12-31.`);
  return {
    ...(date === '' ? {} : { date }),
    ...(event === '' ? {} : { event }),
    exceptions: inOrder(reader, 'declassException', ism.exceptions),
  };
}
