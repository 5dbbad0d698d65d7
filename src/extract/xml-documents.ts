import type { StatedAmount } from '../amounts/amount.ts';
import { documentOf } from './document-of.ts';
import { isNotice, noticeDocuments } from './eforms-notice.ts';
import { type Extracted, type Origin, Unreadable } from './extract-problem.ts';
import { readFileName } from './file-name.ts';
import { htmlDocument } from './html-document.ts';
import { languageCode } from './language-code.ts';
import {
  childrenOf,
  elementsIn,
  isElement,
  isText,
  lineOf,
  type MarkupElement,
  nameOf,
  parseXml,
} from './markup-tree.ts';
import { TextBuilder } from './rendered-text.ts';
import { teiDocuments } from './tei-documents.ts';

/**
 * Reads an XML file: the proceedings of a parliament in TEI as one document per section, XHTML as a page, notices of
 * public procurement (eForms), and anything else as its text with a line per element. Attributes of unknown XML are no
 * text, but a number with a `currencyID` or `currency` is a stated amount. Throws `Unreadable`.
 */
export function* xmlDocuments(markup: string, origin: Origin): Generator<Extracted> {
  const root = parseXml(markup).documentElement;
  if (!root) throw new Unreadable('extract-no-text', 'The file holds no XML element.');
  const name = nameOf(root);
  if (name === 'html') return yield htmlDocument(markup, origin);
  if (name === 'tei') return yield* teiDocuments(root, origin);
  if (isNotice(root)) return yield* noticeDocuments(root, markup, origin);
  const into = new TextBuilder();
  const amounts: StatedAmount[] = [];
  writeElement(root, into, amounts);
  if (into.text === '') throw new Unreadable('extract-no-text', 'The file holds no text between its tags.');
  const lang = languageCode(root.getAttribute('xml:lang') ?? '') ?? origin.lang;
  const { date } = readFileName(origin.path);
  yield documentOf({ id: origin.path, title: titleOf(root), text: into.text, lang, date, amounts });
}

function writeElement(element: MarkupElement, into: TextBuilder, amounts: StatedAmount[]): void {
  const amount = amountOf(element);
  if (amount) amounts.push(amount);
  into.newLine();
  for (const child of childrenOf(element)) {
    if (isElement(child)) writeElement(child, into, amounts);
    else if (isText(child)) into.flow(child.textContent ?? '');
  }
  into.newLine();
}

function amountOf(element: MarkupElement): StatedAmount | undefined {
  const currency = element.getAttribute('currencyID') ?? element.getAttribute('currency') ?? '';
  if (!/^[A-Z]{3}$/.test(currency)) return undefined;
  const figure = (element.textContent ?? '').trim();
  return /^-?\d+(?:\.\d+)?$/.test(figure) ? { value: Number(figure), currency } : undefined;
}

/** The title that stands directly in the root: one deeper down is the title of a part. */
function titleOf(root: MarkupElement): string {
  return lineOf(elementsIn(root).find((child) => nameOf(child) === 'title'));
}
