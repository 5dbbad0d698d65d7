import type { Document } from '../domain/document.ts';
import { dayOf } from './day.ts';
import { documentOf } from './document-of.ts';
import { type Origin, Unreadable } from './extract-problem.ts';
import { readFileName } from './file-name.ts';
import { languageCode } from './language-code.ts';
import { childrenOf, elementsIn, isElement, isText, lineOf, type MarkupElement, nameOf } from './markup-tree.ts';
import { TextBuilder } from './rendered-text.ts';

const INLINE = new Set(
  'w hi sup sub emph foreign persname placename orgname name date num ref term title q seg c pc choice'.split(' '),
);
/** Where a session says its day, the best first: the day of the debate before that of the edition. */
const DATE_PLACES = ['creation', 'sourcedesc', 'settingdesc', 'editionstmt', 'titlestmt', 'publicationstmt'];

/** A `div` with a head, or the session around them: what is said directly in it. */
interface Section {
  readonly heads: readonly string[];
  readonly text: TextBuilder;
}

/**
 * Reads the proceedings of one session: a document for every `div` with a head, with the speeches that stand in it and
 * not in a further such `div` inside it, and one for what is said outside of all of them. Ids are the path and the
 * number of the section; a title is that of the session and the heads above the text. Throws `Unreadable`.
 */
export function* teiDocuments(root: MarkupElement, origin: Origin): Generator<Document> {
  const header = firstNamed(root, 'teiheader');
  const session = lineOf(header && firstNamed(header, 'title'));
  const lang = languageOf(root, header) ?? origin.lang;
  const date = dateOf(header) ?? readFileName(origin.path).date;
  const sections: Section[] = [];
  for (const child of elementsIn(root)) if (nameOf(child) === 'text') readSection(child, [], sections);
  const spoken = sections.filter(
    (section, index) => section.text.text !== '' || isEmptyLeaf(section, sections[index + 1]),
  );
  if (spoken.length === 0) throw new Unreadable('extract-no-text', 'The proceedings hold no text.');
  for (const [index, { heads, text }] of spoken.entries()) {
    const title = [session, ...heads].filter((part) => part !== '').join(' – ');
    const id = `${origin.path}#${index + 1}`;
    yield documentOf({ id, title, text: text.text, lang, date, portions: text.portions });
  }
}

/** A head without a word below it is said all the same. The sections are in the order of the file. */
function isEmptyLeaf({ heads }: Section, next: Section | undefined): boolean {
  return heads.length > 0 && !(next && next.heads.length > heads.length);
}

function* elementsBelow(element: MarkupElement): Generator<MarkupElement> {
  for (const child of elementsIn(element)) {
    yield child;
    yield* elementsBelow(child);
  }
}

function firstNamed(element: MarkupElement, name: string): MarkupElement | undefined {
  for (const inner of elementsBelow(element)) if (nameOf(inner) === name) return inner;
  return undefined;
}

function languageOf(root: MarkupElement, header: MarkupElement | undefined): string | undefined {
  const stated = root.getAttribute('xml:lang') ?? firstNamed(root, 'text')?.getAttribute('xml:lang');
  const language = header && firstNamed(header, 'language');
  return (
    languageCode(stated ?? '') ?? languageCode(language?.getAttribute('ident') ?? '') ?? languageCode(lineOf(language))
  );
}

function dateOf(header: MarkupElement | undefined): string | undefined {
  if (!header) return undefined;
  for (const place of DATE_PLACES) {
    const part = firstNamed(header, place);
    for (const inner of part ? elementsBelow(part) : []) {
      if (nameOf(inner) !== 'date' && place !== 'titlestmt') continue;
      const day = dayOf(inner.getAttribute('when') ?? '') ?? dayOf(lineOf(inner));
      if (day !== undefined) return day;
    }
  }
  return undefined;
}

function readSection(element: MarkupElement, heads: readonly string[], sections: Section[]): void {
  const section = { heads, text: new TextBuilder() };
  sections.push(section);
  writeContent(element, section, sections);
}

function headOf(element: MarkupElement): string {
  return lineOf(elementsIn(element).find((child) => nameOf(child) === 'head'));
}

function writeContent(element: MarkupElement, section: Section, sections: Section[]): void {
  for (const child of childrenOf(element)) {
    if (isElement(child)) writeElement(child, section, sections);
    else if (isText(child)) writeWords(child.textContent ?? '', section.text);
  }
}

/** The stop after a speaker's name is printed with the first words of the speech. */
function writeWords(words: string, text: TextBuilder): void {
  text.flow(text.holdsLine ? words.replace(/^\s*\.\s+/, '') : words);
}

function writeElement(element: MarkupElement, section: Section, sections: Section[]): void {
  const name = nameOf(element);
  if (name === 'head' && section.heads.at(-1) === lineOf(element)) return;
  if (name === 'div') {
    const head = headOf(element);
    section.text.paragraph();
    if (head !== '') {
      readSection(element, [...section.heads, head], sections);
      return;
    }
  }
  if (name === 'interruption') {
    // What happened in the room stands in an attribute, in the middle of a sentence.
    const event = element.getAttribute('text') ?? element.getAttribute('type') ?? '';
    section.text.space();
    if (event !== '') section.text.flow(`(${event})`);
    section.text.space();
  }
  if (name === 'speaker') writeSpeaker(element, section.text);
  else if (INLINE.has(name) || name === 'interruption') writeContent(element, section, sections);
  else if (name === 'lb') section.text.newLine();
  else {
    // A paragraph stays on the line of its speaker's name.
    if (!section.text.holdsLine) section.text.paragraph();
    writeContent(element, section, sections);
    if (!section.text.holdsLine) section.text.paragraph();
  }
}

/** Writes the name in the line of the first words, so that who said it and what was said stand in one paragraph. */
function writeSpeaker(element: MarkupElement, text: TextBuilder): void {
  const name = lineOf(element);
  if (name === '') return;
  text.paragraph();
  text.write(`${name} :`);
  text.holdLine();
}
