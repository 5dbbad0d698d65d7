type Words = string | undefined;

/**
 * Returns `Label: one; two`, each value once; an empty string where no value says anything. Lists come as they are: one
 * from outside may have more entries than a function can have arguments.
 */
export function labelled(label: string, ...values: readonly (Words | readonly Words[])[]): string {
  const stated = [...new Set(values.flat().map((value) => value?.trim() ?? ''))].filter((value) => value !== '');
  return stated.length === 0 ? '' : `${label}: ${stated.join('; ')}`;
}

/**
 * Returns the text of a record as paragraphs, each once and none empty. A blank line stands between them, since it ends
 * a sentence: words of one field must not count as said in one breath with those of the next.
 */
export function paragraphsOf(parts: readonly string[]): string {
  return [...new Set(parts.map((part) => part.trim()))].filter((part) => part !== '').join('\n\n');
}
