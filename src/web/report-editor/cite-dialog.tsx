import {
  Button,
  Group,
  Modal,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Citation, Reliability } from '../../schema/report-text.ts';
import { MoreButton } from '../parts/more-button.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Loading } from '../parts/status-notes.tsx';
import { read, write } from '../wire/ask.ts';
import { useListing } from '../wire/pages.ts';
import type { FoundDocuments, Hit, Source, WholeDocument } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import styles from './report-editor.module.css';

/** A document that is to be cited, found by itself or as a hit. */
interface Citable {
  readonly documentId: string;
  readonly hit?: { readonly id: string; readonly credibility: number | null } | undefined;
}

interface CiteDialogProps {
  /** The orders that the report answers. */
  readonly orders: readonly { readonly id: string; readonly title: string }[];
  /** One that is there already, to be changed, with its number. */
  readonly changed?: { readonly citation: Citation; readonly number: number } | undefined;
  take(citation: Citation, title: string): void;
  close(): void;
}

/** Where a source is chosen, graded and quoted. */
export function CiteDialog({ orders, changed, take, close }: CiteDialogProps) {
  const { reportEditor, common } = useWords();
  const [chosen, setChosen] = useState<Citable | undefined>(changed?.citation);
  const title = changed ? reportEditor.cite.edit(changed.number) : reportEditor.cite.title;
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': common.close }} size="lg">
      {chosen ? (
        <Grading
          citable={chosen}
          changed={changed?.citation}
          take={take}
          {...(!changed && { back: () => setChosen(undefined) })}
        />
      ) : (
        <Finding orders={orders} choose={setChosen} />
      )}
    </Modal>
  );
}

interface FindingProps {
  readonly orders: CiteDialogProps['orders'];
  choose(citable: Citable): void;
}

function Finding({ orders, choose }: FindingProps) {
  const { reportEditor } = useWords();
  const words = reportEditor.cite;
  const [where, setWhere] = useState<'hits' | 'documents'>(orders.length > 0 ? 'hits' : 'documents');
  return (
    <Stack gap="sm">
      <SegmentedControl
        value={where}
        data={[
          { value: 'hits', label: words.hits },
          { value: 'documents', label: words.documents },
        ]}
        onChange={(value) => setWhere(value as 'hits' | 'documents')}
      />
      {where === 'documents' && <DocumentSearch choose={choose} />}
      {where === 'hits' && orders.length > 0 && <Hits orders={orders} choose={choose} />}
      {where === 'hits' && orders.length === 0 && <Text size="sm">{words.noOrders}</Text>}
    </Stack>
  );
}

const JUDGEMENTS = ['relevant', 'to-verify', 'new', 'not-relevant'] as const;

function Hits({ orders, choose }: FindingProps) {
  const words = useWords();
  const { cite } = words.reportEditor;
  const [orderId, setOrderId] = useState(orders[0]!.id);
  const [judgement, setJudgement] = useState<string>('relevant');
  const hits = useListing<Hit>('hits', '/hits', { orderId, judgement, most: 50 });
  return (
    <Stack gap="xs">
      <Group grow>
        <Select
          label={cite.order}
          data={orders.map(({ id, title }) => ({ value: id, label: title }))}
          value={orderId}
          allowDeselect={false}
          onChange={(id) => id !== null && setOrderId(id)}
        />
        <Select
          label={cite.judgement}
          data={JUDGEMENTS.map((value) => ({ value, label: words.triage.judgement[value] }))}
          value={judgement}
          allowDeselect={false}
          onChange={(value) => value !== null && setJudgement(value)}
        />
      </Group>
      <Refusal error={hits.error} />
      {hits.isPending && <Loading />}
      <div className={styles['found']}>
        {hits.items.map(({ id, title, letter, documentId, credibility }) => (
          <UnstyledButton
            key={id}
            className={styles['choice']}
            onClick={() => choose({ documentId, hit: { id, credibility } })}
          >
            <Text span size="sm">
              {letter} · {title}
            </Text>
          </UnstyledButton>
        ))}
        {!hits.isPending && hits.items.length === 0 && <Text size="sm">{cite.none}</Text>}
        <MoreButton {...hits} />
      </div>
    </Stack>
  );
}

function DocumentSearch({ choose }: Pick<FindingProps, 'choose'>) {
  const words = useWords();
  const { reportEditor, common, documents, locale } = words;
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const found = useQuery({
    queryKey: ['documents', 'to-cite', asked],
    enabled: asked !== '',
    retry: false,
    queryFn: () =>
      write<FoundDocuments>('POST', '/documents/search', { expression: asked, language: locale.slice(0, 2), most: 50 }),
  });
  const search = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(typed.trim());
  };
  return (
    <Stack gap="xs">
      <form onSubmit={search}>
        <Group align="flex-end">
          <TextInput
            flex={1}
            label={reportEditor.cite.search}
            placeholder={documents.placeholder}
            value={typed}
            data-autofocus
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Button type="submit">{common.search}</Button>
        </Group>
      </form>
      <Refusal error={found.error} />
      {found.isFetching && <Loading />}
      <div className={styles['found']}>
        {found.data?.items.map(({ id, title, sourceName, publishedOn }) => (
          <UnstyledButton key={id} className={styles['choice']} onClick={() => choose({ documentId: id })}>
            <Text span size="sm">
              {title || '…'}
            </Text>
            <Text span size="xs" c="dimmed">
              {[sourceName, publishedOn && dayInWords(publishedOn, words)].filter(Boolean).join(' · ')}
            </Text>
          </UnstyledButton>
        ))}
        {found.data?.items.length === 0 && <Text size="sm">{reportEditor.cite.none}</Text>}
      </div>
    </Stack>
  );
}

/** How far a source is to be trusted where nobody says otherwise: as the desk holds it. */
function useUsualReliability(sourceId: string | null | undefined): Reliability | null | undefined {
  const source = useQuery({
    queryKey: ['source', sourceId],
    enabled: typeof sourceId === 'string',
    retry: false,
    queryFn: ({ signal }) => read<Source>(`/sources/${sourceId}`, {}, signal),
  });
  return sourceId === null || source.error ? null : source.data?.reliability;
}

interface GradingProps {
  readonly citable: Citable;
  readonly changed: Citation | undefined;
  take(citation: Citation, title: string): void;
  back?(): void;
}

function Grading({ citable, changed, take, back }: GradingProps) {
  const { reportEditor } = useWords();
  const document = useQuery({
    queryKey: ['document', citable.documentId],
    queryFn: ({ signal }) => read<WholeDocument>(`/documents/${citable.documentId}`, {}, signal),
  });
  const usual = useUsualReliability(document.data?.sourceId);
  if (document.error) return <Refusal error={document.error} />;
  if (!document.data || usual === undefined) return <Loading />;
  const first: Citation = changed ?? {
    ...{ id: crypto.randomUUID(), documentId: citable.documentId, reliability: usual },
    ...(citable.hit && { hitId: citable.hit.id }),
    credibility: citable.hit?.credibility ?? null,
  };
  return (
    <Stack gap="sm">
      <Text fw={600}>{document.data.title}</Text>
      {back && (
        <Button variant="subtle" size="compact-sm" w="fit-content" onClick={back}>
          {reportEditor.cite.other}
        </Button>
      )}
      <Grades first={first} isNew={changed === undefined} document={document.data} take={take} />
    </Stack>
  );
}

interface GradesProps {
  readonly first: Citation;
  readonly isNew: boolean;
  readonly document: WholeDocument;
  take(citation: Citation, title: string): void;
}

function Grades({ first, isNew, document, take }: GradesProps) {
  const { reportEditor, sources } = useWords();
  const words = reportEditor.cite;
  const [graded, setGraded] = useState({ ...first, quotation: first.quotation ?? '' });
  const letters = Object.entries(sources.reliabilities).map(([value, label]) => ({ value, label }));
  const numbers = words.credibilities.map((label, at) => ({ value: String(at + 1), label }));
  const plain = (text: string) => text.replace(/\s+/gu, ' ').trim();
  const isThere = plain(`${document.title} ${document.body}`).includes(plain(graded.quotation));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { quotation, ...citation } = graded;
    take({ ...citation, ...(quotation.trim() !== '' && { quotation: quotation.trim() }) }, document.title);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group grow align="flex-end">
          <Select
            label={words.reliability}
            placeholder={words.notGraded}
            data={letters}
            value={graded.reliability}
            clearable
            data-autofocus
            onChange={(value) => setGraded({ ...graded, reliability: value as Reliability | null })}
          />
          <Select
            label={words.credibility}
            placeholder={words.notGraded}
            data={numbers}
            value={graded.credibility === null ? null : String(graded.credibility)}
            clearable
            onChange={(value) => setGraded({ ...graded, credibility: value === null ? null : Number(value) })}
          />
        </Group>
        <Textarea
          label={words.quotation}
          description={words.quotationHint}
          error={isThere ? undefined : words.notThere}
          value={graded.quotation}
          maxLength={2000}
          autosize
          minRows={2}
          maxRows={8}
          onChange={({ currentTarget }) => setGraded({ ...graded, quotation: currentTarget.value })}
        />
        <Group justify="flex-end">
          <Button type="submit">{isNew ? words.insert : words.change}</Button>
        </Group>
      </Stack>
    </form>
  );
}
