/** The namespace of ADatP-4774 (A)(1), the syntax of confidentiality labels of STANAG 4774. */
export const LABEL_NAMESPACE = 'urn:nato:stanag:4774:confidentialitymetadatalabel:1:0';
/** The namespace of ADatP-4778, which binds labels to what they label. */
export const BINDING_NAMESPACE = 'urn:nato:stanag:4778:bindinginformation:1:0';

/** A confidentiality label as STANAG 4774 writes it, of whatever policy. */
export interface NatoLabel extends LabelContent {
  /** `CreationDateTime` and `ReviewDateTime` as they are written: XML Schema's dateTime. */
  readonly created?: string;
  readonly review?: string;
  readonly originator?: { readonly type: string; readonly id: string };
  /** What the label will say from `from` on, a dateTime. */
  readonly successor?: { readonly from: string; readonly content: LabelContent };
  /** What the originator holds to be the same in other policies. They grant nothing here; alternatives have none. */
  readonly alternatives: readonly NatoLabel[];
}

/** What a label says about who may see. */
export interface LabelContent {
  /** `uri` is `urn:oid:` and the identifier of the policy. */
  readonly policy: { readonly name: string; readonly uri?: string };
  readonly classification: string;
  readonly categories: readonly LabelCategory[];
  /** For people to read; it asks nothing. */
  readonly privacyMark?: string;
}

/** Of `restrictive` values a reader needs all, of `permissive` ones any; `informative` ones ask nothing. */
export type CategoryType = 'restrictive' | 'permissive' | 'informative';

/** Values of one tag set. A permissive category without values is one that nobody meets; an absent one asks nothing. */
export interface LabelCategory {
  readonly type: CategoryType;
  readonly tagName: string;
  readonly uri?: string;
  readonly values: readonly string[];
}

/** Returns whether two names are the same: labels are compared without regard to case and to space around. */
export function sameName(one: string, other: string): boolean {
  return foldedName(one) === foldedName(other);
}

/** The form in which names are compared. */
export function foldedName(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toUpperCase();
}

/** Returns a name as one step of a token, so that steps can be told apart: `/` and `%` are written in hexadecimal. */
export function tokenStep(name: string): string {
  return foldedName(name).replace(/[/%]/g, (sign) => (sign === '/' ? '%2F' : '%25'));
}

/** Returns the names of permissive tag sets that have more than one category: to take them together would be laxer. */
export function repeatedPermissive(categories: readonly LabelCategory[]): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { type, tagName } of categories) {
    if (type !== 'permissive') continue;
    const name = foldedName(tagName);
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
  }
  return [...repeated];
}
