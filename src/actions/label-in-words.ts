import type { Label } from '../markings/label.ts';
import type { SchemeSet } from '../markings/scheme-set.ts';

/**
 * Writes all that a label says, for what leaves the desk: its banner in each scheme, and who needs to know, such as
 * `SECRET//NOFORN (us-capco); need to know: elections`. The label is one of the versions that new markings are read with.
 */
export function labelInWords(schemes: SchemeSet, { parts, needToKnow }: Label): string {
  const banners = parts.map(({ scheme: id, state }) => {
    const scheme = schemes.scheme(id);
    return `${scheme.print(scheme.render(state), 'banner')} (${id})`;
  });
  const known = needToKnow.map((groups) => groups.join(' or '));
  return [banners.join(' and '), ...(known.length > 0 ? [`need to know: ${known.join(', and ')}`] : [])].join('; ');
}
