import { createRequire } from 'node:module';
import { checkMarkup } from './nesting.ts';

/** The little of the DOM that is read here; TypeScript's own DOM types would bring a browser's globals along. */
export interface MarkupNode {
  readonly nodeType: number;
  readonly firstChild: MarkupNode | null;
  readonly nextSibling: MarkupNode | null;
  readonly textContent: string | null;
}

export interface MarkupElement extends MarkupNode {
  readonly localName: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly parentElement: MarkupElement | null;
  closest(selector: string): MarkupElement | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): MarkupElement | null;
  querySelectorAll(selector: string): Iterable<MarkupElement>;
}

export interface MarkupDocument {
  readonly documentElement: MarkupElement | null;
  readonly firstElementChild: MarkupElement | null;
  readonly childElementCount: number;
  querySelector(selector: string): MarkupElement | null;
  querySelectorAll(selector: string): Iterable<MarkupElement>;
}

interface Linkedom {
  readonly DOMParser: new () => { parseFromString(markup: string, type: string): MarkupDocument };
}

interface Article {
  readonly content: MarkupElement | null | undefined;
}

interface ReadabilityPackage {
  readonly Readability: new (
    page: MarkupDocument,
    options: { maxElemsToParse: number; serializer: (node: MarkupElement) => MarkupElement },
  ) => { parse(): Article | null };
}

const require = createRequire(import.meta.url);
const WRAPPERS = /<(?:!doctype|\/?(?:html|head|body)(?![\w-]))[^<>]*>/gi;
const TEXT = 3;
const CDATA = 4;
const ELEMENT = 1;

export function isElement(node: MarkupNode): node is MarkupElement {
  return node.nodeType === ELEMENT;
}

export function isText(node: MarkupNode): boolean {
  return node.nodeType === TEXT || node.nodeType === CDATA;
}

/** The nodes directly inside `parent`, in order. */
export function* childrenOf(parent: MarkupNode): Generator<MarkupNode> {
  for (let node = parent.firstChild; node; node = node.nextSibling) yield node;
}

/** The elements directly inside `parent`, in order. */
export function elementsIn(parent: MarkupNode): MarkupElement[] {
  return [...childrenOf(parent)].filter(isElement);
}

/** The text of an element in one line, hidden parts included. */
export function lineOf(element: MarkupElement | undefined): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The name of an element without its namespace prefix, in lower case. */
export function nameOf(element: MarkupElement): string {
  return element.localName.slice(element.localName.lastIndexOf(':') + 1).toLowerCase();
}

function parsed(markup: string, type: string): MarkupDocument {
  // Loading the parser takes longer than reading most files that do not need it.
  const { DOMParser } = require('linkedom') as Linkedom;
  return new DOMParser().parseFromString(markup, type);
}

/** Parses a page; one without `html` and `body` gets them, as in a browser. Throws `Unreadable` above the limits. */
export function parseHtml(markup: string): MarkupDocument {
  checkMarkup(markup, 'html');
  const page = parsed(markup, 'text/html');
  const root = page.firstElementChild;
  const hasBody = root !== null && elementsIn(root).some((element) => nameOf(element) === 'body');
  if (page.childElementCount === 1 && root && nameOf(root) === 'html' && hasBody) return page;
  const language = /<html\s[^>]{0,500}?\blang\s*=\s*["']?([\w-]+)/i.exec(markup.slice(0, 10_000))?.[1] ?? '';
  const content = markup.replace(WRAPPERS, ' ');
  return parsed(`<!doctype html><html lang="${language}"><head></head><body>${content}</body></html>`, 'text/html');
}

/**
 * Parses XML. Entities that the file declares are not expanded, in any depth: their references stay as they are.
 * Throws `Unreadable` above the limits.
 */
export function parseXml(markup: string): MarkupDocument {
  const content = withoutDoctype(markup);
  checkMarkup(content, 'xml');
  return parsed(content, 'text/xml');
}

/** The parser takes a document type to end at its first ">", and would show the declarations inside it as text. */
function withoutDoctype(markup: string): string {
  const start = markup.search(/<!DOCTYPE/i);
  if (start < 0) return markup;
  let quote = '';
  let inside = false;
  for (let at = start; at < markup.length; at++) {
    const character = markup[at]!;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (markup.startsWith('<!--', at)) {
      const end = markup.indexOf('-->', at);
      if (end < 0) break;
      at = end;
    } else if (character === '[') inside = true;
    else if (character === ']') inside = false;
    else if (character === '>' && !inside) return markup.slice(0, start) + markup.slice(at + 1);
  }
  return markup.slice(0, start);
}

/** Returns the element that holds the main text of `page` in Mozilla's judgement. It takes the page apart. */
export function mainElement(page: MarkupDocument, mostElements: number): MarkupElement | undefined {
  const { Readability } = require('@mozilla/readability') as ReadabilityPackage;
  try {
    const reader = new Readability(page, { maxElemsToParse: mostElements, serializer: (node) => node });
    return reader.parse()?.content ?? undefined;
  } catch {
    // Too many elements, or a page that it was not made for: the caller takes the whole body.
    return undefined;
  }
}
