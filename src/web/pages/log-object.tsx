import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useParams, useSearch } from '@tanstack/react-router';
import { EntryLine, type Names, useActorName } from '../log/entry-line.tsx';
import { type Doing, PARTS, summarise } from '../log/history.ts';
import classes from '../log/log.module.css';
import { useLog } from '../log/use-log.ts';
import { MoreButton } from '../parts/more-button.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Empty, Failed, Loading } from '../parts/status-notes.tsx';
import { instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

/** All that was done with one thing: asked by, approved by, read by, sent to, deleted. */
export function LogObjectPage() {
  const words = useWords();
  const { log: said } = words;
  const { objectId } = useParams({ from: '/signed-in/log/$objectId' });
  const { noun } = useSearch({ from: '/signed-in/log/$objectId' });
  const listing = useLog({ objectId }, 200);
  if (listing.isPending) return <Loading />;
  if (listing.error) return <Failed error={listing.error} retry={listing.retry} />;
  const name = listing.names[objectId];
  const history = summarise(listing.items);
  return (
    <Stack p="md" maw={1100}>
      <PageLink to="/log" size="sm">
        ← {said.back}
      </PageLink>
      <div>
        <Title order={1} size="h3" style={{ overflowWrap: 'anywhere' }}>
          {name === undefined ? said.history : said.historyOf(name)}
        </Title>
        <Text size="sm" c="dimmed">
          {said.historyHint}
        </Text>
        <ItsPage noun={noun} id={objectId} name={name} />
      </div>
      {listing.items.length === 0 ? (
        <Empty title={said.empty} />
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          {PARTS.map((part) => (
            <Part key={part} title={said.parts[part]} doings={history[part]} names={listing.names} />
          ))}
        </SimpleGrid>
      )}
      <Title order={2} size="h5">
        {said.all}
      </Title>
      <ul className={classes['list']}>
        {listing.items.map((entry) => (
          <EntryLine key={entry.id} entry={entry} names={listing.names} />
        ))}
      </ul>
      <MoreButton {...listing} />
    </Stack>
  );
}

interface PartProps {
  readonly title: string;
  readonly doings: readonly Doing[];
  readonly names: Names;
}

function Part({ title, doings, names }: PartProps) {
  const words = useWords();
  const nameOf = useActorName();
  return (
    <section>
      <Title order={2} size="h6">
        {title}
      </Title>
      {doings.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.log.nobody}
        </Text>
      )}
      {doings.map(({ actor, count, at }) => (
        <Text key={actor} size="sm">
          <strong>{nameOf(actor, names)}</strong>, {words.log.times(count)} ({instantInWords(at, words)})
        </Text>
      ))}
    </section>
  );
}

/** Leads to the thing itself, where it has a page. */
function ItsPage({
  noun,
  id,
  name,
}: {
  readonly noun?: string | undefined;
  readonly id: string;
  readonly name?: string | undefined;
}) {
  if (name === undefined) return null;
  if (noun === 'order') {
    return (
      <PageLink to="/orders/$orderId" params={{ orderId: id }}>
        {name}
      </PageLink>
    );
  }
  if (noun === 'document') {
    return (
      <PageLink to="/documents/$documentId" params={{ documentId: id }}>
        {name}
      </PageLink>
    );
  }
  if (noun !== 'source') return null;
  return (
    <PageLink to="/sources/$sourceId" params={{ sourceId: id }}>
      {name}
    </PageLink>
  );
}
