import type { z } from 'zod';
import type { newSource, sourceChange } from '../../schema/wire/source.ts';
import type { Source } from '../wire/shapes.ts';

/** What is typed of a source that is not there yet; a field that is empty is as usual. */
export interface Draft {
  readonly kind: Source['kind'];
  readonly name: string;
  readonly address: string;
  readonly reliability: Source['reliability'];
  readonly discipline: Source['discipline'] | '';
  readonly trusted: boolean;
  readonly scheme: string;
  readonly marking: string;
  readonly ownMarking: string;
  readonly every: number | '';
  readonly quietAfter: number | '';
  readonly options: Readonly<Record<string, string>>;
}

export const EMPTY_DRAFT: Draft = {
  ...{ kind: 'feed', name: '', address: '', reliability: 'F', discipline: '', trusted: false },
  ...{ scheme: 'desk', marking: '', ownMarking: '', every: '', quietAfter: '', options: {} },
};

/** What a kind lets be said of how it is read: an option that is one of some words, a text, or a number. */
export type Option =
  | { readonly name: OptionName; readonly oneOf: readonly Choice[] }
  | { readonly name: OptionName; readonly is: 'text' | 'number'; readonly usual?: string; readonly when?: string };
export type OptionName =
  | 'follow'
  | 'links'
  | 'within'
  | 'most'
  | 'since'
  | 'labels'
  | 'keys'
  | 'signatures'
  | 'pages'
  | 'series'
  | 'collection';
export type Choice =
  | 'never'
  | 'always'
  | 'when-short'
  | 'none'
  | 'links'
  | 'next'
  | 'prev'
  | 'check'
  | 'ignore'
  | 'numbers';

const WITHIN = { name: 'within', is: 'text', usual: 'https://city.example/news/' } as const;

export const OPTIONS: Readonly<Partial<Record<Source['kind'], readonly Option[]>>> = {
  feed: [{ name: 'follow', oneOf: ['never', 'when-short', 'always'] }],
  'web-page': [
    { name: 'follow', oneOf: ['none', 'links'] },
    { name: 'links', is: 'text', usual: 'main .news a', when: 'links' },
    { ...WITHIN, when: 'links' },
    { name: 'most', is: 'number', usual: '30', when: 'links' },
  ],
  sitemap: [{ name: 'since', is: 'number', usual: '7' }, WITHIN, { name: 'most', is: 'number', usual: '50' }],
  csaf: [
    { name: 'labels', is: 'text', usual: 'UNLABELED, WHITE, CLEAR' },
    { name: 'most', is: 'number', usual: '200' },
    { name: 'signatures', oneOf: ['check', 'ignore'] },
    { name: 'keys', is: 'text' },
  ],
  contracts: [
    { name: 'pages', oneOf: ['next', 'prev', 'none'] },
    { name: 'series', oneOf: ['none', 'numbers'] },
  ],
  taxii: [{ name: 'collection', is: 'text' }],
};

/** The options of a draft that count for what else is chosen. */
export function shownOptions({ kind, options }: Draft): readonly Option[] {
  const all = OPTIONS[kind] ?? [];
  return all.filter((option) => !('when' in option) || option.when === undefined || options['follow'] === option.when);
}

/** Kinds whose trial shows what would come in. */
const TRIED: readonly Source['kind'][] = ['feed', 'web-page', 'sitemap', 'csaf'];

export function mayBeTried({ kind, trusted }: Pick<Draft, 'kind' | 'trusted'>): boolean {
  return TRIED.includes(kind) && !trusted;
}

/** A draft as it is sent. */
export function sentDraft(draft: Draft): z.input<typeof newSource> {
  const { kind, name, address, reliability, discipline, trusted, scheme, marking } = draft;
  return {
    ...{ kind, name: name.trim(), address: address.trim(), reliability, trusted },
    ...(discipline !== '' && { discipline }),
    schedule: scheduleOf(draft),
    scheme,
    marking: draft.ownMarking.trim() || marking.trim(),
    defaultMarking: { scheme, marking: marking.trim() },
  };
}

function scheduleOf(draft: Draft) {
  const { every, quietAfter } = draft;
  const said = shownOptions(draft).flatMap((option) => {
    const value = draft.options[option.name]?.trim() ?? '';
    return value === '' ? [] : [[option.name, 'is' in option && option.is === 'number' ? Number(value) : value]];
  });
  return {
    ...Object.fromEntries(said),
    ...(every !== '' && { every }),
    ...(quietAfter !== '' && { quietAfter }),
  };
}

/** A source that is there, as it is typed over. */
export function draftOf({ kind, name, address, reliability, discipline, trusted, schedule }: Source): Draft {
  const {
    every = '',
    quietAfter = '',
    ...options
  } = schedule as {
    readonly every?: number;
    readonly quietAfter?: number;
  } & Record<string, unknown>;
  const said = Object.entries(options).map(([option, value]) => [option, String(value)]);
  return {
    ...EMPTY_DRAFT,
    ...{ kind, name, address, reliability, discipline, trusted, every, quietAfter, options: Object.fromEntries(said) },
  };
}

/**
 * What a source is from now on, as it is sent. What is said of how it is read and has no field here, such as the columns of a
 * file, stays as it is.
 */
export function sentChange(draft: Draft, source: Source): z.input<typeof sourceChange> {
  const { name, address, reliability, discipline, trusted } = draft;
  const shown = new Set<string>(['every', 'quietAfter', ...(OPTIONS[source.kind] ?? []).map((option) => option.name)]);
  const kept = Object.entries(source.schedule).filter(([option]) => !shown.has(option));
  return {
    ...{ name: name.trim(), address: address.trim(), reliability, trusted },
    discipline: discipline === '' ? source.discipline : discipline,
    schedule: { ...Object.fromEntries(kept), ...scheduleOf(draft) },
    status: source.status,
    changedAt: source.changedAt,
  };
}
