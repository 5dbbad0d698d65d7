/** Returns `Label: one; two`, each value once; an empty string where no value says anything. */
export function labelled(label: string, ...values: readonly (string | undefined)[]): string {
  const stated = [...new Set(values.map((value) => value?.trim() ?? ''))].filter((value) => value !== '');
  return stated.length === 0 ? '' : `${label}: ${stated.join('; ')}`;
}

/**
 * Returns the text of a record as paragraphs, each once and none empty. A blank line stands between them, since it ends
 * a sentence: words of one field must not count as said in one breath with those of the next.
 */
export function paragraphsOf(parts: readonly string[]): string {
  return [...new Set(parts.map((part) => part.trim()))].filter((part) => part !== '').join('\n\n');
}
