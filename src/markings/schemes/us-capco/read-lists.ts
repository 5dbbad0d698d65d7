import type { Draft } from './draft.ts';
import type { Element } from './elements.ts';
import { AS_BANNER } from './mark.ts';
import type { ControlEntry } from './register.ts';
import { CATEGORY } from './vocabulary.ts';

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Reads `FGI`, `REL TO`, `DISPLAY ONLY` and `EYES ONLY` with their lists; undefined where none stands here. */
export function readCountryLists(
  draft: Draft,
  elements: readonly Element[],
  index: number,
): { readonly category: number; readonly used: number } | undefined {
  const element = elements[index]!;
  if (readForeignSources(draft, element)) return { category: CATEGORY.fgi, used: 1 };
  for (const entry of draft.vocabulary.register.dissem) {
    const { id, role, title, banner } = entry;
    if (role === 'release' || role === 'display') {
      const list = behind(element, [banner ?? id, title, id]);
      if (!list) continue;
      draft.place(id, element.start, element.end);
      readOnce(draft, element, (role === 'release' ? draft.relTo : draft.displayTo) !== undefined);
      draft.dissem.push(id);
      if (role === 'release') readRelease(draft, element, list, entry);
      else readDisplay(draft, list);
      return { category: CATEGORY.dissem, used: 1 };
    }
    if (role !== 'eyes') continue;
    const used = readEyes(draft, elements, index, id);
    if (used > 0) return { category: CATEGORY.dissem, used };
  }
  return undefined;
}

/** Returns the text behind one of `names`, or nothing where the element does not begin so. */
function behind({ text, start, end }: Element, names: readonly string[]): Piece | undefined {
  for (const name of names) {
    if (text === name) return { text: '', start: end, end };
    if (text.startsWith(`${name} `)) return { text: text.slice(name.length + 1), start: start + name.length + 1, end };
  }
  return undefined;
}

/** Notes a list that stands twice: which of the two is meant cannot be known, so there will be no mark. */
function readOnce(draft: Draft, element: Element, isThere: boolean): void {
  if (isThere) {
    draft.lose('capco-list-twice', 'A list of this kind stands here already; write one list.', element, { rule: 'G4' });
  }
}

function readForeignSources(draft: Draft, element: Element): boolean {
  const { word, title } = draft.vocabulary.register.fgi;
  const list = behind(element, [word, title]);
  if (!list) return false;
  draft.place('FGI', element.start, element.end);
  readOnce(draft, element, draft.fgi !== undefined);
  const sources = list.text === '' ? [] : takeCodes(draft, list, ' ');
  draft.fgi ??= { concealed: false, sources: [] };
  draft.fgi.sources.push(...sources);
  if (sources.length === 0) draft.fgi.concealed = true;
  return true;
}

function readRelease(draft: Draft, element: Element, list: Piece, { id, banner = id }: ControlEntry): void {
  if (list.text === '') {
    draft.relTo = AS_BANNER;
    if (draft.form === 'banner' || element.text !== id) {
      const values = { word: banner };
      draft.error('capco-release-list', `A list of countries stands behind ${banner}.`, element, {
        rule: 'Q7',
        values,
      });
    }
    return;
  }
  const canonical = `${banner} ${list.text}`;
  if (banner !== id && element.text === `${id} ${list.text}`) {
    draft.error('capco-form', `Before the list stands ${banner}.`, element, { rule: 'G4', canonical });
  }
  draft.relTo = takeCodes(draft, list, ',', draft.vocabulary.register.owner);
}

function readDisplay(draft: Draft, list: Piece): void {
  draft.displayTo = list.text === '' ? [] : takeCodes(draft, list, ',');
}

/** Reads the retired `USA/CAN/GBR EYES ONLY`, which has slashes in its list; returns how many elements it takes. */
function readEyes(draft: Draft, elements: readonly Element[], index: number, id: string): number {
  const codes: string[] = [];
  for (let at = index; at < elements.length; at++) {
    const { text, end } = elements[at]!;
    const closing = /^(?:([A-Z]{3,4}) )?EYES(?: ONLY)?$/.exec(text);
    if (!closing) {
      if (!/^[A-Z]{3,4}$/.test(text)) return 0;
      codes.push(text);
      continue;
    }
    if (closing[1]) codes.push(closing[1]);
    draft.place(id, elements[index]!.start, end);
    readOnce(draft, elements[index]!, draft.relTo !== undefined);
    draft.dissem.push(id);
    draft.relTo = codes.length > 0 ? codes : AS_BANNER;
    const canonical =
      codes.length > 0
        ? `REL TO ${draft.vocabulary.sortCodes(codes, draft.vocabulary.register.owner).join(', ')}`
        : 'REL';
    draft.error(
      'capco-retired',
      'EYES ONLY is no longer used; REL TO takes its place.',
      { start: elements[index]!.start, end },
      { rule: 'Table 8', canonical },
    );
    return at - index + 1;
  }
  return 0;
}

/**
 * Reads the codes of a list with `separator` between them, and notes whatever is not as the register writes lists:
 * separators, order, codes twice, and codes that nobody knows.
 */
export function takeCodes(draft: Draft, piece: Piece, separator: ',' | ' ', first?: string): string[] {
  const { vocabulary } = draft;
  const codes = piece.text.split(/[ ,]+/).filter((code) => code !== '' && code !== 'AND');
  for (const code of codes) {
    if (!/^[A-Z][A-Z0-9_]{1,15}$/.test(code)) {
      const values = { code };
      draft.lose('capco-code', `“${code}” is no code of a country or group.`, piece, { rule: 'G4', values });
    } else if (!(vocabulary.countries.has(code) || vocabulary.groups.has(code))) {
      const values = { code };
      draft.warn('capco-unknown-code', `Nobody is known to stand behind the code ${code}.`, piece, {
        rule: 'G4',
        values,
      });
    }
  }
  const canonical = vocabulary.sortCodes(codes, first).join(separator === ',' ? ', ' : ' ');
  if (canonical !== piece.text) {
    draft.error('capco-list', listSentence(piece.text, separator), piece, { rule: 'G4', canonical });
  }
  return codes;
}

function listSentence(text: string, separator: ',' | ' '): string {
  if (/\bAND\b/.test(text)) return 'There is no “and” in a list of codes.';
  if (separator === ',' && !/^[A-Z0-9_]+(, [A-Z0-9_]+)*$/.test(text))
    return 'Codes are separated by a comma and a space.';
  if (separator === ' ' && !/^[A-Z0-9_]+( [A-Z0-9_]+)*$/.test(text)) return 'Codes are separated by one space.';
  return 'Codes stand in order, countries before groups, each once.';
}
