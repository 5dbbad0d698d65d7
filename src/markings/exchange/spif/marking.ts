import { Refusal } from '../../../errors.ts';
import type { LabelContent } from '../nato/label.ts';
import { type ResolvedValue, resolveLabel } from './resolve.ts';
import type { MarkingCode, MarkingPhrase, MarkingQualifier, Markings, Spif, SpifLevel, Tag } from './spif.ts';

/** Where a marking stands; a phrase without a place stands at the foot of the page. */
export type MarkingPlace = Exclude<
  MarkingCode,
  'pageTopBottom' | 'noNameDisplay' | 'noMarkingDisplay' | 'suppressClassName' | 'replacePolicy'
>;

/** In which language (`fr`, `fr-CA`; absent: that of the file) and where a marking is displayed. */
export interface MarkingChoice {
  readonly language?: string;
  /** The foot of the page unless stated. */
  readonly place?: MarkingPlace;
}

const NOT_PLACES: readonly MarkingCode[] = ['noNameDisplay', 'noMarkingDisplay', 'suppressClassName', 'replacePolicy'];
const BETWEEN_VALUES = '/';
const BETWEEN_PARTS = ' ';

/**
 * Returns the marking that people read: the policy, the level and the values of each tag, with the phrases that the
 * policy has for the language and else the names. A label against the rules of its policy is displayed all the same.
 *
 * @throws Refusal `spif-unknown-label` where the policy does not have a name in the label: half a marking is none.
 */
export function printLabel(spif: Spif, label: LabelContent, choice: MarkingChoice = {}): string {
  const { level, values, findings } = resolveLabel(spif, label);
  if (!level || findings.length > 0) {
    const message = `The label cannot be displayed: ${findings[0]?.message}`;
    throw new Refusal('invalid', 'spif-unknown-label', message);
  }
  const { prefix, suffix, separator = BETWEEN_PARTS } = qualifiersFor(spif.markings, choice);
  const suppressed = values.some(({ value }) => has(phraseFor(value.markings, choice), 'suppressClassName'));
  const parts = [
    policyName(spif, level, values, choice),
    suppressed ? '' : displayed(level.name, phraseFor(level.markings, choice)),
    ...tagMarkings(values, choice),
  ];
  return `${prefix ?? ''}${parts.filter((part) => part !== '').join(separator)}${suffix ?? ''}`;
}

/** The name of the policy, or what replaces it: first the policy's own phrase, then the level's, then a value's. */
function policyName(spif: Spif, level: SpifLevel, values: readonly ResolvedValue[], choice: MarkingChoice): string {
  for (const { name, markings } of [spif, level, ...values.map(({ value }) => value)]) {
    const phrase = phraseFor(markings, choice);
    if (has(phrase, 'replacePolicy')) return phrase?.phrase ?? name;
  }
  return spif.name;
}

/** The values of each tag, with what stands around and between them; a tag of which nothing is displayed is left out. */
function tagMarkings(values: readonly ResolvedValue[], choice: MarkingChoice): string[] {
  const byTag = new Map<Tag, string[]>();
  for (const { tag, value } of values) {
    const text = displayed(value.name, phraseFor(value.markings, choice));
    if (text !== '') byTag.set(tag, [...(byTag.get(tag) ?? []), text]);
  }
  return [...byTag].map(([{ markings }, texts]) => {
    const { prefix, suffix, separator = BETWEEN_VALUES } = qualifiersFor(markings, choice);
    return `${prefix ?? ''}${texts.join(separator)}${suffix ?? ''}`;
  });
}

/** A phrase that replaces the policy says nothing of the thing itself, which keeps its name. */
function displayed(name: string, phrase: MarkingPhrase | undefined): string {
  if (has(phrase, 'noNameDisplay') || has(phrase, 'noMarkingDisplay')) return '';
  return has(phrase, 'replacePolicy') ? name : (phrase?.phrase ?? name);
}

function has(phrase: MarkingPhrase | undefined, code: MarkingCode): boolean {
  return phrase?.codes.includes(code) ?? false;
}

function phraseFor(
  { phrases }: Markings,
  { language, place = 'pageBottom' }: MarkingChoice,
): MarkingPhrase | undefined {
  return ofLanguage(phrases, language).find(({ codes }) => {
    const places = codes.filter((code) => !NOT_PLACES.includes(code));
    if (places.length === 0) return place === 'pageBottom';
    return places.includes(place) || (places.includes('pageTopBottom') && /^page(?:Top|Bottom)$/.test(place));
  });
}

/** What stands around and between; each kind has its own nearest language. */
function qualifiersFor(
  { qualifiers }: Markings,
  { language }: MarkingChoice,
): Partial<Record<MarkingQualifier['kind'], string>> {
  const texts = (['prefix', 'suffix', 'separator'] as const).map((kind) => {
    const [first] = ofLanguage(
      qualifiers.filter((qualifier) => qualifier.kind === kind),
      language,
    );
    return [kind, first?.text || undefined] as const;
  });
  return Object.fromEntries(texts.filter(([, text]) => text !== undefined));
}

/** Returns what is in the language, else in the language without its region, else in none. */
function ofLanguage<Item extends { readonly language?: string }>(
  items: readonly Item[],
  language = '',
): readonly Item[] {
  const wanted = language.toLowerCase();
  for (const each of [wanted, wanted.split(/[-_]/)[0]!, '']) {
    const found = items.filter((item) => (item.language ?? '').toLowerCase() === each);
    if (found.length > 0) return found;
  }
  return [];
}
