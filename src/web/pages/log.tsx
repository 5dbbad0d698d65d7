import { Stack, Title } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { EntryLine, type Names, useActorName } from '../log/entry-line.tsx';
import classes from '../log/log.module.css';
import { LogFilters } from '../log/log-filters.tsx';
import { LogState } from '../log/log-state.tsx';
import { useLog } from '../log/use-log.ts';
import { Listed } from '../parts/listed.tsx';
import { Empty } from '../parts/status-notes.tsx';
import { useWords } from '../words/words-context.tsx';

/** Who did what, and when: for inspectors. */
export function LogPage() {
  const { log: words } = useWords();
  const search = useSearch({ from: '/signed-in/log' });
  const listing = useLog(search);
  const people = usePeople(
    listing.items.map(({ entry }) => entry.actor),
    listing.names,
  );
  return (
    <Stack p="md" maw={1100}>
      <Title order={1} size="h3">
        {words.title}
      </Title>
      <LogState />
      <LogFilters search={search} people={people} />
      <Listed
        listing={listing}
        empty={<Empty title={words.empty} hint={words.emptyHint} />}
        className={classes['list']}
        line={(entry) => <EntryLine key={entry.id} entry={entry} names={listing.names} />}
      />
    </Stack>
  );
}

/** Whoever acted in what was shown since the page is open: a filter leaves them to choose from. */
function usePeople(actors: readonly string[], names: Names): Names {
  const known = useRef(new Map<string, string>());
  const nameOf = useActorName();
  for (const actor of actors) known.current.set(actor, nameOf(actor, names));
  return Object.fromEntries(known.current);
}
