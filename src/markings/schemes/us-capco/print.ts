import type { Form } from '../../scheme.ts';
import { AS_BANNER, type CapcoMark, type ControlSystem } from './mark.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Writes a mark in its canonical form, without parentheses: abbreviations, in register order. */
export function printMark(vocabulary: Vocabulary, mark: CapcoMark, form: Form): string {
  const categories = [
    mark.words.join('/'),
    printSystems(mark.sci),
    printPrograms(vocabulary, mark.sap),
    printAtomic(vocabulary, mark, form),
    printSources(vocabulary, mark),
    mark.dissem.map((id) => printControl(vocabulary, mark, id, form)).join('/'),
    mark.nonIc.map((id) => nameOf(vocabulary, id, form)).join('/'),
  ];
  return [printOwners(vocabulary, mark, form), ...categories.filter((category) => category !== '')].join('//');
}

function printOwners(vocabulary: Vocabulary, { kind, level, owners, concealed }: CapcoMark, form: Form): string {
  const shown = form === 'portion' ? level : vocabulary.titleOf(level);
  if (kind === 'us') return shown;
  const list = owners === AS_BANNER ? [] : owners;
  if (kind === 'joint') return `//${['JOINT', shown, ...list].join(' ')}`;
  if (concealed) return `//${vocabulary.register.fgi.word} ${shown}`;
  return `//${allianceName(vocabulary, level, list, form) ?? [...list, shown].join(' ')}`;
}

/** Returns the alliance's own name of a level, where all owners are its. */
function allianceName(
  vocabulary: Vocabulary,
  level: string,
  owners: readonly string[],
  form: Form,
): string | undefined {
  const { alliance } = vocabulary;
  if (!alliance?.levels.length || !owners.includes(alliance.code)) return undefined;
  const wanted = owners.length === 1 ? alliance.levels.find(({ id }) => id === level) : undefined;
  if (wanted) return form === 'portion' ? wanted.portion : wanted.title;
  const [activity] = owners.length === 2 ? alliance.activities.filter(({ code }) => owners.includes(code)) : [];
  if (!activity) return undefined;
  return form === 'portion'
    ? `${alliance.code[0]}${activity.letter}${level}`
    : `${alliance.code}/${activity.code} ${vocabulary.titleOf(level)}`;
}

/** Writes `SI-G ABCD-MMM/TK`. */
export function printSystems(systems: readonly ControlSystem[]): string {
  return systems
    .map(({ name, compartments }) => [name, ...compartments.map((one) => [one.name, ...one.subs].join(' '))].join('-'))
    .join('/');
}

function printPrograms(vocabulary: Vocabulary, programs: readonly ControlSystem[]): string {
  return programs.length === 0 ? '' : `${vocabulary.register.sap.prefix}-${printSystems(programs)}`;
}

function printAtomic(vocabulary: Vocabulary, { aea }: CapcoMark, form: Form): string {
  const entry = vocabulary.register.aea;
  if (!entry) return '';
  const { chain, design, series, unclassified } = aea;
  const items = chain.map((id, index) => {
    const behind = index === 0 && design ? `-${entry.design.id}` : '';
    const word = form === 'portion' ? entry.series.portion : entry.series.banner;
    const numbers = index === 0 && series.length > 0 ? `-${[word, ...series].join(' ')}` : '';
    return `${id}${behind}${numbers}`;
  });
  return [...items, ...unclassified.map((id) => nameOf(vocabulary, id, form))].join('/');
}

function printSources({ register }: Vocabulary, { fgi }: CapcoMark): string {
  return fgi ? [register.fgi.word, ...fgi.sources].join(' ') : '';
}

function printControl(vocabulary: Vocabulary, { relTo, displayTo }: CapcoMark, id: string, form: Form): string {
  const name = nameOf(vocabulary, id, form);
  switch (vocabulary.controls.get(id)?.role) {
    case 'release':
      return relTo === AS_BANNER || relTo === undefined
        ? id
        : `${nameOf(vocabulary, id, 'banner')} ${relTo.join(', ')}`;
    case 'display':
      return [name, (displayTo ?? []).join(', ')].join(' ').trim();
    case 'eyes':
      return relTo === AS_BANNER || relTo === undefined ? id : `${relTo.join('/')} EYES ONLY`;
    default:
      return name;
  }
}

function nameOf({ controls }: Vocabulary, id: string, form: Form): string {
  const entry = controls.get(id);
  return (form === 'portion' ? entry?.portion : entry?.banner) ?? id;
}
