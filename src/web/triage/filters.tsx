import { Chip, Group, SegmentedControl, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAllItems } from '../wire/all-items.ts';
import { read } from '../wire/ask.ts';
import type { Order, WholeOrder } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import { SavedFilters } from './saved-filters-menu.tsx';
import classes from './triage.module.css';
import type { TriageSearch } from './triage-search.ts';

interface FiltersProps {
  readonly search: TriageSearch;
  go(change: Partial<TriageSearch>): void;
  goTo(search: TriageSearch): void;
}

/** What of the queue is shown. */
export function Filters({ search, go, goTo }: FiltersProps) {
  const { triage } = useWords();
  return (
    <Stack className={classes['filters'] ?? ''} gap="xs">
      <Asked search={search} go={go} />
      <Group gap="xs" wrap="nowrap">
        <Judgement search={search} go={go} />
        <SegmentedControl
          size="xs"
          flex="none"
          value={search.by ?? 'hit'}
          data={[
            { value: 'hit', label: triage.by.hit },
            { value: 'story', label: triage.by.story },
          ]}
          onChange={(value) => go({ by: value === 'story' ? 'story' : undefined, hit: undefined })}
        />
      </Group>
      <SegmentedControl
        size="xs"
        fullWidth
        value={search.order ?? 'newest'}
        data={[
          { value: 'newest', label: triage.newest },
          { value: 'best', label: triage.best },
        ]}
        onChange={(value) => go({ order: value === 'best' ? 'best' : undefined, hit: undefined })}
      />
      <Group gap="xs">
        {(['mine', 'snoozed'] as const).map((name) => (
          <Chip
            key={name}
            size="xs"
            checked={search[name] !== undefined}
            onChange={(isOn) => go({ [name]: isOn ? 'yes' : undefined, hit: undefined })}
          >
            {triage[name]}
          </Chip>
        ))}
        <SavedFilters search={search} goTo={goTo} />
      </Group>
    </Stack>
  );
}

const OPEN = { status: 'open' } as const;

function Asked({ search: { orderId, questionId }, go }: Pick<FiltersProps, 'search' | 'go'>) {
  const { triage } = useWords();
  const orders = useAllItems<Order>('orders', '/orders', OPEN);
  const order = useQuery({
    queryKey: ['order', orderId],
    enabled: orderId !== undefined,
    queryFn: ({ signal }) => read<WholeOrder>(`/orders/${orderId}`, {}, signal),
  });
  const wordings = new Map(order.data?.order.questions.map(({ letter, wording }) => [letter, wording]));
  return (
    <>
      <Select
        size="xs"
        aria-label={triage.allOrders}
        placeholder={triage.allOrders}
        clearable
        searchable
        value={orderId ?? null}
        data={(orders.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(id) => go({ orderId: id ?? undefined, questionId: undefined, hit: undefined })}
      />
      {order.data && (
        <Select
          size="xs"
          aria-label={triage.question}
          placeholder={triage.question}
          clearable
          value={questionId ?? null}
          data={order.data.questions.map(({ id, letter }) => ({
            value: id,
            label: `${letter}  ${wordings.get(letter) ?? ''}`,
          }))}
          onChange={(id) => go({ questionId: id ?? undefined, hit: undefined })}
        />
      )}
    </>
  );
}

function Judgement({ search, go }: Pick<FiltersProps, 'search' | 'go'>) {
  const { triage } = useWords();
  const judgements = ['new', 'to-verify', 'relevant', 'not-relevant'] as const;
  return (
    <Select
      size="xs"
      flex={1}
      miw={0}
      aria-label={triage.waiting}
      allowDeselect={false}
      value={search.judgement ?? 'new'}
      data={judgements.map((value) => ({ value, label: triage.judgement[value] }))}
      onChange={(value) =>
        go({ judgement: value === 'new' ? undefined : (value as TriageSearch['judgement']), hit: undefined })
      }
    />
  );
}
