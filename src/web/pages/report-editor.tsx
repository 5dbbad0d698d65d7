import { Button, Select, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ReportLanguage, WrittenReport } from '../../schema/report-text.ts';
import { LAST_SCHEME } from '../order-editor/last-scheme.ts';
import { MarkingInput } from '../order-editor/marking-picker.tsx';
import { isSchemeName, SCHEMES } from '../order-editor/schemes.ts';
import { Refusal } from '../parts/refusal.tsx';
import { Empty, Failed, Loading } from '../parts/status-notes.tsx';
import { load } from '../report-editor/carried.ts';
import { ReportEditor } from '../report-editor/report-editor.tsx';
import { useAllItems } from '../wire/all-items.ts';
import { read, write } from '../wire/ask.ts';
import type { Order, ReportPlace, WholeOrder, WholeReport } from '../wire/shapes.ts';
import { useLanguage, useWords } from '../words/words-context.tsx';

/** Where a report is begun: how it is handled comes first, since nothing is ever assumed to be public. */
export function NewReportPage() {
  const { order } = useSearch({ from: '/signed-in/reports/new' });
  const [chosen, setChosen] = useState(order ?? load()?.answers?.orderId);
  const answered = useQuery({
    queryKey: ['order', chosen],
    enabled: chosen !== undefined,
    queryFn: ({ signal }) => read<WholeOrder>(`/orders/${chosen}`, {}, signal),
  });
  if (chosen !== undefined && answered.isPending) return <Loading />;
  return <Beginning key={chosen} order={answered.data} choose={setChosen} />;
}

interface BeginningProps {
  readonly order: WholeOrder | undefined;
  choose(orderId: string | undefined): void;
}

function Beginning({ order, choose }: BeginningProps) {
  const { reportEditor, orderEditor } = useWords();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const orders = useAllItems<Order>('orders', '/orders', { status: 'open' });
  const [scheme, setScheme] = useState(order?.scheme ?? localStorage.getItem(LAST_SCHEME) ?? 'desk');
  const [marking, setMarking] = useState(order?.order.marking ?? '');
  const beginning = useMutation({
    mutationFn: () =>
      write<ReportPlace>('POST', '/reports', { report: emptyReport({ language, scheme, marking, order }) }),
    async onSuccess({ id }) {
      localStorage.setItem(LAST_SCHEME, scheme);
      await queries.invalidateQueries({ queryKey: ['reports'] });
      const search = order ? { order: order.id } : {};
      await navigate({ to: '/reports/$reportId/edit', params: { reportId: id }, search, replace: true });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    beginning.mutate();
  };
  const schemes = SCHEMES.map((value) => ({ value: value as string, label: orderEditor.schemes[value] }));
  return (
    <form onSubmit={submit}>
      <Stack p="md" maw={640}>
        <Title order={1} size="h3">
          {reportEditor.newTitle}
        </Title>
        <Text c="dimmed" size="sm">
          {reportEditor.newHint}
        </Text>
        <Select
          label={reportEditor.fromOrder}
          placeholder={reportEditor.noOrder}
          data={(orders.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          value={order?.id ?? null}
          searchable
          clearable
          onChange={(id) => choose(id ?? undefined)}
        />
        <Select
          label={orderEditor.scheme}
          data={isSchemeName(scheme) ? schemes : [...schemes, { value: scheme, label: scheme }]}
          value={scheme}
          allowDeselect={false}
          onChange={(chosen) => chosen !== null && setScheme(chosen)}
        />
        <MarkingInput
          path="handling"
          label={reportEditor.handling}
          hint={reportEditor.handlingHint}
          scheme={scheme}
          value={marking}
          isRequired
          onType={setMarking}
        />
        <Refusal error={beginning.error} />
        <Button type="submit" w="fit-content" loading={beginning.isPending} disabled={marking.trim() === ''}>
          {reportEditor.begin}
        </Button>
      </Stack>
    </form>
  );
}

interface BeginningReport {
  readonly language: ReportLanguage;
  readonly scheme: string;
  readonly marking: string;
  readonly order: WholeOrder | undefined;
}

function emptyReport({ language, scheme, marking, order }: BeginningReport): WrittenReport {
  return {
    ...{ title: '', titleMark: '', language, saysCut: false, portions: [], citations: [], answers: [] },
    handling: { scheme, marking: marking.trim(), needToKnow: order?.needToKnow ?? [] },
  };
}

/** Where a report is written on, over what is read here: what others save meanwhile comes between. */
export function EditReportPage() {
  const { reportId } = useParams({ from: '/signed-in/reports/$reportId/edit' });
  const { order } = useSearch({ from: '/signed-in/reports/$reportId/edit' });
  const [times, setTimes] = useState(0);
  const report = useQuery({
    queryKey: ['report-begun', reportId, times],
    queryFn: ({ signal }) => read<WholeReport>(`/reports/${reportId}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const { reports } = useWords();
  if (report.isPending) return <Loading />;
  if (report.error) return <Failed error={report.error} retry={() => void report.refetch()} />;
  const whole = report.data;
  if (whole.status !== 'draft' && whole.status !== 'review') return <Empty title={reports.notWritable} />;
  return (
    <ReportEditor
      key={`${reportId} ${times}`}
      whole={whole}
      orderId={order ?? load()?.answers?.orderId}
      readAnew={() => setTimes(times + 1)}
    />
  );
}
