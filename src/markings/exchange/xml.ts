import type { MarkingFinding } from '../finding.ts';

/** An element with its namespace resolved; comments, instructions and declarations are left out. */
export interface XmlElement {
  readonly name: string;
  /** The namespace itself, not its prefix; empty where there is none. */
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  /** Child elements and pieces of text as they follow one another; no piece is empty and no two stand side by side. */
  readonly content: readonly (XmlElement | string)[];
  /** Where its start tag begins in the text that was read, in UTF-16 units; absent where it was not read. */
  readonly start?: number;
}

/** An attribute without a prefix has the namespace ''; declarations of namespaces are no attributes here. */
export interface XmlAttribute {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
}

export type XmlReading =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly findings: readonly MarkingFinding[] };

/** Limits that keep a hostile document cheap: UTF-16 units, elements within one another, attributes of one element. */
export const LONGEST_XML = 1_000_000;
export const DEEPEST_XML = 64;
export const MOST_ATTRIBUTES = 64;

/** The namespace of `xml:lang`. */
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

const NAME_START =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const PART = `[${NAME_START}][${NAME_START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*`;
const NAME = new RegExp(`(?:(${PART}):)?(${PART})(?!:)`, 'uy');
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const SPACES = /[ \t\r\n]*/y;
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));/y;
const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Ends the reading: the finding says why. Thrown and caught within this file only. */
class XmlStop extends Error {
  readonly finding: MarkingFinding;

  constructor(finding: MarkingFinding) {
    super(finding.message);
    this.finding = finding;
  }
}

function stop(code: string, message: string, start: number, end = start + 1): never {
  throw new XmlStop({ code, severity: 'error', message, span: { start, end } });
}

/** Prefixes in force at a place: the nearest declaration counts. */
interface Scope {
  readonly declared: ReadonlyMap<string, string>;
  readonly outer?: Scope;
}

interface QualifiedName {
  readonly prefix: string;
  readonly name: string;
  readonly start: number;
}

interface OpenElement {
  readonly tag: QualifiedName;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly content: (XmlElement | string)[];
  readonly scope: Scope;
  /** Text since the last child element. */
  text: string[];
}

/** Where the reading has come to. */
class Cursor {
  readonly source: string;
  at = 0;

  constructor(source: string) {
    this.source = source;
  }

  sees(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  /** Takes what the sticky pattern matches here, or nothing. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }

  skipSpace(): boolean {
    return (this.take(SPACES)?.[0].length ?? 0) > 0;
  }

  /** Takes everything up to `end`, and `end` itself; `what` names the thing that must end so. */
  takeUntil(end: string, what: string, start: number): string {
    const found = this.source.indexOf(end, this.at);
    if (found < 0) stop('xml-unclosed', `This ${what} is never closed.`, start, this.source.length);
    const taken = this.source.slice(this.at, found);
    this.at = found + end.length;
    return taken;
  }

  takeName(): QualifiedName {
    const start = this.at;
    const found = this.take(NAME);
    if (!found) return stop('xml-syntax', 'A name is expected here.', start);
    return { prefix: found[1] ?? '', name: found[2]!, start };
  }
}

/**
 * Reads a document that anybody may have made. Never throws and looks nothing up: a document type, and with it every
 * entity but the five of XML itself, is refused. Takes time in proportion to the length. Follows XML 1.0 (fifth
 * edition) and Namespaces in XML 1.0, but for the document type.
 */
export function readXml(source: string): XmlReading {
  try {
    return { ok: true, root: readDocument(source) };
  } catch (error) {
    if (error instanceof XmlStop) return { ok: false, findings: [error.finding] };
    throw error;
  }
}

function readDocument(source: string): XmlElement {
  if (source.length > LONGEST_XML) {
    stop('xml-too-long', `The document is longer than ${LONGEST_XML} characters.`, LONGEST_XML, source.length);
  }
  const wrong = NOT_XML.exec(source);
  if (wrong) {
    const shown = wrong[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    stop('xml-character', `The character U+${shown} may not stand in XML.`, wrong.index);
  }
  const cursor = new Cursor(source);
  if (cursor.sees('\uFEFF')) cursor.at++;
  if (/^<\?xml[ \t\r\n?]/.test(source.slice(cursor.at, cursor.at + 6))) {
    cursor.takeUntil('?>', 'declaration', cursor.at);
  }
  skipAside(cursor);
  if (cursor.at === source.length) stop('xml-empty', 'The document has no element.', cursor.at);
  const root = readElements(cursor);
  skipAside(cursor);
  if (cursor.at < source.length) stop('xml-syntax', 'Nothing may follow the outermost element.', cursor.at);
  return root;
}

/** Skips space, comments and instructions before and after the outermost element. */
function skipAside(cursor: Cursor): void {
  cursor.skipSpace();
  while (skipMarkup(cursor)) cursor.skipSpace();
}

/** Skips one comment or instruction and returns whether there was one; refuses a document type. */
function skipMarkup(cursor: Cursor): boolean {
  const start = cursor.at;
  if (cursor.sees('<!--')) {
    cursor.at += 4;
    cursor.takeUntil('--', 'comment', start);
    if (!cursor.sees('>')) stop('xml-syntax', 'Two hyphens may not stand inside a comment.', cursor.at - 2, cursor.at);
    cursor.at++;
    return true;
  }
  if (cursor.sees('<?')) {
    if (/^<\?xml[ \t\r\n?]/i.test(cursor.source.slice(start, start + 6))) {
      stop('xml-syntax', 'The XML declaration stands at the very beginning or nowhere.', start, start + 5);
    }
    cursor.at += 2;
    cursor.takeName();
    cursor.takeUntil('?>', 'instruction', start);
    return true;
  }
  if (/^<!DOCTYPE/i.test(cursor.source.slice(start, start + 9))) {
    stop('xml-doctype', 'A document type is not read: it could bring in other files or entities.', start, start + 9);
  }
  return false;
}

/** Reads the outermost element and all within it, with a stack of its own instead of calls within calls. */
function readElements(cursor: Cursor): XmlElement {
  const open: OpenElement[] = [];
  for (;;) {
    const start = cursor.at;
    const inner = open.at(-1);
    if (inner && takeText(cursor, inner)) continue;
    if (inner && cursor.sees('</')) {
      const done = close(cursor, open);
      if (done) return done;
    } else if (!skipMarkup(cursor)) {
      if (!cursor.sees('<')) stop('xml-syntax', 'An element is expected here.', start);
      const { element, empty } = readStartTag(cursor, inner?.scope);
      if (open.length === DEEPEST_XML) {
        stop('xml-too-deep', `Elements stand more than ${DEEPEST_XML} deep within one another.`, start, cursor.at);
      }
      open.push(element);
      const done = empty ? finish(open) : undefined;
      if (done) return done;
    }
  }
}

/** Takes text or a CDATA section that stands here; returns whether there was one. */
function takeText(cursor: Cursor, inner: OpenElement): boolean {
  const start = cursor.at;
  if (start === cursor.source.length) {
    stop('xml-unclosed', `The element “${inner.tag.name}” is never closed.`, inner.tag.start - 1, start);
  }
  if (cursor.sees('<![CDATA[')) {
    cursor.at += 9;
    inner.text.push(cursor.takeUntil(']]>', 'CDATA section', start).replace(/\r\n?/g, '\n'));
    return true;
  }
  if (cursor.sees('<')) return false;
  inner.text.push(readText(cursor));
  return true;
}

function readText(cursor: Cursor): string {
  const start = cursor.at;
  const next = cursor.source.indexOf('<', start);
  const end = next < 0 ? cursor.source.length : next;
  cursor.at = end;
  const raw = cursor.source.slice(start, end);
  const stray = raw.indexOf(']]>');
  if (stray >= 0) stop('xml-syntax', 'In text, “]]>” is written “]]&gt;”.', start + stray, start + stray + 3);
  return resolved(raw, start, '\n');
}

/** Returns the text with its references and ends of lines replaced; in values, tabs become spaces too. */
function resolved(text: string, start: number, lineEnd: '\n' | ' '): string {
  return text.replace(/\r\n?|\n|\t|&[^&;]{0,10};?/g, (written, offset: number) => {
    if (written === '\t') return lineEnd === ' ' ? ' ' : written;
    if (!written.startsWith('&')) return lineEnd;
    REFERENCE.lastIndex = 0;
    const found = REFERENCE.exec(written);
    const place = start + offset;
    if (!found) {
      const message = 'Only &lt; &gt; &amp; &quot; &apos; and numbers of characters may follow an ampersand.';
      return stop('xml-entity', message, place, place + written.length);
    }
    const [, hexadecimal, decimal, name] = found;
    if (name !== undefined) return PREDEFINED[name]!;
    const number = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    if (number > 0x10ffff || NOT_XML.test(String.fromCodePoint(number))) {
      stop('xml-character', 'This number is of no character that may stand in XML.', place, place + written.length);
    }
    return String.fromCodePoint(number);
  });
}

function readStartTag(cursor: Cursor, outer: Scope | undefined): { element: OpenElement; empty: boolean } {
  cursor.at++;
  const tag = cursor.takeName();
  const written: { name: QualifiedName; value: string }[] = [];
  const declared = new Map<string, string>();
  for (;;) {
    const spaced = cursor.skipSpace();
    if (cursor.sees('>') || cursor.sees('/>')) break;
    if (cursor.at === cursor.source.length) stop('xml-unclosed', 'This tag is never closed.', tag.start - 1, cursor.at);
    if (!spaced) stop('xml-syntax', 'A space is expected before an attribute.', cursor.at);
    const name = cursor.takeName();
    const value = readValue(cursor);
    if (written.length + declared.size === MOST_ATTRIBUTES) {
      stop('xml-too-many-attributes', `An element has more than ${MOST_ATTRIBUTES} attributes.`, name.start, cursor.at);
    }
    if (name.prefix === 'xmlns' || (name.prefix === '' && name.name === 'xmlns')) declare(declared, name, value);
    else written.push({ name, value });
  }
  const scope: Scope = outer ? (declared.size === 0 ? outer : { declared, outer }) : { declared };
  const empty = cursor.sees('/>');
  cursor.at += empty ? 2 : 1;
  const attributes = attributesOf(written, scope);
  return { element: { tag, namespace: namespaceOf(tag, scope), attributes, content: [], scope, text: [] }, empty };
}

function readValue(cursor: Cursor): string {
  cursor.skipSpace();
  if (!cursor.sees('=')) stop('xml-syntax', 'An equals sign and a value are expected here.', cursor.at);
  cursor.at++;
  cursor.skipSpace();
  const quote = cursor.source[cursor.at];
  if (quote !== '"' && quote !== "'") return stop('xml-syntax', 'A value in quotation marks is expected.', cursor.at);
  const start = ++cursor.at;
  const raw = cursor.takeUntil(quote, 'value', start - 1);
  const sign = raw.indexOf('<');
  if (sign >= 0) stop('xml-syntax', 'In a value, “<” is written “&lt;”.', start + sign);
  return resolved(raw, start, ' ');
}

function declare(declared: Map<string, string>, { prefix, name, start }: QualifiedName, value: string): void {
  const bound = prefix === '' ? '' : name;
  const reserved = bound === 'xmlns' || value === XMLNS_NAMESPACE || (bound === 'xml') !== (value === XML_NAMESPACE);
  if (reserved || (bound !== '' && value === '')) {
    stop('xml-namespace', 'This prefix and this namespace may not be bound.', start, start + name.length);
  }
  if (declared.has(bound)) stop('xml-duplicate-attribute', `“${name}” stands twice.`, start, start + name.length);
  declared.set(bound, value);
}

function namespaceOf({ prefix, name, start }: QualifiedName, scope: Scope): string {
  if (prefix === 'xml') return XML_NAMESPACE;
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const found = at.declared.get(prefix);
    if (found !== undefined) return found;
  }
  if (prefix === '') return '';
  const end = start + prefix.length + 1 + name.length;
  return stop('xml-namespace', `The prefix “${prefix}” stands for no namespace.`, start, end);
}

function attributesOf(written: readonly { name: QualifiedName; value: string }[], scope: Scope): XmlAttribute[] {
  const seen = new Set<string>();
  return written.map(({ name, value }) => {
    const namespace = name.prefix === '' ? '' : namespaceOf(name, scope);
    const key = `${name.name} ${namespace}`;
    if (seen.has(key)) {
      stop('xml-duplicate-attribute', `“${name.name}” stands twice.`, name.start, name.start + name.name.length);
    }
    seen.add(key);
    return { name: name.name, namespace, value };
  });
}

/** Takes an end tag; returns the outermost element if this closes it. */
function close(cursor: Cursor, open: OpenElement[]): XmlElement | undefined {
  cursor.at += 2;
  const { prefix, name, start } = cursor.takeName();
  const { tag } = open.at(-1)!;
  if (prefix !== tag.prefix || name !== tag.name) {
    stop('xml-mismatched-tag', `This closes “${name}”, but “${tag.name}” is open.`, start, cursor.at);
  }
  cursor.skipSpace();
  if (!cursor.sees('>')) stop('xml-syntax', 'The end of the tag is expected here.', cursor.at);
  cursor.at++;
  return finish(open);
}

function finish(open: OpenElement[]): XmlElement | undefined {
  const { tag, namespace, attributes, content, text } = open.pop()!;
  appendText(content, text);
  const element = { name: tag.name, namespace, attributes, content, start: tag.start - 1 };
  const outer = open.at(-1);
  if (!outer) return element;
  appendText(outer.content, outer.text);
  outer.text = [];
  outer.content.push(element);
  return undefined;
}

function appendText(content: (XmlElement | string)[], text: readonly string[]): void {
  const joined = text.join('');
  if (joined !== '') content.push(joined);
}

/** Returns the child elements, without the text between them. */
export function childrenOf(element: XmlElement): XmlElement[] {
  return element.content.filter((piece) => typeof piece !== 'string');
}

/** Returns the text that stands directly in the element, around its children if it has any. */
export function textOf(element: XmlElement): string {
  return element.content.filter((piece) => typeof piece === 'string').join('');
}

/** Returns the value of an attribute, by default of one without a prefix. */
export function attributeOf(element: XmlElement, name: string, namespace = ''): string | undefined {
  return element.attributes.find((each) => each.name === name && each.namespace === namespace)?.value;
}
