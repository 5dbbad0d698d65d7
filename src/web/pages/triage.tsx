import { Button, Group, Paper, SegmentedControl, Select, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Empty, Failed, Loading } from '../parts/status-notes.tsx';
import { useKeys } from '../shell/keys.ts';
import { HitReader } from '../triage/hit-reader.tsx';
import { type Decision, useJudging } from '../triage/judging.ts';
import { Queue } from '../triage/queue.tsx';
import classes from '../triage/triage.module.css';
import { useListing } from '../wire/pages.ts';
import type { Hit, Order } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** What the address of the queue says. */
export interface TriageSearch {
  readonly orderId?: string | undefined;
  readonly questionId?: string | undefined;
  readonly judgement?: 'relevant' | 'not-relevant' | 'to-verify' | undefined;
  readonly order?: 'best' | undefined;
  readonly hit?: string | undefined;
}

/** The queue, worked by keyboard: one key for each decision. */
export function TriagePage() {
  const { triage } = useWords();
  const search = useSearch({ from: '/signed-in/triage' });
  const navigate = useNavigate();
  const { orderId, questionId, judgement = 'new', order = 'newest' } = search;
  const listing = useListing<Hit>('hits', '/hits', { orderId, questionId, judgement, order, most: 100 });
  const chosen = listing.items.find(({ id }) => id === search.hit);
  const go = (change: Partial<TriageSearch>): void =>
    void navigate({ to: '/triage', search: { ...search, ...change }, replace: 'hit' in change });
  const deciding = useDeciding(listing.items, chosen, (hit) => go({ hit }));
  return (
    <div className={classes['page']} data-reading={search.hit !== undefined || undefined}>
      <div className={classes['side']}>
        {search.hit === undefined && <VisuallyHidden component="h1">{triage.title}</VisuallyHidden>}
        <Filters search={search} go={go} />
        {listing.isPending ? (
          <Loading />
        ) : listing.error ? (
          <Failed error={listing.error} retry={listing.retry} />
        ) : null}
        {listing.items.length > 0 && (
          <Queue listing={listing} chosenId={search.hit} choose={(hit) => go({ hit: hit.id })} />
        )}
        {!listing.isPending && !listing.error && listing.items.length === 0 && (
          <Empty title={triage.empty} hint={triage.emptyHint} />
        )}
      </div>
      <div className={classes['reader']}>
        {search.hit === undefined ? (
          <Empty title={triage.choose} />
        ) : (
          <HitReader hitId={search.hit} judge={deciding.decide} goBack={() => go({ hit: undefined })} />
        )}
      </div>
      <Told {...deciding} />
    </div>
  );
}

/** Keys and buttons that decide, and go on to the next hit. */
function useDeciding(items: readonly Hit[], chosen: Hit | undefined, choose: (id: string | undefined) => void) {
  const navigate = useNavigate();
  const judging = useJudging();
  const at = chosen ? items.indexOf(chosen) : -1;
  const move = (by: number): void => {
    const next = items[Math.max(0, Math.min(items.length - 1, at + by))];
    if (next) choose(next.id);
  };
  const decide = (decision: Decision): void => {
    if (!chosen) return;
    judging.judge(chosen, decision);
    choose((items[at + 1] ?? items[at - 1])?.id);
  };
  useKeys({
    j: () => move(1),
    k: () => move(at < 0 ? 1 : -1),
    r: () => decide('relevant'),
    n: () => decide('not-relevant'),
    v: () => decide('to-verify'),
    z: () => void judging.undo(),
    o: () => chosen && void navigate({ to: '/documents/$documentId', params: { documentId: chosen.documentId } }),
  });
  return { ...judging, decide };
}

function Filters({ search, go }: { readonly search: TriageSearch; go(change: Partial<TriageSearch>): void }) {
  const { triage } = useWords();
  const orders = useListing<Order>('orders', '/orders', { status: 'open', most: 200 });
  const judgements = ['new', 'to-verify', 'relevant', 'not-relevant'] as const;
  return (
    <Stack className={classes['filters'] ?? ''} gap="xs">
      <Select
        size="xs"
        aria-label={triage.allOrders}
        placeholder={triage.allOrders}
        clearable
        searchable
        value={search.orderId ?? null}
        data={orders.items.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(orderId) => go({ orderId: orderId ?? undefined, questionId: undefined, hit: undefined })}
      />
      <Stack gap="xs">
        <Select
          size="xs"
          aria-label={triage.waiting}
          allowDeselect={false}
          value={search.judgement ?? 'new'}
          data={judgements.map((value) => ({ value, label: triage.judgement[value] }))}
          onChange={(value) =>
            go({ judgement: value === 'new' ? undefined : (value as TriageSearch['judgement']), hit: undefined })
          }
        />
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
      </Stack>
    </Stack>
  );
}

/** What was decided last, with a way back, or what the desk said no with. */
function Told({ last, error, undo }: Pick<ReturnType<typeof useJudging>, 'last' | 'error' | 'undo'>) {
  const { triage, common } = useWords();
  if (!last && !error) return null;
  return (
    <Paper className={classes['told'] ?? ''} withBorder shadow="md" p="xs" role="status">
      <Group gap="sm" wrap="nowrap">
        <Text size="sm" {...(error && { c: 'red' })}>
          {error ? error.message : triage.judged(triage.judgement[last!.decision])}
        </Text>
        {last && !error && (
          <Button size="compact-xs" variant="light" onClick={undo}>
            {common.undo}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
