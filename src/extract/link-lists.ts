import { childrenOf, isElement, isText, type MarkupElement, type MarkupNode, nameOf } from './markup-tree.ts';

/** Links from which on a part that holds little else leads elsewhere, rather than to one source. */
const MANY = 4;
/** Share of its words in links from which on a part is a list of links. */
const MOSTLY = 0.8;
/** Characters outside of links from which on a text has lists of links beside it, rather than being one. */
const LEAST_TEXT = 1000;
/** What a list of links may be: never a word or two inside a sentence. */
const PARTS = new Set('div section ul ol dl p nav table tbody tr td li figure header footer'.split(' '));

interface Measured {
  readonly length: number;
  readonly linked: number;
  readonly links: number;
}

/**
 * Returns the outermost parts of a text that are lists of links, such as what was most read and who liked it: there are
 * such where the text has enough of its own. Links inside the page, as of a table of contents or a note, lead nowhere else.
 */
export function linkLists(text: MarkupElement): readonly MarkupElement[] {
  const lists: MarkupElement[] = [];
  const whole = measured(text, lists);
  return whole.length - whole.linked >= LEAST_TEXT ? lists : [];
}

/** Measures an element; `lists` gets those inside it that are lists of links, inner ones before outer ones. */
function measured(element: MarkupElement, lists: MarkupElement[]): Measured {
  const from = lists.length;
  let [length, linked, links] = [0, 0, 0];
  for (const child of childrenOf(element)) {
    if (isText(child)) length += lengthOf(child);
    if (!isElement(child)) continue;
    const name = nameOf(child);
    if (name === 'script' || name === 'style') continue;
    const inner = measured(child, lists);
    const isLink = name === 'a' && !(child.getAttribute('href') ?? '#').startsWith('#');
    length += inner.length;
    linked += isLink ? inner.length : inner.linked;
    links += isLink ? 1 : inner.links;
  }
  if (links >= MANY && linked >= length * MOSTLY && PARTS.has(nameOf(element))) lists.splice(from, Infinity, element);
  return { length, linked, links };
}

function lengthOf(node: MarkupNode): number {
  return (node.textContent ?? '').replace(/\s+/g, '').length;
}
