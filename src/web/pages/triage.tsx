import { Alert, Button, Group, Paper, Text, VisuallyHidden } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { refusalInWords } from '../parts/refusal-in-words.ts';
import { Empty, Failed, Loading } from '../parts/status-notes.tsx';
import { useKeys } from '../shell/keys.ts';
import { assigning, judging, snoozing } from '../triage/deeds.ts';
import { type Deed, useDoing } from '../triage/doing.ts';
import { Filters } from '../triage/filters.tsx';
import { HitReader } from '../triage/hit-reader.tsx';
import { Queue } from '../triage/queue.tsx';
import { type Selection, useSelection } from '../triage/selection.ts';
import { snoozeEnd } from '../triage/snooze-times.ts';
import type { Acting } from '../triage/toolbar.tsx';
import classes from '../triage/triage.module.css';
import type { TriageSearch } from '../triage/triage-search.ts';
import { useListing } from '../wire/pages.ts';
import { useSession } from '../wire/session.ts';
import type { Hit } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** The queue, worked by keyboard: one key for each decision. */
export function TriagePage() {
  const { triage } = useWords();
  const search = useSearch({ from: '/signed-in/triage' });
  const navigate = useNavigate();
  const listing = useQueue(search);
  const selection = useSelection(listing.items);
  const go = (change: Partial<TriageSearch>): void =>
    void navigate({ to: '/triage', search: { ...search, ...change }, replace: 'hit' in change });
  const { acting, ...doing } = useActing({ items: listing.items, search, selection, choose: (hit) => go({ hit }) });
  return (
    <div className={classes['page']} data-reading={search.hit !== undefined || undefined}>
      <div className={classes['side']}>
        {search.hit === undefined && <VisuallyHidden component="h1">{triage.title}</VisuallyHidden>}
        <Filters search={search} go={go} goTo={(to) => void navigate({ to: '/triage', search: to })} />
        <Several selection={selection} shown={listing.items} />
        {listing.isOutdated && <Newer />}
        {listing.isPending ? <Loading /> : listing.error && <Failed error={listing.error} retry={listing.retry} />}
        {listing.items.length > 0 && (
          <Queue listing={listing} chosenId={search.hit} selection={selection} choose={(hit) => go({ hit: hit.id })} />
        )}
        {!listing.isPending && !listing.error && listing.items.length === 0 && (
          <Empty title={triage.empty} hint={triage.emptyHint} />
        )}
      </div>
      <div className={classes['reader']}>
        {search.hit === undefined ? (
          <Empty title={triage.choose} />
        ) : (
          <HitReader
            hitId={search.hit}
            acting={acting}
            isStory={search.by === 'story'}
            goBack={() => go({ hit: undefined })}
          />
        )}
      </div>
      <Told {...doing} />
    </div>
  );
}

function useQueue({ orderId, questionId, judgement, order, by, mine, snoozed }: TriageSearch) {
  const { data: session } = useSession();
  const waits = judgement === undefined || judgement === 'to-verify';
  return useListing<Hit>('hits', '/hits', {
    ...{ orderId, questionId, judgement: judgement ?? 'new', order: order ?? 'newest', by: by ?? 'hit', most: 100 },
    assigneeId: mine === undefined ? undefined : session?.id,
    // What was judged is found whether it was snoozed or not.
    snoozed: snoozed === 'yes' ? true : waits ? false : undefined,
  });
}

interface ActingParts {
  readonly items: readonly Hit[];
  readonly search: TriageSearch;
  readonly selection: Selection;
  choose(id: string | undefined): void;
}

/** Keys and buttons that act on what is picked, or on the hit that is read, and go on to the next one. */
function useActing({ items, search, selection, choose }: ActingParts) {
  const navigate = useNavigate();
  const words = useWords();
  const { data: session } = useSession();
  const { run, ...doing } = useDoing();
  const at = items.findIndex(({ id }) => id === search.hit);
  const chosen = items[at];
  const move = (by: number): void => {
    const next = items[Math.max(0, Math.min(items.length - 1, at + by))];
    if (next) choose(next.id);
  };
  const meant = (): readonly Hit[] => {
    if (selection.ids.size > 0) return items.filter(({ id }) => selection.ids.has(id));
    return chosen ? [chosen] : [];
  };
  const act = (deed: Deed): void => {
    if (deed.hits.length === 0) return;
    run(deed);
    selection.set([]);
    if (!(deed.leaves && chosen && deed.hits.includes(chosen))) return;
    const left = items.filter((hit) => !deed.hits.includes(hit) || hit === chosen);
    const place = left.indexOf(chosen);
    choose((left[place + 1] ?? left[place - 1])?.id);
  };
  const isStory = search.by === 'story';
  const acting: Acting = {
    decide: (decision) => act(judging(meant(), decision, search.by ?? 'hit', words)),
    snooze: (until) => void (isStory || act(snoozing(meant(), until, words))),
    assign: (member) => void (isStory || act(assigning(meant(), member, words))),
  };
  useKeys({
    j: () => move(1),
    k: () => move(at < 0 ? 1 : -1),
    r: () => acting.decide('relevant'),
    n: () => acting.decide('not-relevant'),
    v: () => acting.decide('to-verify'),
    x: () => chosen && selection.toggle(chosen.id),
    a: () => session && acting.assign(session),
    s: () => acting.snooze(snoozeEnd('tomorrow')),
    z: () => void doing.undo(),
    o: () => chosen && void navigate({ to: '/documents/$documentId', params: { documentId: chosen.documentId } }),
  });
  return { ...doing, acting };
}

/** How many are picked, and all of those shown or none of them. */
function Several({ selection, shown }: { readonly selection: Selection; readonly shown: readonly Hit[] }) {
  const { triage } = useWords();
  if (selection.ids.size === 0) return null;
  return (
    <Group className={classes['several'] ?? ''} gap="xs" role="status">
      <Text size="xs" fw={600}>
        {triage.selected(selection.ids.size)}
      </Text>
      <Button size="compact-xs" variant="subtle" onClick={() => selection.set(shown.map(({ id }) => id))}>
        {triage.selectAll}
      </Button>
      <Button size="compact-xs" variant="subtle" onClick={() => selection.set([])}>
        {triage.selectNone}
      </Button>
    </Group>
  );
}

/** What stands far down a long list is not read anew under whoever reads it. */
function Newer() {
  const { triage } = useWords();
  const queries = useQueryClient();
  return (
    <Alert p="xs" m="xs" title={triage.newer}>
      <Button size="compact-xs" onClick={() => void queries.resetQueries({ queryKey: ['hits'] })}>
        {triage.show}
      </Button>
    </Alert>
  );
}

/** What was done last, with a way back, or what the desk said no with. */
function Told({ last, error, undo }: Omit<ReturnType<typeof useDoing>, 'run'>) {
  const words = useWords();
  const { common } = words;
  if (!last && !error) return null;
  return (
    <Paper className={classes['told'] ?? ''} withBorder shadow="md" p="xs" role="status">
      <Group gap="sm" wrap="nowrap">
        <Text size="sm" {...(error && { c: 'red' })}>
          {error ? refusalInWords(error, words) : last!.said}
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
