import { elementsIn, lineOf, type MarkupElement, nameOf } from './markup-tree.ts';

/** All elements at a path such as `ProcurementProject/Name` below `from`, in order; prefixes are left out of names. */
export function elementsAt(from: MarkupElement | undefined, path: string): readonly MarkupElement[] {
  if (!from) return [];
  let found: readonly MarkupElement[] = [from];
  for (const name of path.toLowerCase().split('/')) {
    found = found.flatMap((element) => elementsIn(element).filter((child) => nameOf(child) === name));
  }
  return found;
}

export function elementAt(from: MarkupElement | undefined, path: string): MarkupElement | undefined {
  return elementsAt(from, path)[0];
}

/** The text of the first element at the path, or an empty string. */
export function valueAt(from: MarkupElement | undefined, path: string): string {
  return lineOf(elementAt(from, path));
}

/** The texts of all elements at the path, without empty ones. */
export function valuesAt(from: MarkupElement | undefined, path: string): string[] {
  return elementsAt(from, path)
    .map(lineOf)
    .filter((text) => text !== '');
}

/**
 * Of elements that say one thing in several languages, those in `language` (a `languageID` such as `FRA`) or in none;
 * where there are none, those in the language that comes first.
 */
export function inLanguage(elements: readonly MarkupElement[], language: string): readonly MarkupElement[] {
  const tagged = (element: MarkupElement) => element.getAttribute('languageID')?.trim().toUpperCase() ?? '';
  const own = elements.filter((element) => ['', language.toUpperCase()].includes(tagged(element)));
  const first = elements[0];
  if (own.length > 0 || first === undefined) return own;
  return elements.filter((element) => tagged(element) === tagged(first));
}

/** The words at the path in the language of the notice, in one line. */
export function wordsAt(from: MarkupElement | undefined, path: string, language: string): string {
  return inLanguage(elementsAt(from, path), language).map(lineOf).filter(Boolean).join(' ');
}
