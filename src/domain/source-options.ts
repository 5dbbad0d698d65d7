import { Refusal, type SaidValues } from '../errors.ts';

/** What a source of a kind is told of how to read it: the options of its kind, beside when it is read. */
export type StatedOptions = Readonly<Record<string, unknown>>;

export interface WebPageOptions {
  /** `none`: the page itself is the document. `links`: the pages that it links to are. */
  readonly follow: 'none' | 'links';
  /** CSS selector of the links; found by what they look like where it is not stated. */
  readonly links: string | undefined;
  /** What the addresses of links begin with; those of the same host where it is not stated. */
  readonly within: string | undefined;
  /** Links that one reading follows. */
  readonly most: number;
}

export interface SitemapOptions {
  /** Days before the first reading from which pages are taken. */
  readonly since: number;
  readonly within: string | undefined;
  readonly most: number;
}

export interface CsafOptions {
  /** TLP labels of the feeds that are read, in capitals. */
  readonly labels: readonly string[];
  readonly most: number;
  /** `check`: they are checked where the provider names keys. `ignore`: they are not. */
  readonly signatures: 'check' | 'ignore';
  /** Fingerprints of the keys that are trusted, in capitals; with some, nothing counts that none of them has signed. */
  readonly keys: readonly string[];
}

const MOST_KEYS = 10;
const FINGERPRINT = /^(?:[\dA-F]{40}|[\dA-F]{64})$/;
const TIMES = ['every', 'quietAfter'];
const LONGEST_SELECTOR = 200;
const LONGEST_ADDRESS = 2048;
const MOST_LINKS = 500;
const MOST_DAYS = 3650;
const LABELS = ['UNLABELED', 'WHITE', 'CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'];
const OPEN_LABELS = ['UNLABELED', 'WHITE', 'CLEAR'];

/** Reads the options of a web page. Throws `Refusal` (`source-option-value`). */
export function webPageOptions(stated: StatedOptions): WebPageOptions {
  checkNames('web-page', stated, ['follow', 'links', 'within', 'most']);
  const { follow = 'none', links } = stated;
  if (follow !== 'none' && follow !== 'links')
    throw wrong('“follow” of a web page is none or links', { case: 'follow' });
  const isSelector = links === undefined || (typeof links === 'string' && isShortText(links, LONGEST_SELECTOR));
  if (!isSelector)
    throw wrong(`“links” is a CSS selector of at most ${LONGEST_SELECTOR} signs`, {
      case: 'links',
      most: LONGEST_SELECTOR,
    });
  const isOnlyForLinks = ['links', 'within', 'most'].some((name) => stated[name] !== undefined);
  if (follow === 'none' && isOnlyForLinks)
    throw wrong('“links”, “within” and “most” of a web page need follow=links', { case: 'unfollowed' });
  return { follow, links, within: withinOf(stated), most: numberOf(stated, 'most', 30, MOST_LINKS) };
}

/** Reads the options of a sitemap. Throws `Refusal` (`source-option-value`). */
export function sitemapOptions(stated: StatedOptions): SitemapOptions {
  checkNames('sitemap', stated, ['since', 'within', 'most']);
  const since = numberOf(stated, 'since', 7, MOST_DAYS);
  return { since, within: withinOf(stated), most: numberOf(stated, 'most', 50, MOST_LINKS) };
}

/** Reads the options of a provider of advisories. Throws `Refusal` (`source-option-value`). */
export function csafOptions(stated: StatedOptions): CsafOptions {
  checkNames('csaf', stated, ['labels', 'most', 'signatures', 'keys']);
  const most = numberOf(stated, 'most', 200, MOST_LINKS);
  return { labels: labelsOf(stated), most, ...signaturesOf(stated) };
}

function labelsOf({ labels }: StatedOptions): readonly string[] {
  if (labels === undefined) return OPEN_LABELS;
  const named = typeof labels === 'string' ? labels.split(',').map((label) => label.trim().toUpperCase()) : [];
  const isKnown = named.length > 0 && named.every((label) => LABELS.includes(label));
  if (!isKnown)
    throw wrong(`“labels” of a provider of advisories is a list of ${LABELS.join(', ')}`, {
      case: 'labels',
      labels: LABELS,
    });
  return named;
}

function signaturesOf({ signatures = 'check', keys }: StatedOptions): Pick<CsafOptions, 'signatures' | 'keys'> {
  if (signatures !== 'check' && signatures !== 'ignore')
    throw wrong('“signatures” of a provider of advisories is check or ignore', { case: 'signatures' });
  if (keys === undefined) return { signatures, keys: [] };
  const written = typeof keys === 'string' ? keys.split(',') : [];
  const named = written.map((one) => one.replace(/\s+/g, '').toUpperCase());
  if (named.length === 0 || named.length > MOST_KEYS || !named.every((one) => FINGERPRINT.test(one)))
    throw wrong(`“keys” of a provider of advisories are at most ${MOST_KEYS} whole fingerprints of 40 or 64 digits`, {
      case: 'keys',
      most: MOST_KEYS,
    });
  if (signatures === 'ignore')
    throw wrong('“keys” of a provider of advisories need signatures=check', { case: 'unchecked' });
  return { signatures, keys: named };
}

/** Refuses options that a source of this kind cannot have; of other kinds they are not known here. */
export function checkSourceOptions(kind: string, stated: StatedOptions): void {
  if (kind === 'web-page') webPageOptions(stated);
  else if (kind === 'sitemap') sitemapOptions(stated);
  else if (kind === 'csaf') csafOptions(stated);
}

function checkNames(kind: string, stated: StatedOptions, names: readonly string[]): void {
  const unknown = Object.keys(stated).find((name) => !names.includes(name) && !TIMES.includes(name));
  if (unknown === undefined) return;
  throw wrong(`a source of the kind ${kind} has the options ${names.join(', ')} and no others`, {
    case: 'names',
    names,
  });
}

function withinOf({ within }: StatedOptions): string | undefined {
  if (within === undefined) return undefined;
  const isAddress = typeof within === 'string' && isShortText(within, LONGEST_ADDRESS);
  if (isAddress && /^https?:\/\/[^\s/?#@\\]+\//i.test(within)) return within;
  throw wrong('“within” is the beginning of addresses with scheme, host and path, such as https://a.example/news/', {
    case: 'within',
  });
}

/** A whole number from 1 on; the command line gives it as text. */
function numberOf(stated: StatedOptions, name: string, usual: number, most: number): number {
  const value = stated[name];
  if (value === undefined) return usual;
  const number = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw wrong(`“${name}” is a whole number from 1 to ${most}`, { case: 'number', name, most });
}

function isShortText(text: string, longest: number): boolean {
  return text.trim() !== '' && text.length <= longest && !/\p{Cc}/u.test(text);
}

function wrong(sentence: string, values: SaidValues): Refusal {
  const message = `The options of the source cannot be so: ${sentence}.`;
  return new Refusal('invalid', 'source-option-value', message, { values });
}
