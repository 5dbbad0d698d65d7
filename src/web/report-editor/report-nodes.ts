import { type Attribute, type Extensions, Mark, Node } from '@tiptap/core';
import { DOMParser, Fragment, type Schema } from '@tiptap/pm/model';
import { CONFIDENCES, LIKELIHOODS } from '../../schema/report-text.ts';

/** An attribute that stands in the page as `data-…`, so that it goes along with what is cut and pasted. */
function kept(name: string, read: (written: string | null) => unknown): Attribute {
  const place = `data-${name}`;
  return {
    default: read(null),
    parseHTML: (element) => read(element.getAttribute(place)),
    renderHTML: ({ [name]: value }) => (value === read(null) ? {} : { [place]: written(value) }),
  } as Attribute;
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const text = (value: string | null): string => value ?? '';
const oneOf = (all: readonly string[]) => (value: string | null) =>
  value !== null && all.includes(value) ? value : null;

/** What every block keeps beside its words. Answers stay with the block that gives them, and are not pasted. */
function portionAttributes(): Record<string, Attribute> {
  return {
    /** A UUID; a block that has none, or that of another one, is given one. */
    id: kept('id', text),
    mark: kept('mark', text),
    /** What its words were marked as before they came together, one mark a line: only ever proposed. */
    hint: kept('hint', text),
    /** The mark of what it was begun behind: proposed where nothing else says what it should be. */
    follows: kept('follows', text),
    confidence: kept('confidence', oneOf(CONFIDENCES)),
    likelihood: kept('likelihood', oneOf(LIKELIHOODS)),
    answers: { default: [], rendered: false },
  };
}

const block = { group: 'block', content: 'inline*', defining: true } as const;

const paragraph = Node.create({
  ...{ ...block, name: 'paragraph', priority: 1000 },
  addAttributes: portionAttributes,
  parseHTML: () => [{ tag: 'p' }, { tag: 'pre' }],
  renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
});

const quote = Node.create({
  ...{ ...block, name: 'quote' },
  addAttributes: portionAttributes,
  parseHTML: () => [
    { tag: 'p', priority: 60, getAttrs: ({ parentElement }) => parentElement?.tagName === 'BLOCKQUOTE' && null },
    { tag: 'blockquote' },
  ],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
});

const heading = Node.create({
  ...{ ...block, name: 'heading' },
  addAttributes: () => ({ ...portionAttributes(), level: { default: 1, rendered: false } }),
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.min(3, level) } })),
  renderHTML: ({ node, HTMLAttributes }) => [`h${node.attrs['level']}`, HTMLAttributes, 0],
});

/** Items stand one below the other, each with its depth: each is a portion of its own, and lists are what they make together. */
const item = Node.create({
  ...{ ...block, name: 'item' },
  addAttributes: () => ({
    ...portionAttributes(),
    depth: { default: 0, parseHTML: depthIn, renderHTML: ({ depth }) => ({ 'data-depth': depth }) },
    isNumbered: {
      default: false,
      parseHTML: (element: HTMLElement) =>
        element.closest('ol, ul')?.tagName === 'OL' || element.dataset['numbered'] === 'true',
      renderHTML: ({ isNumbered }: Record<string, unknown>) => (isNumbered ? { 'data-numbered': 'true' } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
});

/** So deep an item stands at most. */
export const MOST_DEPTH = 5;

function depthIn(element: HTMLElement): number {
  const said = Number(element.dataset['depth']);
  if (element.dataset['depth'] !== undefined && said >= 0) return Math.min(MOST_DEPTH, Math.trunc(said));
  let depth = -1;
  for (let at: Element | null = element; at; at = at.parentElement?.closest('ol, ul') ?? null) depth += 1;
  return Math.min(MOST_DEPTH, Math.max(0, depth - 1));
}

/** The first line of a table is its header, whatever it was where it comes from. */
function tableContent({ caption: title, rows }: HTMLTableElement, schema: Schema): Fragment {
  const parser = DOMParser.fromSchema(schema);
  const within = (element: Element, type: string) =>
    parser.parse(element, { topNode: schema.nodes[type]!.create() }).content;
  const cells = (line: HTMLTableRowElement | undefined) =>
    [...(line?.cells ?? [])].map((one) => schema.nodes['cell']!.create(null, within(one, 'cell')));
  const [first, ...others] = rows;
  return Fragment.fromArray([
    schema.nodes['caption']!.create(null, title ? within(title, 'caption') : null),
    schema.nodes['header']!.create(null, cells(first)),
    ...others.map((line) => {
      const { mark = '', hint = '', follows = '' } = line.dataset;
      return schema.nodes['row']!.create({ mark, hint, follows }, cells(line));
    }),
  ]);
}

const table = Node.create({
  ...{ name: 'table', group: 'block', content: 'caption header row*', isolating: true },
  addAttributes: portionAttributes,
  parseHTML: () => [
    { tag: 'table', getContent: (element, schema) => tableContent(element as HTMLTableElement, schema) },
  ],
  renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, 0],
});

const caption = Node.create({
  ...{ name: 'caption', content: 'inline*', isolating: true },
  parseHTML: () => [{ tag: 'caption' }],
  renderHTML: () => ['caption', 0],
});

const header = Node.create({
  ...{ name: 'header', content: 'cell*' },
  parseHTML: () => [{ tag: 'tr', priority: 60, getAttrs: (row) => row.querySelector('th') !== null && null }],
  renderHTML: () => ['tr', 0],
});

const row = Node.create({
  ...{ name: 'row', content: 'cell*' },
  addAttributes: () => ({ mark: kept('mark', text), hint: kept('hint', text), follows: kept('follows', text) }),
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ HTMLAttributes }) => ['tr', HTMLAttributes, 0],
});

const cell = Node.create({
  ...{ name: 'cell', content: 'inline*', isolating: true },
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: () => ['td', 0],
});

/** A sign that points to a source, or to a heading or table of the report: `number` is drawn, and not kept. */
function sign(name: 'citation' | 'reference') {
  return Node.create({
    ...{ name, group: 'inline', inline: true, atom: true, selectable: true },
    addAttributes: () => ({ id: kept(name, text) }),
    parseHTML: () => [{ tag: `span[data-${name}]` }],
    renderHTML: ({ node }) => ['span', { [`data-${name}`]: node.attrs['id'] }],
  });
}

/** Addresses that a report may lead to. */
export const ADDRESS = /^(?:https?|mailto):/i;

const link = Mark.create({
  ...{ name: 'link', inclusive: false },
  addAttributes: () => ({ href: { default: '' } }),
  parseHTML: () => [
    { tag: 'a[href]', getAttrs: (element) => ADDRESS.test(element.getAttribute('href') ?? '') && null },
  ],
  renderHTML: ({ HTMLAttributes }) => ['a', HTMLAttributes, 0],
});

const strong = Mark.create({
  name: 'strong',
  parseHTML: () => [{ tag: 'strong' }, { tag: 'b', getAttrs: ({ style }) => style.fontWeight !== 'normal' && null }],
  renderHTML: () => ['strong', 0],
});

const emphasis = Mark.create({
  name: 'emphasis',
  parseHTML: () => [{ tag: 'em' }, { tag: 'i' }],
  renderHTML: () => ['em', 0],
});

/** All that a report can be made of. The order of the marks is that in which they stand around each other. */
export const REPORT_NODES: Extensions = [
  Node.create({ name: 'doc', topNode: true, content: 'block+' }),
  Node.create({ name: 'text', group: 'inline' }),
  ...[paragraph, quote, heading, item, table, caption, header, row, cell],
  ...[sign('citation'), sign('reference'), link, strong, emphasis],
];
