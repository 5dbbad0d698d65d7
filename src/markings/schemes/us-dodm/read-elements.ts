import type { Draft } from '../us-capco/draft.ts';
import type { Element } from '../us-capco/elements.ts';
import { AS_BANNER, type Compartment } from '../us-capco/mark.ts';
import { CATEGORY } from '../us-capco/vocabulary.ts';
import { DODM_REGISTER, DODM_VOCABULARY } from './mark.ts';
import { readCodes } from './read-codes.ts';

/** What stands between two double slashes: its category so far, and whether nicknames of ACCM are being listed. */
interface Segment {
  category: number | undefined;
  accm: boolean;
}

/**
 * Reads what stands behind the level. The categories may come in any order (paragraph 6 and on give one, and the
 * documents in use do not hold to it); what no control is called is a control system where systems may stand.
 */
export function readElements(draft: Draft, elements: readonly Element[]): void {
  let segment: Segment = { category: undefined, accm: false };
  for (let index = 0; index < elements.length; index++) {
    const element = elements[index]!;
    if (element.slashes > 1) segment = { category: undefined, accm: false };
    if (element.slashes > 2 || element.text === '') {
      const at = { start: element.start - element.slashes, end: element.start };
      draft.warn('dodm-empty-category', 'Nothing stands between or behind these slashes.', at);
    }
    if (element.text === '') continue;
    const eyes = readEyes(draft, elements, index);
    if (eyes > 0) {
      index += eyes - 1;
      segment.category = CATEGORY.dissem;
      continue;
    }
    const category = readElement(draft, element, segment);
    if (category === undefined) continue;
    if (segment.category !== undefined && segment.category !== category) {
      const message = `${element.text} is of another category than what stands to its left: two slashes part them.`;
      draft.error('dodm-slashes', message, element, { canonical: `//${element.text}` });
    }
    segment.category = category;
  }
}

/** Reads one element, and returns its category. */
function readElement(draft: Draft, element: Element, segment: Segment): number | undefined {
  const { text } = element;
  const named = DODM_VOCABULARY.names.get(text);
  if (named && (named.category !== CATEGORY.aea || DODM_VOCABULARY.controls.has(named.id))) {
    segment.accm = false;
    draft.place(named.id, element.start, element.end);
    listOf(draft, named.category).push(named.id);
    return named.category;
  }
  if (readSources(draft, element)) return CATEGORY.fgi;
  if (readLists(draft, element)) return CATEGORY.dissem;
  if (readAtomic(draft, element)) return CATEGORY.aea;
  if (readProgram(draft, element, segment)) return CATEGORY.sap;
  if (readAccm(draft, element, segment)) return CATEGORY.nonIc;
  if (segment.category === undefined || segment.category === CATEGORY.sci) return readSystem(draft, element);
  draft.lose('dodm-unknown-control', `“${text}” is no control of this category.`, element);
  return undefined;
}

function listOf(draft: Draft, category: number): string[] {
  if (category === CATEGORY.words) return draft.words;
  if (category === CATEGORY.aea) return draft.aea.unclassified;
  return category === CATEGORY.dissem ? draft.dissem : draft.nonIc;
}

/** Returns what stands behind one of `names`, or nothing where the element does not begin so. */
function behind(text: string, names: readonly string[], separator: ' ' | '-'): string | undefined {
  for (const name of names) {
    if (text === name) return '';
    if (text.startsWith(`${name}${separator}`)) return text.slice(name.length + 1);
  }
  return undefined;
}

/** `FGI DEU GBR` (paragraph 9); without codes the source is concealed. */
function readSources(draft: Draft, element: Element): boolean {
  const { word, title } = DODM_REGISTER.fgi;
  const list = behind(element.text, [word, title], ' ');
  if (list === undefined) return false;
  draft.place(word, element.start, element.end);
  draft.fgi ??= { concealed: false, sources: [] };
  if (list === '') draft.fgi.concealed = true;
  else draft.fgi.sources.push(...readCodes(draft, list, element, { rule: '9.d.' }));
  return true;
}

/** `REL TO USA, CAN` and `DISPLAY ONLY AFG` (10.e., 10.g.). */
function readLists(draft: Draft, element: Element): boolean {
  for (const { id, role, banner, title } of DODM_REGISTER.dissem) {
    if (role !== 'release' && role !== 'display') continue;
    const list = behind(element.text, [banner ?? id, title, id], ' ');
    if (list === undefined) continue;
    draft.place(id, element.start, element.end);
    draft.dissem.push(id);
    const { owner } = DODM_REGISTER;
    if (role === 'display') draft.displayTo = readCodes(draft, list, element, { rule: '10.g.5.' });
    else draft.relTo = list === '' ? AS_BANNER : readCodes(draft, list, element, { rule: '10.e.4.', first: owner });
    if (list === '' && (role === 'display' || draft.form === 'banner')) {
      draft.error('dodm-release-list', `A list of countries stands behind ${banner ?? id}.`, element);
    }
    return true;
  }
  return false;
}

/** `RD-N`, `FRD-SIGMA 14` (paragraph 8). */
function readAtomic(draft: Draft, element: Element): boolean {
  const { aea } = DODM_REGISTER;
  const [base, ...parts] = element.text.split('-');
  const named = DODM_VOCABULARY.names.get(base!);
  if (!aea || named?.category !== CATEGORY.aea || !aea.chain.some(({ id }) => id === named.id)) return false;
  draft.place(named.id, element.start, element.end);
  draft.aea.chain.push(named.id);
  for (const part of parts) {
    const numbers = behind(part, [aea.series.portion, aea.series.banner], ' ');
    if (part === aea.design.id || aea.design.titles.includes(part)) {
      draft.place(aea.design.id, element.start, element.end);
      draft.aea.design = true;
    } else if (numbers !== undefined && /^\d{1,6}(?: \d{1,6})*$/.test(numbers)) {
      draft.place(aea.series.banner, element.start, element.end);
      draft.aea.series.push(...numbers.split(' ').map(Number));
    } else {
      draft.lose('dodm-unknown-control', `“${part}” does not stand behind ${base}.`, element);
    }
  }
  return true;
}

/** `SAR-BP/GB/TC` (paragraph 7): the prefix stands before the first, and is read before others too. */
function readProgram(draft: Draft, element: Element, { category }: Segment): boolean {
  const { prefix, title } = DODM_REGISTER.sap;
  const name = behind(element.text, [prefix, title], '-');
  if ((name === undefined || name === '') && category !== CATEGORY.sap) return false;
  draft.place(prefix, element.start, element.end);
  const [first, ...rest] = (name || element.text).split('-');
  if (!/^[A-Z0-9]+(?: [A-Z0-9]+)*$/.test(first!)) {
    draft.lose('dodm-name', `“${first}” is no name of a program.`, element);
  }
  draft.sap.push({ name: first!, compartments: rest.map((part) => readCompartment(draft, element, part)) });
  return true;
}

/** `ACCM-FOOBAR/BAZ` (11.b.): what follows is a nickname too until a control comes. */
function readAccm(draft: Draft, element: Element, segment: Segment): boolean {
  const { accm } = DODM_REGISTER.dodm;
  const name = behind(element.text, [accm], '-') ?? (segment.accm ? element.text : undefined);
  if (name === undefined) return false;
  segment.accm = true;
  if (!/^[A-Z0-9]+(?:[ -][A-Z0-9]+)*$/.test(name)) draft.lose('dodm-name', `“${name}” is no nickname.`, element);
  draft.place(`${accm}-${name}`, element.start, element.end);
  draft.nonIc.push(`${accm}-${name}`);
  return true;
}

/** `HCS-X ABC DEF` (paragraph 6): any name is read; who holds it is for the register of readers. */
function readSystem(draft: Draft, element: Element): number {
  const [name, ...parts] = element.text.split('-');
  if (!/^[A-Z0-9]+$/.test(name!)) draft.lose('dodm-name', `“${name}” is no name of a control system.`, element);
  draft.place(name!, element.start, element.end);
  draft.sci.push({ name: name!, compartments: parts.map((part) => readCompartment(draft, element, part)) });
  return CATEGORY.sci;
}

function readCompartment(draft: Draft, element: Element, part: string): Compartment {
  const [name, ...subs] = part.split(' ');
  if (![name!, ...subs].every((word) => /^[A-Z0-9]+$/.test(word))) {
    draft.lose('dodm-name', `“${part}” is no name of a compartment.`, element);
  }
  return { name: name!, subs };
}

/** Reads `USA/CAN EYES ONLY`, which has slashes in its list; returns how many elements it takes. */
function readEyes(draft: Draft, elements: readonly Element[], index: number): number {
  const id = DODM_REGISTER.dissem.find(({ role }) => role === 'eyes')?.id;
  if (id === undefined) return 0;
  const codes: string[] = [];
  for (let at = index; at < elements.length; at++) {
    const { text, slashes, end } = elements[at]!;
    if (at > index && slashes !== 1) return 0;
    const closing = /^(?:([A-Z]{3,4}) )?EYES(?: ONLY)?$/.exec(text);
    if (closing) {
      if (closing[1]) codes.push(closing[1]);
      draft.place(id, elements[index]!.start, end);
      draft.dissem.push(id);
      if (codes.length > 0) draft.relTo = codes;
      return at - index + 1;
    }
    if (!DODM_VOCABULARY.countries.has(text) && !DODM_VOCABULARY.groups.has(text)) return 0;
    codes.push(text);
  }
  return 0;
}
