import { decodeText } from '../decode-text.ts';
import { escapeHtml, htmlOfText, lineOfHtml, looksLikeHtml, oneLine } from './html-text.ts';
import { elementsIn, textOf } from './vocabulary.ts';
import type { XmlElement } from './xml-tree.ts';

/** A title or content, and whether its text is HTML. */
export interface Written {
  readonly isHtml: boolean;
  readonly text: string;
}

const VOID = new Set([
  'br',
  'hr',
  'img',
  'input',
  'wbr',
  'col',
  'area',
  'source',
  'track',
  'embed',
  'param',
  'link',
  'meta',
]);
const LEFT_OUT = new Set(['script', 'style']);

/**
 * Reads a text of Atom by what it says of itself (`type`, `mode`; RFC 4287 and Atom 0.3), or one of RSS, which says
 * nothing: then it is HTML where it looks like that. Undefined where it holds nothing, or bytes that are no text.
 */
export function readWritten(element: XmlElement, isAtom: boolean): Written | undefined {
  const type = isAtom ? (element.attributes.get('type') ?? '').trim().toLowerCase().split(';')[0]! : '';
  const mode = isAtom ? (element.attributes.get('mode') ?? '').trim().toLowerCase() : '';
  const written = isBase64(type, mode, element) ? decoded(element, type) : read(element, type, isAtom);
  return written === undefined || written.text.trim() === '' ? undefined : written;
}

/** A title in one line of plain text. */
export function titleOf(written: Written | undefined): string | undefined {
  if (written === undefined) return undefined;
  return (written.isHtml ? lineOfHtml(written.text) : oneLine(written.text)) || undefined;
}

/** Content as HTML, whatever it was written in. */
export function htmlOf({ isHtml, text }: Written): string {
  return isHtml ? text.trim() : htmlOfText(text);
}

function read(element: XmlElement, type: string, isAtom: boolean): Written {
  const holdsElements = !elementsIn(element).next().done;
  if (holdsElements) return { isHtml: true, text: innerMarkup(element) };
  const text = textOf(element);
  if (type === 'html' || type === 'text/html') return { isHtml: true, text };
  // Without an element inside, text of XHTML is plain text whose references are gone already.
  if (type === 'xhtml' || type.endsWith('xml')) return { isHtml: false, text };
  return { isHtml: !isAtom && looksLikeHtml(text), text };
}

function isBase64(type: string, mode: string, element: XmlElement): boolean {
  if (mode === 'base64') return true;
  if (mode !== '' || element.attributes.has('src')) return false;
  // RFC 4287, 4.1.3.3: a media type that is neither text nor XML.
  return type.includes('/') && !type.startsWith('text/') && !/[/+]xml$/.test(type) && type !== 'multipart/alternative';
}

function decoded(element: XmlElement, type: string): Written | undefined {
  if (/^(?:image|audio|video|font)\/|^application\/(?:pdf|zip)/.test(type)) return undefined;
  const bytes = Buffer.from(textOf(element), 'base64');
  if (bytes.includes(0)) return undefined;
  const text = decodeText(bytes, { declares: true });
  return { isHtml: looksLikeHtml(text), text };
}

/** What is inside an element as HTML; of a `div` that wraps all of it, as in XHTML of Atom, what is inside that. */
function innerMarkup(element: XmlElement): string {
  const [only, ...others] = element.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  const isWrapped = others.length === 0 && only !== undefined && typeof only !== 'string' && localName(only) === 'div';
  return (isWrapped ? only : element).children.map(markupOf).join('');
}

function markupOf(child: XmlElement | string): string {
  if (typeof child === 'string') return escapeHtml(child);
  const name = localName(child);
  if (LEFT_OUT.has(name)) return '';
  const attributes = [...child.attributes]
    .filter(([attribute]) => !attribute.startsWith('xml') && !attribute.startsWith('on'))
    .map(([attribute, value]) => ` ${attribute}="${escapeHtml(value)}"`)
    .join('');
  if (VOID.has(name)) return `<${name}${attributes}>`;
  return `<${name}${attributes}>${child.children.map(markupOf).join('')}</${name}>`;
}

function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(':') + 1).replace(/[^\w-]/g, '') || 'span';
}
