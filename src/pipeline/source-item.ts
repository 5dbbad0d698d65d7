import { lexemesOf } from '../actions/lexemes.ts';
import type { GivenDocument } from '../actions/receive-from-source.ts';
import type { Document } from '../domain/document.ts';
import type { SourceItem } from '../sources/source.ts';

/** Media types whose text is all there is of them. */
const TEXTUAL = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)$|application\/(?:x-)?ndjson$)/;

/** Returns what a source gave as it is to be kept: what the source says goes before what was found in the bytes. */
export function givenDocuments(item: SourceItem, documents: readonly Document[]): GivenDocument[] {
  return documents.map((document, at) => {
    const { given } = item;
    const title = (at === 0 && given.title) || document.title;
    const body = document.text;
    const isTextual = TEXTUAL.test(item.mediaType);
    return {
      key: keyOf(item, document, at),
      title,
      body,
      language: given.language ?? document.lang,
      publishedOn: dayOf(given.published) ?? document.date,
      address: item.address ?? document.address,
      details: detailsOf(item, document),
      portions: document.portions ?? [],
      lexemes: lexemesOf(title, body),
      ...(isTextual || at > 0 ? {} : { bytes: { mediaType: item.mediaType, bytes: item.bytes } }),
    };
  });
}

/**
 * What a document of an item is called: by an id of its own, where its format states one; else the first as the item, and the
 * others by their places in it. One that comes alone today and with others tomorrow is the same.
 */
function keyOf({ key, name, given }: SourceItem, { id }: Document, at: number): string {
  const place = id.startsWith(name) ? id.slice(name.length) : undefined;
  if (place === undefined) return `${given.within ?? key}#${id}`;
  return at === 0 ? key : `${key}${/^[#:]/.test(place) ? place : `#${at + 1}`}`;
}

function detailsOf({ given }: SourceItem, document: Document): GivenDocument['details'] {
  const { stage, country, amounts, marks } = document;
  const byline = given.byline ?? document.byline;
  const details = { stage, country, amounts, marks, byline, updated: given.updated ?? document.updated };
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

/** UTC day of an ISO instant or day. */
function dayOf(instant: string | undefined): string | undefined {
  const at = instant === undefined ? Number.NaN : Date.parse(instant);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().slice(0, 10);
}
