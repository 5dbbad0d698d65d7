/** The schemes that come with the desk. */
export const SCHEMES = ['desk', 'tlp', 'us-capco'] as const;
export type SchemeName = (typeof SCHEMES)[number];

export function isSchemeName(scheme: string): scheme is SchemeName {
  return SCHEMES.some((one) => one === scheme);
}
