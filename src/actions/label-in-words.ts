import type { Label } from '../markings/label.ts';
import type { SchemeSet } from '../markings/scheme-set.ts';

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

/** Returns the portion mark of what carries a label, without parentheses, such as `S//NF`. */
export function markInWords(schemes: SchemeSet, label: Label): string {
  return marksOf(schemes, label, 'portion').join(' and ').replace(/[()]/g, '');
}

function marksOf(schemes: SchemeSet, { parts }: Label, form: 'banner' | 'portion'): string[] {
  return parts.map(({ scheme: id, state }) => {
    const scheme = schemes.scheme(id);
    return scheme.print(scheme.render(state), form);
  });
}
