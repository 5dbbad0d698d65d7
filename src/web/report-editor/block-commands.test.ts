import { getSchema } from '@tiptap/core';
import { history, undo } from '@tiptap/pm/history';
import { Slice } from '@tiptap/pm/model';
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import type { ReportPortion } from '../../schema/report-text.ts';
import { describeUnit, indent, liftBlock, moveBlock, splitBlock, turnInto } from './block-commands.ts';
import { PASTED_MARKS, portionKeeping } from './portion-keeping.ts';
import { bodyOf, documentOf } from './report-document.ts';
import { REPORT_NODES } from './report-nodes.ts';
import {
  addColumn,
  addRow,
  goDown,
  goToCell,
  insertTable,
  removeColumn,
  removeRow,
  tableAt,
} from './table-commands.ts';

const schema = getSchema(REPORT_NODES);
const said = (text: string) => [{ kind: 'text' as const, text }];
const paragraph = (id: string, mark: string, text: string): ReportPortion => ({
  id,
  mark,
  kind: 'paragraph',
  content: said(text),
});

function writing(
  portions: readonly ReportPortion[],
  answers: { portionId: string; questionId: string; isWhole: boolean }[] = [],
) {
  let made = 0;
  const newId = () => `new-${++made}`;
  let state = EditorState.create({
    doc: schema.nodeFromJSON(documentOf({ portions, answers })),
    plugins: [history(), portionKeeping(newId)],
  });
  const dispatch = (tr: typeof state.tr): void => {
    state = state.apply(tr);
  };
  return {
    run: (command: Command) => command(state, dispatch),
    dispatch: (change: (tr: typeof state.tr) => typeof state.tr) => dispatch(change(state.tr)),
    /** Puts the caret behind this text. */
    behind(text: string) {
      let place = -1;
      state.doc.descendants((node, at) => {
        const found = node.text?.indexOf(text) ?? -1;
        if (found >= 0) place = at + found + text.length;
      });
      expect(place).toBeGreaterThan(0);
      dispatch(state.tr.setSelection(TextSelection.create(state.doc, place)));
    },
    type: (text: string) => dispatch(state.tr.insertText(text)),
    place: () => tableAt(state),
    blocks: () =>
      state.doc.children.map(({ type, attrs, textContent }) => ({
        kind: type.name,
        id: attrs['id'],
        mark: attrs['mark'],
        hint: attrs['hint'],
        follows: attrs['follows'],
        text: textContent,
      })),
    body: () => bodyOf(state.doc.toJSON()),
    state: () => state,
  };
}

describe('a new block', () => {
  it('is not marked, and is proposed the mark of the one before it', () => {
    const editor = writing([paragraph('a', 'S//NF', 'Known.')], [{ portionId: 'a', questionId: 'q', isWhole: true }]);
    editor.behind('Known.');
    editor.run(splitBlock);
    editor.type('More.');
    expect(editor.blocks().map(({ id, mark, follows, text }) => [id, mark, follows, text])).toEqual([
      ['a', 'S//NF', '', 'Known.'],
      ['new-1', '', 'S//NF', 'More.'],
    ]);
    expect(editor.body().answers).toEqual([{ portionId: 'a', questionId: 'q', isWhole: true }]);
  });

  it('keeps the mark where it is split off what was marked, and answers nothing', () => {
    const editor = writing(
      [paragraph('a', 'S//NF', 'One. Two.')],
      [{ portionId: 'a', questionId: 'q', isWhole: true }],
    );
    editor.behind('One.');
    editor.run(splitBlock);
    expect(editor.body().portions.map(({ id, mark }) => [id, mark])).toEqual([
      ['a', 'S//NF'],
      ['new-1', 'S//NF'],
    ]);
    expect(editor.body().answers).toHaveLength(1);
  });

  it('goes on with a list, and ends it where an item is left empty', () => {
    const editor = writing([{ id: 'a', mark: 'U', kind: 'item', depth: 1, isNumbered: true, content: said('One') }]);
    editor.behind('One');
    for (let times = 0; times < 3; times++) editor.run(splitBlock);
    expect(editor.blocks().map(({ kind }) => kind)).toEqual(['item', 'paragraph']);
  });
});

describe('words of differently marked blocks', () => {
  it('are not marked where they come together, until somebody marks them', () => {
    const editor = writing([paragraph('a', 'U', 'Open.'), paragraph('b', 'S//NF', 'Secret.')]);
    editor.dispatch((tr) => tr.join(7));
    expect(editor.blocks()).toEqual([
      { kind: 'paragraph', id: 'a', mark: '', hint: 'U\nS//NF', follows: '', text: 'Open.Secret.' },
    ]);
    editor.run(undo);
    expect(editor.blocks().map(({ id, mark, hint }) => [id, mark, hint])).toEqual([
      ['a', 'U', ''],
      ['b', 'S//NF', ''],
    ]);
  });

  it('stay marked where both had the same mark, or where all of the other was deleted', () => {
    const alike = writing([paragraph('a', 'S', 'One.'), paragraph('b', 'S', 'Two.')]);
    alike.dispatch((tr) => tr.join(6));
    expect(alike.blocks()).toMatchObject([{ mark: 'S', text: 'One.Two.' }]);
    const apart = writing([paragraph('a', 'U', 'Open.'), paragraph('b', 'S//NF', 'Secret.')]);
    apart.dispatch((tr) => tr.delete(6, 15));
    expect(apart.blocks()).toMatchObject([{ mark: 'U', text: 'Open.' }]);
  });

  it('are told apart in a selection that was deleted from one into the other', () => {
    const editor = writing([paragraph('a', 'U', 'Open.'), paragraph('b', 'S//NF', 'Secret.')]);
    editor.dispatch((tr) => tr.delete(3, 11));
    expect(editor.blocks()).toEqual([
      { kind: 'paragraph', id: 'a', mark: '', hint: 'U\nS//NF', follows: '', text: 'Opret.' },
    ]);
  });

  it('are not marked where they were pasted into another block', () => {
    const editor = writing([paragraph('a', 'U', 'Open.')]);
    editor.behind('Open.');
    editor.dispatch((tr) => tr.insertText(' Secret.').setMeta(PASTED_MARKS, ['S//NF']));
    expect(editor.blocks()).toMatchObject([{ mark: '', hint: 'U\nS//NF' }]);
  });
});

describe('blocks', () => {
  it('have ids of their own, whatever is pasted', () => {
    const editor = writing([paragraph('a', 'U', 'One.'), paragraph('b', 'U', 'Two.')]);
    const copy = editor.state().doc.slice(0, 6);
    editor.dispatch((tr) => tr.replace(tr.doc.content.size, tr.doc.content.size, new Slice(copy.content, 0, 0)));
    expect(editor.blocks().map(({ id, mark, text }) => [id, mark, text])).toEqual([
      ['a', 'U', 'One.'],
      ['b', 'U', 'Two.'],
      ['new-1', 'U', 'One.'],
    ]);
  });

  it('become others and stay who they are', () => {
    const editor = writing([paragraph('a', 'S', 'One.')]);
    editor.behind('One.');
    for (const kind of [
      { kind: 'heading', level: 2 },
      { kind: 'quote' },
      { kind: 'item', isNumbered: true },
    ] as const) {
      editor.run(turnInto(kind));
      expect(editor.body().portions).toMatchObject([{ id: 'a', mark: 'S', ...kind }]);
    }
    editor.run(indent(1));
    expect(editor.body().portions).toMatchObject([{ depth: 1 }]);
    editor.run(indent(-1));
    expect(editor.run(liftBlock)).toBe(false);
    editor.dispatch((tr) => tr.setSelection(TextSelection.create(tr.doc, 1)));
    editor.run(liftBlock);
    expect(editor.body().portions).toMatchObject([{ id: 'a', mark: 'S', kind: 'paragraph' }]);
  });

  it('are moved and marked', () => {
    const editor = writing([paragraph('a', 'U', 'One.'), paragraph('b', 'S', 'Two.')]);
    editor.behind('Two.');
    editor.run(moveBlock(-1));
    editor.run(describeUnit(0, { mark: 'C', hint: '' }));
    expect(editor.body().portions.map(({ id, mark }) => [id, mark])).toEqual([
      ['b', 'C'],
      ['a', 'U'],
    ]);
    expect(editor.run(moveBlock(-1))).toBe(false);
  });
});

describe('a table', () => {
  it('is walked through, grows and shrinks', () => {
    const editor = writing([paragraph('a', 'S', 'One.')]);
    editor.behind('One.');
    editor.run(insertTable);
    expect(editor.place()).toMatchObject({ line: 0 });
    editor.type('Sums');
    editor.run(goDown);
    editor.type('Year');
    editor.run(goToCell(1));
    editor.type('Sum');
    editor.run(goDown);
    editor.type('7');
    editor.run(removeRow);
    editor.behind('Sum');
    editor.run(addColumn);
    editor.run(addRow);
    editor.type('8');
    editor.behind('Year');
    editor.run(removeColumn);
    expect(editor.body().portions[1]).toEqual({
      ...{ id: 'new-1', mark: '', kind: 'table', content: said('Sums') },
      header: [said('Sum'), [], []],
      rows: [
        { mark: '', cells: [said('8'), [], []] },
        { mark: '', cells: [[], [], []] },
      ],
    });
    expect(editor.state().doc.child(1).child(2).attrs['follows']).toBe('S');
    for (let times = 0; times < 9; times++) editor.run(goToCell(1));
    expect(editor.body().portions[1]).toMatchObject({ rows: [{}, {}, {}] });
  });

  it('has as many cells in each row, whatever is pasted', () => {
    const cells = (count: number) => Array.from({ length: count }, () => []);
    const uneven = {
      id: 't',
      mark: 'U',
      kind: 'table',
      content: [],
      header: cells(1),
      rows: [{ mark: 'U', cells: cells(3) }],
    } as const;
    const editor = writing([paragraph('a', 'U', 'One.'), uneven, { ...uneven, id: 's', header: [] }]);
    editor.dispatch((tr) => tr.insertText('x', 1));
    expect(editor.body().portions.slice(1)).toMatchObject([{ header: cells(3) }, { header: cells(3) }]);
  });
});
