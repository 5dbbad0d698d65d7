import { useState } from 'react';
import { type Visits, visited } from './visits.ts';

/** Returns when whoever is signed in was here before this visit, in this browser; nothing at their first one. */
export function useLastVisit(accountId: string): string | undefined {
  const [before] = useState(() => {
    const key = `vigie.visits.${accountId}`;
    const visits = visited(window.localStorage.getItem(key), Date.now());
    window.localStorage.setItem(key, JSON.stringify(visits satisfies Visits));
    return visits.before;
  });
  return before === undefined ? undefined : new Date(before).toISOString();
}
