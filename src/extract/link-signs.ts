import { isArticlePlace } from './link-places.ts';
import type { MarkupElement } from './markup-tree.ts';

/** What a link comes to from which on it is taken for one to an article. */
export const LEAST_SCORE = 4;

/** Parts of addresses that lead through a site: to lists, to people, to what the reader does there. */
const SECTIONS = new Set(
  [
    'tag tags tagged category categories categorie rubrique topic topics theme themes label labels author authors auteur auteurs',
    'profile profiles user users member members people contributor contributors by login logon signin sign-in signup sign-up',
    'register account accounts subscribe subscription subscriptions abonnement abonnements newsletter newsletters search recherche',
    'share print email feed feeds rss atom about about-us contact contact-us privacy terms legal mentions-legales cgu cgv cookies',
    'help faq jobs careers advertise shop store donate cart wp-login.php wp-admin wp-content cdn-cgi sitemap archive archives',
    'comments comment reply page slideshow-index index.php index.html special',
  ]
    .join(' ')
    .split(' '),
);
/** Files that are no pages, but PDF, which is read. */
const NO_PAGE =
  /\.(?:jpe?g|png|gif|svg|webp|avif|ico|css|js|mjs|xml|rss|atom|json|zip|gz|tgz|exe|dmg|apk|mp[34]|m4[av]|ogg|wav|avi|mov|webm|woff2?|ics|vcf)$/i;
const NO_QUERY =
  /[?&](?:share|replytocom|s|q|query|search|page|paged|p?sort|order|print|redirect(?:_to)?|return(?:_?url)?)=/i;
const NO_RELATION = /(?:^|\s)(?:tag|author|next|prev|previous|search|license|sponsored|ugc|nofollow)(?=$|\s)/i;
const DAY =
  /(?:^|[/_-])(?:19|20)\d{2}[/_-]?(?:0[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[/_-]?\d{1,2})?(?=$|[/_-])/i;
const IDENTIFIER = /\d{5,}|[\da-f]{12,}/i;

/** What a link loses that stands where a site leads through itself: only one whose address says much is still taken. */
const AROUND = -3.5;

/** Whether an address may be that of an article, by itself and by what the link says of it. */
export function mayBeArticle(url: URL, anchor: MarkupElement, list: string): boolean {
  const parts = partsOf(url);
  if (parts.length === 0 && url.search === '') return false;
  if (NO_PAGE.test(url.pathname) || NO_QUERY.test(url.search)) return false;
  if (NO_RELATION.test(anchor.getAttribute('rel') ?? '')) return false;
  const [last = ''] = parts.slice(-1);
  // A word that leads through a site does so at the beginning of a path, or at its end; in a slug it is one of many.
  if (parts.slice(0, 2).some((part) => SECTIONS.has(part)) || SECTIONS.has(last)) return false;
  // The same list with other parameters is another view of it.
  return url.pathname !== new URL(list).pathname || url.search !== '';
}

/** How much a link is like one to an article: by its address, what it says and what it stands in. */
export function articleScore(
  anchor: MarkupElement,
  { address, text, list }: { readonly address: string; readonly text: string; readonly list: string },
): number {
  return addressScore(new URL(address), new URL(list)) + textScore(text) + placeScore(anchor);
}

function addressScore(url: URL, list: URL): number {
  const parts = partsOf(url);
  const last = (parts.at(-1) ?? '').replace(/\.(?:s?html?|php|aspx?|jsp|cfm|pdf)$/, '');
  const words = last.split(/[-_+]|%20/).filter((word) => /\p{L}{2}|%[\da-f]{2}/iu.test(word)).length;
  const hasDay = DAY.test(url.pathname);
  const hasIdentifier = IDENTIFIER.test(last) || /[?&](?:id|p|article|story|item)=\w+/i.test(url.search);
  const slug = words >= 4 ? 3 : words >= 3 ? 2 : words === 2 ? 0.5 : 0;
  const isBelow = parts.length > partsOf(list).length;
  const isBare = parts.length === 1 && words < 3 && !hasIdentifier;
  const signs = slug + (hasDay ? 2 : 0) + (hasIdentifier ? 1.5 : 0);
  return signs + (isBelow ? 0.5 : 0) - (isBare ? 2 : 0) - (signs < 1 ? 1.5 : 0);
}

/** Scripts without spaces between words say in few signs what takes a line elsewhere. */
function textScore(text: string): number {
  const length =
    text.length +
    (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu) ?? []).length * 2;
  const words = text.split(' ').length;
  if (length >= 30 && (words >= 4 || length > text.length)) return 2;
  if (length >= 18) return 1;
  return length >= 10 || length === 0 ? 0 : -1.5;
}

function placeScore(anchor: MarkupElement): number {
  const isHeading = anchor.closest('h1, h2, h3, h4') !== null || anchor.querySelector('h1, h2, h3, h4') !== null;
  const inArticle = anchor.closest('article') !== null;
  const around = isArticlePlace(anchor) ? 0 : AROUND;
  return (
    around +
    (isHeading ? 1.5 : 0) +
    (inArticle || anchor.closest('main, li') !== null ? 0.5 : 0) +
    (inArticle ? 0.5 : 0)
  );
}

/** The parts of a path, in lower case. */
function partsOf(url: URL): string[] {
  return url.pathname
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '');
}
