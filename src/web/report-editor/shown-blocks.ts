import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { inlinesOf, type ReportPortion } from '../../schema/report-text.ts';
import { covers, isReadable, leastMark, type Marked, type Proposal } from './least-mark.ts';
import { numberingOf } from './numbering.ts';
import { unitsOf } from './portion-keeping.ts';
import { bodyOf, type DocumentNode } from './report-document.ts';

/** A source as it is shown where it is cited. */
export interface CitedSource {
  readonly title: string;
  readonly source: string | null;
  /** Missing where it is not known how it is marked. */
  readonly marking?: Marked | undefined;
}

/** What is not in the text itself, and is shown beside it. */
export interface Surroundings {
  readonly handling: Marked;
  /** By the id of the citation. */
  readonly cited: ReadonlyMap<string, CitedSource>;
  /** What is said of a block besides, by its id: confidence, likelihood, and which questions it answers. */
  readonly notes: (block: Node) => string;
  /** Ids of blocks that something is wrong with. */
  readonly wrong: ReadonlySet<string>;
  readonly say: {
    mark(mark: string): string;
    unmarked(proposal: string | undefined): string;
    below(mark: string, proposal: string): string;
    citation(number: number, title: string): string;
    table(number: string): string;
    gone: string;
  };
}

/** How a unit is marked, and how it should be. */
export interface UnitMark {
  readonly mark: string;
  /** The least mark that covers what is cited in it; where it is not marked, also what it was before. */
  readonly proposal: string | undefined;
  readonly foreign: readonly string[];
  readonly state: 'marked' | 'unmarked' | 'unreadable' | 'below';
}

/** Returns the markings of what is cited in a unit: in a table, that of a row counts for the row alone. */
export function citedIn(node: Node, cited: Surroundings['cited']): readonly (CitedSource & { readonly id: string })[] {
  const found = new Map<string, CitedSource & { readonly id: string }>();
  node.descendants((inner) => {
    if (node.type.name === 'table' && inner.type.name === 'row') return false;
    const id = inner.attrs['id'] as string;
    const source = inner.type.name === 'citation' ? cited.get(id) : undefined;
    if (source) found.set(id, { id, ...source });
    return true;
  });
  return [...found.values()];
}

interface ToMark {
  readonly mark: string;
  /** What its words were marked as before, one mark a line. */
  readonly hint?: string;
  /** The mark of what it was begun behind. */
  readonly follows?: string;
  readonly cited?: readonly CitedSource[];
}

/** Says how something is marked, by its mark, what was said of it before, and what it cites. */
export function markOf({ mark, hint = '', follows = '', cited = [] }: ToMark, handling: Marked): UnitMark {
  const sources = cited.flatMap(({ marking }) => (marking ? [marking] : []));
  const isBelow = sources.some((marking) => !covers(mark, marking, handling));
  const own = mark === '' ? hint.split('\n').filter(Boolean) : [];
  const saysNothing = mark === '' && own.length === 0 && cited.length === 0 && follows !== '';
  // What somebody marked is only ever proposed to be more.
  const more = saysNothing ? [follows] : isBelow && mark !== '' ? [mark] : own;
  const asked = [...sources, ...more.map((marking) => ({ scheme: handling.scheme, marking }))];
  const { mark: least, foreign }: Proposal = leastMark(asked, handling);
  // Where it is not known yet how something is marked that it cites, nothing is proposed that might be less.
  const proposal = sources.length === cited.length ? least : undefined;
  const state = mark === '' ? 'unmarked' : !isReadable(mark, handling) ? 'unreadable' : isBelow ? 'below' : 'marked';
  return { mark, proposal, foreign, state };
}

export function unitMark(node: Node, { handling, cited }: Pick<Surroundings, 'handling' | 'cited'>): UnitMark {
  const { mark, hint, follows } = node.attrs as Required<Pick<ToMark, 'mark' | 'hint' | 'follows'>>;
  return markOf({ mark, hint, follows, cited: citedIn(node, cited) }, handling);
}

/** What a view is told of its block: plain values, so that one that says the same is not drawn again. */
export interface ShownUnit {
  readonly shown: 'unit';
  readonly label: string;
  readonly said: string;
  readonly state: UnitMark['state'];
  readonly sign: string;
  readonly notes: string;
  readonly isWrong: boolean;
}

export interface ShownSign {
  readonly shown: 'sign';
  readonly label: string;
  readonly said: string;
}

function shownUnit(node: Node, around: Surroundings, sign: string): ShownUnit {
  const unit = unitMark(node, around);
  const { mark, proposal, state } = unit;
  const label = mark === '' ? (proposal === undefined ? '(?)' : `(${proposal}?)`) : `(${mark})`;
  const { say } = around;
  const said =
    state === 'unmarked'
      ? say.unmarked(proposal)
      : state === 'below' && proposal !== undefined
        ? say.below(mark, proposal)
        : say.mark(mark);
  const isBlock = node.type.name !== 'row';
  const notes = isBlock ? around.notes(node) : '';
  return {
    ...{ shown: 'unit', label, said, state, sign, notes },
    isWrong: isBlock && around.wrong.has(node.attrs['id']),
  };
}

function decorated(document: Node, around: Surroundings): DecorationSet {
  const { portions } = bodyOf(document.toJSON() as DocumentNode);
  const numbers = numberingOf(portions);
  const decorations: Decoration[] = [];
  const show = (at: number, node: Node, spec: ShownUnit | ShownSign): void => {
    decorations.push(Decoration.node(at, at + node.nodeSize, {}, spec));
  };
  for (const { node, at } of unitsOf(document)) {
    const id = node.attrs['id'] as string | undefined;
    const number = numbers.places.get(id ?? '')?.number ?? '';
    show(at, node, shownUnit(node, around, node.type.name === 'table' ? around.say.table(number) : number));
  }
  const named = new Map(portions.map((portion) => [portion.id, portion]));
  document.descendants((node, at) => {
    const id = node.attrs['id'] as string;
    if (node.type.name === 'citation') {
      const number = numbers.citations.get(id) ?? 0;
      const title = around.cited.get(id)?.title ?? around.say.gone;
      show(at, node, { shown: 'sign', label: `[${number}]`, said: around.say.citation(number, title) });
    }
    if (node.type.name !== 'reference') return;
    const [number, portion] = [numbers.places.get(id)?.number, named.get(id)];
    const label = number === undefined ? '?' : portion?.kind === 'table' ? around.say.table(number) : `§ ${number}`;
    show(at, node, { shown: 'sign', label, said: portion ? wordsOf(portion) : around.say.gone });
  });
  return DecorationSet.create(document, decorations);
}

/** The words of a portion without how they look. */
export function wordsOf(portion: ReportPortion): string {
  return inlinesOf({ ...portion, ...(portion.kind === 'table' && { header: [], rows: [] }) })
    .map((inline) => (inline.kind === 'text' ? inline.text : ''))
    .join('');
}

interface Shown {
  readonly around: Surroundings;
  readonly decorations: DecorationSet;
}

export const SHOWN = new PluginKey<Shown>('shown');

/** Keeps what stands beside the text as the text goes on; `setMeta(SHOWN, …)` brings other surroundings. */
export function shownBlocks(first: Surroundings): Plugin<Shown> {
  return new Plugin<Shown>({
    key: SHOWN,
    state: {
      init: (_config, { doc }) => ({ around: first, decorations: decorated(doc, first) }),
      apply(tr, before) {
        const around = (tr.getMeta(SHOWN) as Surroundings | undefined) ?? before.around;
        if (around === before.around && !tr.docChanged) return before;
        return { around, decorations: decorated(tr.doc, around) };
      },
    },
    props: { decorations: (state) => SHOWN.getState(state)?.decorations },
  });
}
