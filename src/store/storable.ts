/** Returns a text as PostgreSQL keeps it: it keeps every text but NUL and halves of characters. */
export function storable(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, '\ufffd');
}

/** Returns a value as JSON that PostgreSQL keeps. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part));
}
