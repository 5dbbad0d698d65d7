/** The namespace of the open XML SPIF (xmlspif.org, schema 2.1), which says what the labels of a policy may be. */
export const SPIF_NAMESPACE = 'http://www.xmlspif.org/spif';

/**
 * A security policy information file. Numbers (`lacv`) stand for levels and values in binary labels; they are digits
 * without leading zeros. Names are compared without regard to case.
 */
export interface Spif {
  readonly name: string;
  /** The object identifier of the policy, such as `1.3.26.1.3.1`. */
  readonly id: string;
  /** What else the file says of itself, by attribute: `schemaVersion`, `creationDate`, `originatorDN` and so on. */
  readonly about: Readonly<Record<string, string>>;
  readonly defaultPolicy?: { readonly name: string; readonly id: string };
  readonly levels: readonly SpifLevel[];
  readonly tagSets: readonly TagSet[];
  readonly equivalentPolicies: readonly EquivalentPolicy[];
  readonly markings: Markings;
}

export interface SpifLevel {
  readonly name: string;
  readonly lacv: string;
  /** Higher is stricter. */
  readonly hierarchy: number;
  readonly color?: string;
  readonly obsolete: boolean;
  readonly required: readonly CategoryRule[];
  readonly equivalents: readonly EquivalentLevel[];
  readonly markings: Markings;
}

export interface TagSet {
  readonly name: string;
  readonly id: string;
  readonly tags: readonly Tag[];
  readonly markings: Markings;
}

/** Enumerated tags differ from the others only in how binary labels hold them. */
export type TagType = 'restrictive' | 'permissive' | 'enumeratedRestrictive' | 'enumeratedPermissive' | 'informative';

/** Values of one meaning: of a permissive tag a reader needs any of those that a label has. */
export interface Tag {
  readonly name: string;
  readonly type: TagType;
  /** How binary labels hold an informative tag: `bitSetAttributes` or `securityAttributes`. */
  readonly encoding?: string;
  /** How many values a label has of this tag, at least and at most. */
  readonly fewest?: number;
  readonly most?: number;
  readonly values: readonly TagValue[];
  readonly markings: Markings;
}

export interface TagValue {
  readonly name: string;
  readonly lacv: string;
  readonly obsolete: boolean;
  /** Names of levels: the only one allowed, and those not allowed. */
  readonly requiredLevel?: string;
  readonly excludedLevels: readonly string[];
  readonly required: readonly CategoryRule[];
  readonly excluded: readonly CategoryReference[];
  readonly equivalents: readonly EquivalentValue[];
  /** The times between which the value is in use, as they are written; nothing here has a clock to check them with. */
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly markings: Markings;
}

/** The values of a tag set and type: one, or without `lacv` all of them. */
export interface CategoryReference {
  /** By name. */
  readonly tagSet: string;
  readonly type: TagType;
  readonly lacv?: string;
}

/** Exactly one, at least one or all of what is referred to must be in the label. */
export interface CategoryRule {
  readonly operation: 'onlyOne' | 'oneOrMore' | 'all';
  readonly references: readonly CategoryReference[];
}

/** When an equivalent counts: as a label leaves the policy, as one comes in, or both. */
export type Applied = 'encrypt' | 'decrypt' | 'both';

/** A policy that labels can be put into; its rules refer to tag sets of that policy. */
export interface EquivalentPolicy {
  readonly name: string;
  readonly id: string;
  readonly required: readonly CategoryRule[];
}

export interface EquivalentLevel {
  /** The name of an equivalent policy. */
  readonly policy: string;
  readonly lacv: string;
  readonly applied: Applied;
  /** What the other policy asks for besides. */
  readonly required: readonly CategoryRule[];
}

/** The value of another policy that stands for a value, or the statement that none needs to: `discard`. */
export interface EquivalentValue {
  readonly policy: string;
  readonly applied: Applied;
  readonly target: 'discard' | { readonly tagSetId: string; readonly type: TagType; readonly lacv: string };
}

/** How something is displayed. The first phrase for the language and place counts; without one, the name. */
export interface Markings {
  readonly phrases: readonly MarkingPhrase[];
  readonly qualifiers: readonly MarkingQualifier[];
}

export interface MarkingPhrase {
  /** `xml:lang`; absent for every language without a phrase of its own. */
  readonly language?: string;
  /** Absent: the name. */
  readonly phrase?: string;
  readonly codes: readonly MarkingCode[];
}

/** What stands before, after and between what is displayed. */
export interface MarkingQualifier {
  readonly language?: string;
  readonly kind: 'prefix' | 'suffix' | 'separator';
  readonly text: string;
  /** `markingCode` as it is written; kept, and not regarded. */
  readonly code?: string;
}

/** Where a phrase stands, and what it does there (schema 2.1). */
export type MarkingCode = (typeof MARKING_CODES)[number];

export const MARKING_CODES = [
  ...(['pageTop', 'pageBottom', 'pageTopBottom', 'documentStart', 'documentEnd', 'firstLineOfText'] as const),
  ...(['lastLineOfText', 'subject', 'xHeader', 'portionMarking', 'inputTitle', 'waterMark'] as const),
  ...(['noNameDisplay', 'noMarkingDisplay', 'suppressClassName', 'replacePolicy'] as const),
] as const;

/** Returns what a tag of the type asks: all values, any value or nothing. */
export function meaningOf(type: TagType): 'restrictive' | 'permissive' | 'informative' {
  if (type === 'informative') return type;
  return type === 'restrictive' || type === 'enumeratedRestrictive' ? 'restrictive' : 'permissive';
}
