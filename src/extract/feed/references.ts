import { parseHtml } from '../markup-tree.ts';

/** Names of entities that a file declares, and what they stand for. */
export type Entities = ReadonlyMap<string, string>;

const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][\w.-]{0,31}));/gi;
const DECLARATION = /<!ENTITY\s+([\w.-]{1,32})\s+(?:"([^"&%<]{0,200})"|'([^'&%<]{0,200})')\s*>/g;
const MOST_DECLARATIONS = 200;
const OF_XML: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** What windows-1252 has where Unicode has control characters that nobody means, from 128 on. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Puts what windows-1252 means in the place of control characters that nobody means, where text was labelled wrongly. */
export function withoutControls(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 128]!);
}

/** Names of HTML that were looked up; an empty text where HTML has no such name. */
const ofHtml = new Map<string, string>();
const MOST_REMEMBERED = 5_000;

/** Returns the plain entities that a document type declares: those that hold no other reference. */
export function readEntities(doctype: string): Entities {
  const entities = new Map<string, string>();
  for (const [, name, double, single] of doctype.matchAll(DECLARATION)) {
    if (entities.size < MOST_DECLARATIONS && !entities.has(name!)) entities.set(name!, double ?? single ?? '');
  }
  return entities;
}

/**
 * Replaces references by what they stand for, once: numbers, names of XML and HTML, and `declared` ones. What stands for
 * nothing stays as it is.
 */
export function decodeReferences(text: string, declared: Entities = new Map()): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return OF_XML[name] ?? declared.get(name) ?? (htmlEntity(name) || whole);
    return character(decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal)) ?? whole;
  });
}

function character(code: number): string | undefined {
  if (code >= 128 && code < 160) return WINDOWS_1252[code - 128];
  const isAllowed = code === 9 || code === 10 || code === 13 || code >= 32;
  return isAllowed && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : undefined;
}

function htmlEntity(name: string): string {
  const known = ofHtml.get(name);
  if (known !== undefined) return known;
  const text = parseHtml(`<p>&${name};</p>`).querySelector('p')?.textContent ?? '';
  const value = text === `&${name};` || text.endsWith(';') ? '' : text;
  if (ofHtml.size < MOST_REMEMBERED) ofHtml.set(name, value);
  return value;
}
