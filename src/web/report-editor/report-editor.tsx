import { Group, Stack, Tabs, Text, VisuallyHidden } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { useCallback, useMemo, useState } from 'react';
import { type Citation, marksOf } from '../../schema/report-text.ts';
import { LeaveGuard } from '../order-editor/leave-guard.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { useCommandKey } from '../shell/keys.ts';
import type { WholeReport } from '../wire/shapes.ts';
import { useWholeOrders } from '../wire/whole-orders.ts';
import { useWords } from '../words/words-context.tsx';
import { blockAt, describeUnit } from './block-commands.ts';
import { CheckPanel } from './check-panel.tsx';
import { CiteDialog } from './cite-dialog.tsx';
import { ConflictPanel } from './conflict-panel.tsx';
import { liveBanner } from './live-banner.ts';
import { type MarkAsked, MarkDialog } from './mark-dialog.tsx';
import { numberingOf } from './numbering.ts';
import { PortionPanel } from './portion-panel.tsx';
import styles from './report-editor.module.css';
import { BannerBar, TitleField } from './report-head.tsx';
import { ReportSettings } from './report-settings.tsx';
import { type CitedSource, citedIn, markOf, type Surroundings, unitMark, wordsOf } from './shown-blocks.ts';
import { SourceList } from './source-list.tsx';
import {
  goToCitation,
  goToPlace,
  goToPortion,
  insertCitation,
  removeCitation,
  unitAtCaret,
  unmarkedUnits,
} from './text-places.ts';
import { run, Toolbar } from './toolbar.tsx';
import { useCarried } from './use-carried.ts';
import { type ReportDraft, useReportDraft } from './use-report-draft.ts';
import { useSurroundings } from './use-surroundings.ts';
import { useTextEditor } from './use-text-editor.ts';

interface ReportEditorProps {
  readonly whole: WholeReport;
  /** An order that is to be answered, and is not answered yet. */
  readonly orderId?: string | undefined;
  readAnew(): void;
}

/** What is asked for above the text. */
type Asked =
  | { readonly kind: 'mark'; readonly at: number | 'title' }
  | { readonly kind: 'cite'; readonly changed?: Citation };

/** Where a report is written; it is saved by itself. */
export function ReportEditor({ whole, orderId, readAnew }: ReportEditorProps) {
  const draft = useReportDraft(whole);
  const { autosave } = draft;
  const [added, setAdded] = useState<ReadonlyMap<string, CitedSource>>(new Map());
  const [asked, setAsked] = useState<Asked>();
  const { orderIds, addOrder } = useAnsweredOrders(draft, orderId);
  const orders = useWholeOrders(orderIds);
  const around = useSurroundings(draft, { added, orders });
  const keep = useCallback(
    (citation: Citation, title: string, source: string | null): void => {
      draft.keepCitation(citation);
      setAdded((before) => new Map(before).set(citation.id, { title, source }));
    },
    [draft.keepCitation],
  );
  const text = useReportText({ draft, around, setAsked });
  useCarried(text.editor, keep);
  useCommandKey('s', () => void autosave.flush());
  return (
    <div className={styles['page']}>
      <VisuallyHidden component="h1">{draft.fields.title || whole.id}</VisuallyHidden>
      <Writing {...{ whole, draft, around, text, setAsked, readAnew }} />
      {text.editor && <Beside {...{ draft, orderIds, addOrder }} editor={text.editor} />}
      {text.editor && asked && (
        <Dialogs
          {...{ asked, draft, around, keep, orders }}
          editor={text.editor}
          close={() => {
            setAsked(undefined);
            // Behind the dialog, which gives the focus back to what had it.
            setTimeout(() => (asked.kind === 'mark' && asked.at === 'title') || text.editor?.view.focus());
          }}
        />
      )}
      <LeaveGuard isChanged={() => !autosave.isKept} settle={() => autosave.flush()} />
    </div>
  );
}

/** The orders whose questions are answered or may be. */
function useAnsweredOrders({ said }: ReportDraft, first: string | undefined) {
  const [more, setMore] = useState<readonly string[]>(first === undefined ? [] : [first]);
  const orderIds = useMemo(
    () => [...new Set([...said.questions.map(({ orderId }) => orderId), ...more])],
    [said, more],
  );
  return { orderIds, addOrder: (id: string) => setMore((before) => [...before, id]) };
}

interface ReportTextParts {
  readonly draft: ReportDraft;
  readonly around: Surroundings;
  setAsked(asked: Asked): void;
}

function useReportText({ draft, around, setAsked }: ReportTextParts) {
  const { reportEditor } = useWords();
  const citation = (id: string): boolean => {
    const changed = draft.citations.get(id);
    if (changed) setAsked({ kind: 'cite', changed });
    return changed !== undefined;
  };
  return useTextEditor({
    ...{ body: draft.body, around, label: reportEditor.text },
    change: draft.setBody,
    asked: {
      mark: (at) => setAsked({ kind: 'mark', at }),
      citation: (id) => void citation(id),
      keys: {
        Enter: ({ selection }) =>
          selection instanceof NodeSelection &&
          selection.node.type.name === 'citation' &&
          citation(selection.node.attrs['id']),
        'Alt-m'(state) {
          const unit = unitAtCaret(state);
          if (unit) setAsked({ kind: 'mark', at: unit.at });
          return true;
        },
        'Alt-c'() {
          setAsked({ kind: 'cite' });
          return true;
        },
        'Alt-Enter'(state, dispatch) {
          const unit = unitAtCaret(state);
          const proposal = unit && unitMark(unit.node, around).proposal;
          if (unit && proposal === undefined) setAsked({ kind: 'mark', at: unit.at });
          else if (unit) describeUnit(unit.at, { mark: proposal, hint: '', follows: '' })(state, dispatch);
          return true;
        },
      },
    },
  });
}

interface WritingProps extends ReportTextParts {
  readonly whole: WholeReport;
  readonly text: ReturnType<typeof useTextEditor>;
  readAnew(): void;
}

/** The text with what stands above and below it. */
function Writing({ whole, draft, around, text, setAsked, readAnew }: WritingProps) {
  const { reportEditor, reports } = useWords();
  const { fields, written, said, autosave } = draft;
  const { editor, place } = text;
  const banner = useMemo(() => liveBanner(written), [written]) ?? said;
  const numbers = new Map(written.portions.map(({ id }, at) => [id, at + 1]));
  const unmarked = editor ? unmarkedUnits(editor.state.doc, around) : [];
  const titleMark = titleUnit(draft, around);
  const isTitleOpen = titleMark.state !== 'marked' && fields.title.trim() !== '';
  return (
    <Stack gap="sm" className={styles['writing']!}>
      <Group gap="sm">
        <PageLink to="/reports/$reportId" params={{ reportId: whole.id }} size="sm">
          {reports.status[autosave.place.status]}
        </PageLink>
        <Text size="sm" c="dimmed">
          {reports.version(autosave.place.version)} · {fields.handling.marking}
        </Text>
      </Group>
      <BannerBar
        banner={banner}
        saving={autosave.state}
        unmarked={unmarked.length + (isTitleOpen ? 1 : 0)}
        portionNumber={numbers}
        goToUnmarked={() => {
          const [first] = unmarked;
          if (isTitleOpen || !first) setAsked({ kind: 'mark', at: 'title' });
          else if (editor) {
            goToPlace(editor, first.at + (first.node.type.name === 'row' ? 1 : 0));
            setAsked({ kind: 'mark', at: first.at });
          }
        }}
        goTo={(id) => editor && goToPortion(editor, id)}
      />
      {autosave.state.kind === 'conflict' && (
        <ConflictPanel
          id={whole.id}
          mine={written}
          keepMine={(over) => void autosave.goOnOver(over)}
          takeTheirs={readAnew}
        />
      )}
      <TitleField
        title={fields.title}
        unit={titleMark}
        change={(title) => draft.change({ title })}
        mark={() => setAsked({ kind: 'mark', at: 'title' })}
        goOn={() => editor?.view.focus()}
      />
      {editor && (
        <Toolbar
          editor={editor}
          referable={referableIn(draft, reportEditor.table)}
          cite={() => setAsked({ kind: 'cite' })}
          mark={() => setAsked({ kind: 'mark', at: unitAtCaret(editor.state)?.at ?? 0 })}
        />
      )}
      <div
        ref={place}
        className={styles['text']}
        lang={fields.language}
        data-empty={written.portions.length === 0 || undefined}
        data-placeholder={reportEditor.placeholder}
      />
      {editor && <Cited {...{ editor, draft, around, setAsked }} />}
    </Stack>
  );
}

function titleUnit({ fields: { titleMark } }: ReportDraft, { handling }: Surroundings) {
  return markOf({ mark: titleMark }, handling);
}

function referableIn({ written: { portions } }: ReportDraft, table: (number: string) => string) {
  const { places } = numberingOf(portions);
  return portions.flatMap((portion) => {
    if (portion.kind !== 'heading' && portion.kind !== 'table') return [];
    const number = places.get(portion.id)?.number ?? '';
    const name = portion.kind === 'table' ? table(number) : `§ ${number}`;
    return [{ id: portion.id, label: `${name}  ${wordsOf(portion)}` }];
  });
}

function Cited({ editor, draft, around, setAsked }: ReportTextParts & { readonly editor: Editor }) {
  return (
    <SourceList
      citations={draft.written.citations}
      cited={around.cited}
      change={(changed) => setAsked({ kind: 'cite', changed })}
      remove={(id) => removeCitation(editor, id)}
      goTo={(id) => goToCitation(editor, id)}
    />
  );
}

interface BesideProps {
  readonly editor: Editor;
  readonly draft: ReportDraft;
  readonly orderIds: readonly string[];
  addOrder(id: string): void;
}

/** What is said of the portion in which the caret stands, of all of them, and of the report. */
function Beside({ editor, draft, orderIds, addOrder }: BesideProps) {
  const { reportEditor } = useWords();
  const block = blockAt(editor.state);
  const { findings } = draft.said;
  return (
    <Tabs defaultValue="portion" className={styles['beside']!} keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="portion">{reportEditor.portion}</Tabs.Tab>
        <Tabs.Tab value="checks">{reportEditor.checks(findings.length)}</Tabs.Tab>
        <Tabs.Tab value="report">{reportEditor.settings}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="portion" pt="sm">
        <PortionPanel
          {...{ block: block?.node, orderIds, addOrder }}
          describe={(said) => block && describeUnit(block.at, said)(editor.state, editor.view.dispatch)}
        />
      </Tabs.Panel>
      <Tabs.Panel value="checks" pt="sm">
        <CheckPanel findings={findings} portions={draft.written.portions} goTo={(id) => goToPortion(editor, id)} />
        <Text size="xs" c="dimmed" mt="xs">
          {reportEditor.checksOld}
        </Text>
      </Tabs.Panel>
      <Tabs.Panel value="report" pt="sm">
        <ReportSettings fields={draft.fields} change={draft.change} />
      </Tabs.Panel>
    </Tabs>
  );
}

interface DialogsProps {
  readonly asked: Asked;
  readonly editor: Editor;
  readonly draft: ReportDraft;
  readonly around: Surroundings;
  readonly orders: ReturnType<typeof useWholeOrders>;
  keep(citation: Citation, title: string, source: string | null): void;
  close(): void;
}

function Dialogs({ asked, editor, draft, around, orders, keep, close }: DialogsProps) {
  const { reportEditor } = useWords();
  const { written, fields } = draft;
  if (asked.kind === 'cite') {
    const { changed } = asked;
    const number = written.citations.findIndex(({ id }) => id === changed?.id) + 1;
    return (
      <CiteDialog
        orders={orders.map(({ id, order }) => ({ id, title: order.title }))}
        changed={changed && { citation: changed, number }}
        take={(citation, title) => {
          keep(citation, title, null);
          if (!changed) insertCitation(editor, citation.id);
          close();
        }}
        close={close}
      />
    );
  }
  const { at } = asked;
  const inUse = [...new Set([fields.titleMark, ...written.portions.flatMap(marksOf)])].filter(Boolean);
  const node = at === 'title' ? undefined : editor.state.doc.nodeAt(at);
  const what = at === 'title' ? 'ofTitle' : node?.type.name === 'row' ? 'ofRow' : 'ofBlock';
  const unit: MarkAsked = {
    what: reportEditor.mark[what],
    excerpt: node ? node.textContent : fields.title,
    unit: node ? unitMark(node, around) : titleUnit(draft, around),
    cited: node ? citedIn(node, around.cited) : [],
  };
  return (
    <MarkDialog
      asked={unit}
      handling={around.handling}
      inUse={inUse}
      take={(mark) => {
        if (at === 'title') draft.change({ titleMark: mark });
        else run(editor, describeUnit(at, { mark, hint: '', follows: '' }));
        close();
      }}
      close={close}
    />
  );
}
