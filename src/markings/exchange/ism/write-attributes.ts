import { Refusal } from '../../../errors.ts';
import { AS_BANNER, type CapcoMark, type ControlSystem } from '../../schemes/us-capco/mark.ts';
import type { IsmAttributes, IsmMark } from './ism-mark.ts';
import { sortTokens, tokenOf } from './read-attributes.ts';
import { ISM_REGISTER } from './register.ts';

const { ism, owner: OWNER, fgi: FGI, sap: SAP } = ISM_REGISTER;

/**
 * Writes what an element says as ISM attributes, in the order of the vocabulary; `readIsm` is the inverse. A mark that
 * leaves a list to the banner line is refused: metadata has no such short form.
 */
export function writeIsm({ mark, declass, approximate, excluded, resource, notices, others }: IsmMark): IsmAttributes {
  return inOrder({
    ...others,
    ...writeMark(mark),
    hasApproximateMarkings: approximate ? 'true' : '',
    excludeFromRollup: excluded ? 'true' : '',
    resourceElement: resource ? 'true' : '',
    noticeType: notices.join(' '),
    declassDate: declass.date ?? '',
    declassEvent: declass.event ?? '',
    declassException: declass.exceptions.join(' '),
  });
}

/** Returns the attributes that are not empty, in the order of the vocabulary. */
export function inOrder(attributes: IsmAttributes): IsmAttributes {
  const names = ism.attributes.filter((name) => Object.hasOwn(attributes, name) && attributes[name] !== '');
  return Object.fromEntries(names.map((name) => [name, attributes[name]!]));
}

/** Returns the attributes of a marking; empty where it says nothing. */
export function writeMark(mark: CapcoMark): IsmAttributes {
  const { level, kind, words, sci, sap, fgi, dissem, relTo, displayTo, nonIc } = mark;
  if (relTo === AS_BANNER) throw asBanner();
  const controls = ISM_REGISTER.dissem
    .map(({ id }) => id)
    .filter((id) => dissem.includes(id) || dissem.some((one) => ism.togetherWith[one] === id));
  const tokens = Object.entries(ism.nonUsControls).flatMap(([token, word]) => (words.includes(word) ? [token] : []));
  return {
    classification: level,
    ownerProducer: writeOwners(mark),
    joint: kind === 'joint' ? 'true' : '',
    SCIcontrols: systemTokens(sci).join(' '),
    SARIdentifier: systemTokens(sap)
      .map((token) => `${SAP.prefix}-${token}`)
      .join(' '),
    atomicEnergyMarkings: atomicTokens(mark).join(' '),
    FGIsourceOpen: fgi && !fgi.concealed ? fgi.sources.join(' ') : '',
    FGIsourceProtected: fgi?.concealed ? FGI.word : '',
    disseminationControls: controls.map(tokenOf).join(' '),
    releasableTo: relTo?.join(' ') ?? '',
    displayOnlyTo: displayTo?.join(' ') ?? '',
    nonICmarkings: nonIc.join(' '),
    nonUSControls: tokens.join(' '),
  };
}

function asBanner(): Refusal {
  return new Refusal('invalid', 'ism-as-banner', 'A list that is left to the banner line must be filled in first.');
}

function writeOwners({ kind, owners, concealed }: CapcoMark): string {
  if (kind === 'us') return OWNER;
  if (concealed) return FGI.word;
  if (owners === AS_BANNER) throw asBanner();
  return owners.join(' ');
}

/** `SI SI-G SI-G-ABCD`: every step of the tree; spaces in names are written as underscores. */
function systemTokens(systems: readonly ControlSystem[]): string[] {
  return systems.flatMap(({ name, compartments }) => {
    const system = name.replaceAll(' ', '_');
    return [
      system,
      ...compartments.flatMap((one) => {
        const path = `${system}-${one.name}`;
        return [path, ...one.subs.map((sub) => `${path}-${sub}`)];
      }),
    ];
  });
}

function atomicTokens({ aea: { chain, design, series, unclassified } }: CapcoMark): string[] {
  const entry = ISM_REGISTER.aea;
  if (!entry) return [];
  const [first] = chain;
  const behind = [...(design ? [entry.design.id] : []), ...series.map((number) => `${entry.series.portion}-${number}`)];
  const tokens = [...chain, ...behind.map((part) => `${first}-${part}`), ...unclassified];
  return sortTokens(tokens, ism.atomicOrder);
}
