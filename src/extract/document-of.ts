import type { Document } from '../domain/document.ts';

/** What a reader found of a document: a field that it did not find is undefined, an empty text or an empty list. */
type Found = Pick<Document, 'id' | 'title' | 'text'> & {
  readonly [Name in keyof Document]?: Document[Name] | undefined;
};

/** Returns the document with the fields that were found; title and text may be empty. */
export function documentOf({ id, title, text, ...fields }: Found): Document {
  const stated = Object.entries(fields).filter(([, value]) => value !== undefined && value.length > 0);
  return { id, title, text, ...Object.fromEntries(stated) };
}
