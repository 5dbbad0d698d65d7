import { type CleanText, cleanText } from '../../clean-text.ts';
import type { Form, Reading } from '../../scheme.ts';
import { checkMark } from './check.ts';
import { Draft } from './draft.ts';
import { cutElements, type Element } from './elements.ts';
import type { CapcoMark } from './mark.ts';
import { readCountryLists } from './read-lists.ts';
import { readOwners } from './read-owners.ts';
import { readAtomic, readProgram, readSystem } from './read-systems.ts';
import { CATEGORY, IN_BANNER, IN_PORTION, type Vocabulary } from './vocabulary.ts';

/** The longest text that is looked at: far longer than any marking. */
const LONGEST = 4096;

/** Reads one marking; lenient, and says everything that is not canonical. */
export function readMark(vocabulary: Vocabulary, text: string, form: Form): Reading<CapcoMark> {
  if (text.length > LONGEST) {
    const span = { start: 0, end: text.length };
    return {
      findings: [
        { code: 'marking-too-long', severity: 'error', message: `A marking has at most ${LONGEST} characters.`, span },
      ],
    };
  }
  const clean = cleanText(text);
  const draft = new Draft(vocabulary, form, clean);
  const body = inside(clean, draft);
  const elements = readLevel(draft, body);
  if (elements) readElements(draft, elements);
  checkOrder(draft);
  const mark = draft.mark();
  if (!mark) return { findings: draft.findings };
  draft.findings.push(...checkMark(vocabulary, mark, (id) => draft.places.get(id) ?? draft.span(0, clean.text.length)));
  return { mark, findings: draft.findings };
}

/** Returns where the marking stands inside the parentheses of a portion mark. */
function inside({ text }: CleanText, draft: Draft): { readonly text: string; readonly from: number } {
  const opens = text.startsWith('(') || text.startsWith('[');
  const closes = text.endsWith(')') || text.endsWith(']');
  if (opens && closes && draft.form === 'portion') return { text: text.slice(1, -1), from: 1 };
  if (opens || closes) {
    draft.error('marking-parenthesis', 'Parentheses stand in pairs around a portion mark, and nowhere else.', {
      start: 0,
      end: text.length,
    });
  }
  return { text: text.slice(opens ? 1 : 0, closes ? -1 : undefined), from: opens ? 1 : 0 };
}

/** Reads the first category, which tells level and owner, and returns the elements behind it. */
function readLevel(
  draft: Draft,
  { text, from }: { readonly text: string; readonly from: number },
): Element[] | undefined {
  const foreign = text.startsWith('//');
  const begin = foreign ? 2 : 0;
  // The name of an alliance's activity has a slash of its own: NATO/ISAF SECRET.
  const cut = foreign ? text.indexOf('//', begin) : text.indexOf('/');
  const end = cut < 0 ? text.length : cut;
  const head = { text: text.slice(begin, end), start: from + begin, end: from + end };
  if (head.text === '') {
    draft.lose('marking-empty', 'There is no marking here.', { start: from, end: from + text.length });
    return undefined;
  }
  if (!readOwners(draft, head, foreign)) return undefined;
  return cutElements(text.slice(end)).map((element) => ({
    ...element,
    start: element.start + from + end,
    end: element.end + from + end,
  }));
}

function readElements(draft: Draft, elements: readonly Element[]): void {
  let before = -1;
  for (let index = 0; index < elements.length; ) {
    const element = elements[index]!;
    if (element.text === '') {
      draft.error('marking-empty-category', 'Nothing stands between or behind these slashes.', element, { rule: 'G1' });
      index++;
      continue;
    }
    const { category, used } = readElement(draft, elements, index, before);
    if (category >= 0) {
      checkSlashes(draft, element, category, before);
      before = Math.max(before, category);
    }
    index += used;
  }
}

interface Taken {
  /** The category of what was read; -1 where it is not known. */
  readonly category: number;
  /** How many elements were taken. */
  readonly used: number;
}

function readElement(draft: Draft, elements: readonly Element[], index: number, before: number): Taken {
  const element = elements[index]!;
  const { vocabulary } = draft;
  const named = vocabulary.names.get(element.text);
  if (named && !(named.category === CATEGORY.aea && vocabulary.controls.get(named.id) === undefined)) {
    takeName(draft, element, named.id, named.forms);
    listOf(draft, named.category).push(named.id);
    return { category: named.category, used: 1 };
  }
  const lists = readCountryLists(draft, elements, index);
  if (lists) return lists;
  if (readAtomic(draft, element)) return { category: CATEGORY.aea, used: 1 };
  if (readProgram(draft, element, before === CATEGORY.sap && element.slashes === 1))
    return { category: CATEGORY.sap, used: 1 };
  if (readSystem(draft, element, before <= CATEGORY.sci)) return { category: CATEGORY.sci, used: 1 };
  const dated = /^(\d{8}|\d{6}|(25|50)X\d.*)$/.test(element.text);
  if (dated) {
    draft.lose(
      'capco-declassification-in-marking',
      'A declassification date or exemption stands in the authority block, not in a marking.',
      element,
      { rule: 'G3', values: { what: element.text } },
    );
  } else {
    draft.lose(
      'capco-unknown-control',
      `“${element.text}” is no control of the register ${vocabulary.register.id}.`,
      element,
      { values: { what: element.text, register: vocabulary.register.id } },
    );
  }
  return { category: -1, used: 1 };
}

function listOf(draft: Draft, category: number): string[] {
  if (category === CATEGORY.words) return draft.words;
  if (category === CATEGORY.aea) return draft.aea.unclassified;
  return category === CATEGORY.dissem ? draft.dissem : draft.nonIc;
}

/** Notes a name that is written in the form of the other place. */
function takeName(draft: Draft, element: Element, id: string, forms: number): void {
  draft.place(id, element.start, element.end);
  if (forms & (draft.form === 'portion' ? IN_PORTION : IN_BANNER)) return;
  const entry = draft.vocabulary.controls.get(id);
  const canonical = draft.form === 'portion' ? (entry?.portion ?? id) : (entry?.banner ?? id);
  const message = `In a ${draft.form} ${draft.form === 'portion' ? 'mark' : 'line'} it is written ${canonical}.`;
  draft.error('capco-form', message, element, { rule: 'G7', canonical });
}

/** One slash within a category, two between categories, categories in their order and once each. */
function checkSlashes(draft: Draft, element: Element, category: number, before: number): void {
  const at = { start: element.start - element.slashes, end: element.start };
  if (category === before) {
    if (element.slashes === 1) return;
    draft.error('capco-slashes', 'Controls of one category are separated by one slash.', at, {
      rule: 'G1',
      canonical: '/',
    });
  } else if (category < before) {
    draft.error('capco-category-order', `${element.text} belongs before what stands to its left.`, element, {
      rule: 'A6',
      values: { what: element.text },
    });
  } else if (element.slashes !== 2) {
    draft.error('capco-slashes', 'Categories are separated by two slashes.', at, { rule: 'G1', canonical: '//' });
  }
}

/** Controls of one category stand in the order of the register, each once. */
function checkOrder(draft: Draft): void {
  const { vocabulary, words, dissem, nonIc, aea } = draft;
  const chain = vocabulary.register.aea?.chain.map(({ id }) => id) ?? [];
  const sequences: readonly (readonly [readonly string[], (id: string) => number])[] = [
    [words, (id) => words.filter((word) => word < id).length],
    [aea.chain, (id) => chain.indexOf(id)],
    [aea.unclassified, (id) => vocabulary.order.get(id) ?? 0],
    [dissem, (id) => vocabulary.order.get(id) ?? 0],
    [nonIc, (id) => vocabulary.order.get(id) ?? 0],
  ];
  for (const [ids, placeOf] of sequences) {
    const late = ids.findIndex((id, index) => index > 0 && placeOf(id) <= placeOf(ids[index - 1]!));
    if (late < 0) continue;
    const [id, before] = [ids[late]!, ids[late - 1]!];
    const message = id === before ? `${id} stands twice.` : `${id} belongs before ${before}.`;
    const values = id === before ? { twice: id } : { late: id, before };
    const span = draft.places.get(id)!;
    draft.findings.push({ code: 'capco-order', severity: 'error', message, span, values, rule: 'G2' });
  }
}
