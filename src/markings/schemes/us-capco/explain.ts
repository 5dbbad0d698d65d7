import { AS_BANNER, type CapcoMark } from './mark.ts';
import { printSystems } from './print.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Says in whole sentences what a mark means and who may read it. */
export function explainMark(vocabulary: Vocabulary, mark: CapcoMark): string[] {
  return [
    explainLevel(vocabulary, mark),
    ...explainOwners(vocabulary, mark),
    ...explainSystems(vocabulary, mark),
    ...explainAtomic(vocabulary, mark),
    ...[...mark.dissem, ...mark.nonIc].map((id) => explainControl(vocabulary, mark, id)),
    ...explainSilence(vocabulary, mark),
  ];
}

function explainLevel(vocabulary: Vocabulary, { level }: CapcoMark): string {
  const title = vocabulary.titleOf(level);
  return vocabulary.rank.get(level) === 0
    ? `${level} stands for ${title}: the level asks nothing of a reader.`
    : `${level} stands for ${title}: for readers who are cleared for ${title} or above.`;
}

function explainOwners(vocabulary: Vocabulary, { kind, owners, concealed, fgi, words }: CapcoMark): string[] {
  const { word, title } = vocabulary.register.fgi;
  const sentences: string[] = [];
  if (kind === 'joint') {
    sentences.push(
      owners === AS_BANNER
        ? 'JOINT: it belongs to the countries on the banner line together.'
        : `JOINT: it belongs to ${listed(vocabulary, owners)} together.`,
    );
  } else if (kind === 'non-us') {
    sentences.push(
      concealed || owners === AS_BANNER
        ? 'It belongs to a foreign government that must not be named.'
        : `It belongs to ${listed(vocabulary, owners)}.`,
    );
  }
  if (fgi) {
    sentences.push(
      `${word} (${title}): it holds information of ${fgi.concealed ? 'a foreign government that must not be named' : listed(vocabulary, fgi.sources)}.`,
    );
  }
  if (words.length > 0) sentences.push(`${words.join(', ')}: only for readers who were read in to it.`);
  return sentences;
}

function listed(vocabulary: Vocabulary, codes: readonly string[]): string {
  const names = codes.map((code) => {
    const group = vocabulary.groups.get(code);
    if (!group) return code;
    const { title, members, retired } = group.entry;
    const who =
      members === ''
        ? 'members not published'
        : members.split(' ').length > 12
          ? `${members.split(' ').length} countries`
          : members;
    return `${code} (${title}: ${who}${retired ? '; no longer used' : ''})`;
  });
  return names.length <= 1 ? (names[0] ?? 'nobody') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function explainSystems({ register, systems, programs }: Vocabulary, { sci, sap }: CapcoMark): string[] {
  const own = sci.map((system) => {
    const entry = systems.get(system.name);
    const printed = printSystems([system]);
    return entry
      ? `${printed} (${entry.title}): only for readers who hold each of its compartments${register.sci.readerLevel ? `, and ${register.sci.readerLevel}` : ''}.`
      : `${printed}: a control system that is not in the register; nobody holds it until somebody registers it.`;
  });
  const known = new Map([...programs].map(([title, id]) => [id, title]));
  const special = sap.map((program) => {
    const title = known.get(program.name);
    return `${register.sap.prefix}-${printSystems([program])}${title ? ` (${title})` : ''}: a special access program, only for readers who were read in to it.`;
  });
  return [...own, ...special];
}

function explainAtomic({ register }: Vocabulary, { aea }: CapcoMark): string[] {
  const entry = register.aea;
  if (!entry) return [];
  const sentences = aea.chain.map(
    (id) => `${id}: ${entry.chain.find((one) => one.id === id)?.title.toLowerCase() ?? id}.`,
  );
  if (aea.design)
    sentences.push(
      `${entry.design.id}: ${entry.design.titles[0]?.toLowerCase() ?? ''}, only for readers who were read in to it.`,
    );
  if (aea.series.length > 0)
    sentences.push(`${entry.series.banner} ${aea.series.join(' ')}: only for readers who were read in to each.`);
  for (const id of aea.unclassified) {
    sentences.push(`${id}: ${entry.unclassified.find((one) => one.id === id)?.title.toLowerCase() ?? id}.`);
  }
  return sentences;
}

function explainControl(vocabulary: Vocabulary, mark: CapcoMark, id: string): string {
  const entry = vocabulary.controls.get(id);
  const { owner } = vocabulary.register;
  if (!entry) return `${id}: not in the register.`;
  const name = `${id} (${entry.title.toLowerCase()})`;
  switch (entry.role) {
    case 'none':
      return `${name}: only for nationals of ${owner} who work for a body of ${owner}.`;
    case 'release':
    case 'eyes':
      return mark.relTo === AS_BANNER || mark.relTo === undefined
        ? `${name}: to the same countries as the banner line says.`
        : `${name}: may be given to ${listed(vocabulary, mark.relTo)}, and to nobody else.`;
    case 'display':
      return `${name}: may be shown to ${listed(vocabulary, mark.displayTo ?? [])}, who get no copy.`;
    case 'by-official':
      return `${name}: an official may decide to release it; until then it is only for ${owner}.`;
    default:
      return `${name}${explainAccess(entry.access, entry.originator, entry.combines)}.`;
  }
}

function explainAccess(
  access: readonly string[] | undefined,
  originator: readonly string[] | undefined,
  combines: string | undefined,
): string {
  if (originator) return ': only for readers whom the originator allows';
  const alone = combines === undefined ? '' : ', and nobody foreign';
  return access
    ? `: only for readers who hold ${access.join(' and ')}${alone}`
    : ': a reader needs nothing more for it';
}

/** What it means that nothing is said of release. */
function explainSilence(vocabulary: Vocabulary, { level, dissem, nonIc, kind }: CapcoMark): string[] {
  const spoken = [...dissem, ...nonIc].some((id) => {
    const entry = vocabulary.controls.get(id);
    return entry?.role !== undefined || entry?.combines !== undefined;
  });
  if (spoken || (vocabulary.rank.get(level) === 0 && dissem.length + nonIc.length === 0 && kind === 'us')) return [];
  const { owner } = vocabulary.register;
  return [`It says nothing of release, so nobody outside ${owner} may have it.`];
}
