import { type MarkupElement, nameOf } from './markup-tree.ts';

/** What links stand in that lead through a site, and not to what is new on it. */
const AROUND = new Set('nav footer form menu dialog'.split(' '));
const AROUND_ROLES = new Set('navigation contentinfo search menu menubar toolbar dialog'.split(' '));
const AROUND_NAMES =
  /(?:^|[\s_-])(?:nav(?:bar|igation)?|menus?|sub-?menu|breadcrumbs?|pagination|pager|paging|footer|share|sharing|social|tag-?(?:s|list|cloud)|categor(?:y|ies)|authors?|bylines?|signature|login|log-?in|sign-?in|subscri(?:be|ption)s?|newsletters?|cookies?|consent|adverts?|advertisement|sponsor(?:ed)?|promo|skip|languages?|lang-switch(?:er)?|toolbar|masthead|topbar|comments?|disqus)(?=$|[\s_-])/i;
/** What is one of many articles on a list, whatever its class is called. */
const ARTICLES = new Set(['article', 'main']);
/** Elements from a link up that are looked at. */
const FARTHEST = 40;

/** Whether a link stands where articles are listed: outside of what leads through a site. */
export function isArticlePlace(anchor: MarkupElement): boolean {
  let element: MarkupElement | null = anchor;
  for (let steps = 0; element && steps < FARTHEST; steps++, element = element.parentElement) {
    const name = nameOf(element);
    if (name === 'body' || name === 'html') return true;
    if (AROUND.has(name) || AROUND_ROLES.has(element.getAttribute('role') ?? '')) return false;
    if (name === 'header' && !isInArticle(element)) return false;
    if (!ARTICLES.has(name) && AROUND_NAMES.test(namesOf(element))) return false;
  }
  return true;
}

/** A header belongs to an article, or else to the page. */
function isInArticle(header: MarkupElement): boolean {
  return header.closest('article, main, li, section') !== null;
}

function namesOf(element: MarkupElement): string {
  return `${element.getAttribute('id') ?? ''} ${element.getAttribute('class') ?? ''}`.slice(0, 500);
}
