import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { refresh } from './pages.ts';

interface Change {
  readonly noun: 'hit' | 'order' | 'task';
  readonly id: string;
}

/** What is read anew when something of a noun changed. */
const READ_WITH: Readonly<Record<Change['noun'], readonly string[]>> = {
  hit: ['hits', 'hit', 'hit-counts'],
  order: ['orders', 'order', 'past-due'],
  task: ['tasks'],
};

const TOGETHER = 300;

/** Keeps what is shown as it is at the desk, for whoever is of it: what changed is read anew, several changes together. */
export function useLive(isOfDesk: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!isOfDesk) return;
    const events = new EventSource('/api/events');
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAnew = (): void => {
      timer = undefined;
      for (const key of changed) refresh(queries, key);
      changed.clear();
    };
    events.addEventListener('change', ({ data }) => {
      for (const key of READ_WITH[(JSON.parse(data) as Change).noun] ?? []) changed.add(key);
      timer ??= setTimeout(readAnew, TOGETHER);
    });
    events.addEventListener('reload', () => readAll(queries));
    return () => {
      events.close();
      clearTimeout(timer);
    };
  }, [queries, isOfDesk]);
}

function readAll(queries: QueryClient): void {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}
