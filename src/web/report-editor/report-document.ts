import type { Answer, Inline, ReportPortion, ReportRow } from '../../schema/report-text.ts';

/** A node of the document that is edited, as plain data; what it may hold, `report-nodes.ts` says. */
export interface DocumentNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly DocumentNode[];
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[];
  readonly text?: string;
}

/** The part of a report that is written as one text. */
export interface ReportBody {
  readonly portions: readonly ReportPortion[];
  readonly answers: readonly Answer[];
}

/** What a block keeps of the questions that it answers. */
export type BlockAnswer = Omit<Answer, 'portionId'>;

/** Returns the document in which portions are edited: one block for each, and an empty paragraph where there is none. */
export function documentOf({ portions, answers }: ReportBody): DocumentNode {
  let before = '';
  const blocks = portions.map((portion) => {
    const block = blockOf(portion, answers, before);
    before = portion.mark || before;
    return block;
  });
  return { type: 'doc', content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }] };
}

/** What is not marked yet is proposed the mark of what stands `before` it. */
function blockOf(portion: ReportPortion, answers: readonly Answer[], before: string): DocumentNode {
  const { id, mark, confidence = null, likelihood = null } = portion;
  const own = answers.flatMap(({ portionId, ...answer }) => (portionId === id ? [answer] : []));
  const follows = mark === '' ? before : '';
  const shared = { id, mark, follows, confidence, likelihood, answers: own };
  const content = nodesOf(portion.content);
  switch (portion.kind) {
    case 'heading':
      return { type: 'heading', attrs: { ...shared, level: portion.level }, content };
    case 'item':
      return { type: 'item', attrs: { ...shared, depth: portion.depth, isNumbered: portion.isNumbered }, content };
    case 'table':
      return {
        type: 'table',
        attrs: shared,
        content: [
          { type: 'caption', content },
          { type: 'header', content: portion.header.map(cellOf) },
          ...portion.rows.map((row) => ({ type: 'row', attrs: { mark: row.mark }, content: row.cells.map(cellOf) })),
        ],
      };
    default:
      return { type: portion.kind, attrs: shared, content };
  }
}

function cellOf(inlines: readonly Inline[]): DocumentNode {
  return { type: 'cell', content: nodesOf(inlines) };
}

function nodesOf(inlines: readonly Inline[]): readonly DocumentNode[] {
  return inlines.flatMap((inline): DocumentNode[] => {
    if (inline.kind !== 'text') return [{ type: inline.kind, attrs: { id: inline.id } }];
    if (inline.text === '') return [];
    const marks = [
      ...(inline.link === undefined ? [] : [{ type: 'link', attrs: { href: inline.link } }]),
      ...(inline.strong ? [{ type: 'strong' }] : []),
      ...(inline.emphasis ? [{ type: 'emphasis' }] : []),
    ];
    return [{ type: 'text', text: inline.text, ...(marks.length > 0 && { marks }) }];
  });
}

/** Returns the portions of a document; blocks in which nothing stands are none. */
export function bodyOf(document: DocumentNode): ReportBody {
  const blocks = (document.content ?? []).filter((block) => block.type === 'table' || (block.content ?? []).length > 0);
  return {
    portions: blocks.map(portionOf),
    answers: blocks.flatMap(({ attrs }) =>
      ((attrs?.['answers'] ?? []) as readonly BlockAnswer[]).map(({ questionId, isWhole }) => ({
        ...{ portionId: String(attrs?.['id']), questionId, isWhole },
      })),
    ),
  };
}

function portionOf({ type, attrs = {}, content = [] }: DocumentNode): ReportPortion {
  const { id, mark, confidence, likelihood } = attrs as unknown as ReportPortion;
  const shared = { id, mark, ...(confidence && { confidence }), ...(likelihood && { likelihood }) };
  const { level, depth, isNumbered } = attrs as { level: 1 | 2 | 3; depth: number; isNumbered: boolean };
  switch (type) {
    case 'heading':
      return { ...shared, kind: 'heading', level, content: inlinesIn(content) };
    case 'item':
      return { ...shared, kind: 'item', depth, isNumbered, content: inlinesIn(content) };
    case 'table': {
      const [caption, header, ...rows] = content;
      return {
        ...{ ...shared, kind: 'table', content: inlinesIn(caption?.content) },
        ...{ header: cellsOf(header), rows: rows.map(rowOf) },
      };
    }
    default:
      return { ...shared, kind: type === 'quote' ? 'quote' : 'paragraph', content: inlinesIn(content) };
  }
}

function rowOf(row: DocumentNode): ReportRow {
  return { mark: String(row.attrs?.['mark'] ?? ''), cells: cellsOf(row) };
}

function cellsOf(row: DocumentNode | undefined): readonly (readonly Inline[])[] {
  return (row?.content ?? []).map(({ content }) => inlinesIn(content));
}

function inlinesIn(nodes: readonly DocumentNode[] = []): readonly Inline[] {
  return nodes.map((node): Inline => {
    if (node.type !== 'text')
      return { kind: node.type === 'citation' ? 'citation' : 'reference', id: String(node.attrs?.['id']) };
    const has = (name: string) => node.marks?.find(({ type }) => type === name);
    const link = has('link');
    return {
      ...{ kind: 'text', text: node.text ?? '' },
      ...(has('strong') && { strong: true as const }),
      ...(has('emphasis') && { emphasis: true as const }),
      ...(link && { link: String(link.attrs?.['href']) }),
    };
  });
}
