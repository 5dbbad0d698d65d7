import type { Label } from './label.ts';
import type { SchemeSet } from './scheme-set.ts';

/**
 * Writes all that a label says, for what leaves the desk: its banner in each scheme, and who needs to know, such as
 * `SECRET//NOFORN (us-capco); need to know: elections`. The label is one of the versions that new markings are read with.
 */
export function labelInWords(schemes: SchemeSet, label: Label): string {
  const { parts, needToKnow } = label;
  const banners = marksOf(schemes, label, 'banner').map((banner, at) => `${banner} (${parts[at]!.scheme})`);
  const known = needToKnow.map((groups) => groups.join(' or '));
  return [banners.join(' and '), ...(known.length > 0 ? [`need to know: ${known.join(', and ')}`] : [])].join('; ');
}

/** The same for who holds what it asks: the name of a scheme stands only where there are several. */
export function bannerInWords(schemes: SchemeSet, label: Label): string {
  const { parts, needToKnow } = label;
  if (parts.length !== 1 || needToKnow.length > 0) return labelInWords(schemes, label);
  return marksOf(schemes, label, 'banner').join();
}

/** A portion mark as printed, without parentheses, such as `S//NF`. */
export interface PrintedMark {
  readonly scheme: string;
  readonly mark: string;
}

/** Returns the portion marks of what carries a label: one of each scheme. */
export function portionMarks(schemes: SchemeSet, label: Label): readonly PrintedMark[] {
  return marksOf(schemes, label, 'portion').map((mark, at) => ({ scheme: label.parts[at]!.scheme, mark }));
}

function marksOf(schemes: SchemeSet, { parts }: Label, form: 'banner' | 'portion'): string[] {
  return parts.map(({ scheme: id, state }) => {
    const scheme = schemes.scheme(id);
    return scheme.print(scheme.render(state), form);
  });
}
