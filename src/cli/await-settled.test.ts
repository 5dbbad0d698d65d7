import { describe, expect, it } from 'vitest';
import type { SourceReport } from '../actions/desk-health.ts';
import { NEW_SOURCE } from '../domain/source-state.ts';
import { awaitSettled, type SettlingDesk } from './await-settled.ts';

type Health = Awaited<ReturnType<SettlingDesk['health']>>;

const SOURCE: SourceReport = {
  ...{ id: 'x', name: 'inbox', kind: 'folder', schedule: {}, status: 'active', isUsed: true, dueAt: null },
  ...{ state: NEW_SOURCE, isAlarming: false },
};
const SETTLED: Health = {
  counts: {
    ...{ openOrders: 1, watchedOrders: 1, questions: 1, pastDue: 0, documents: 1, hits: 0, newHits: 0 },
    ...{ waitingDocuments: 0, waitingSince: null, quarantined: 0, problems: [] },
    ...{ deliveriesWaiting: 0, deliveriesFailed: 0, deliveriesUnknown: 0, deliveriesBounced: 0 },
  },
  sources: [{ ...SOURCE, state: { ...NEW_SOURCE, health: 'fresh' } }],
  backFills: [],
};

/** Waits for a desk that answers so, one after the other and the last one for ever; a second passes with each pause. */
async function waited(answers: readonly Health[], signal = new AbortController().signal) {
  let [now, asked] = [0, 0];
  const isSettled = await awaitSettled(
    {
      health: async () => answers[Math.min(asked++, answers.length - 1)]!,
      now: () => now,
      pause: async () => {
        now += 1000;
      },
      signal,
    },
    60_000,
  );
  return { isSettled, seconds: now / 1000 };
}

describe('waiting for a desk', () => {
  it('ends when every source was read and all that came is matched', async () => {
    const unread = { ...SETTLED, sources: [SOURCE] };
    const unmatched = { ...SETTLED, counts: { ...SETTLED.counts, waitingDocuments: 1 } };
    expect(await waited([unread, unmatched, SETTLED])).toEqual({ isSettled: true, seconds: 2 });
  });

  it('does not wait for sources that are paused, or that no order uses', async () => {
    const sources = [...SETTLED.sources, { ...SOURCE, status: 'paused' }, { ...SOURCE, isUsed: false }];
    expect(await waited([{ ...SETTLED, sources }])).toEqual({ isSettled: true, seconds: 0 });
  });

  it('is given up after a minute, as where nobody collects', async () => {
    expect(await waited([{ ...SETTLED, sources: [SOURCE] }])).toEqual({ isSettled: false, seconds: 60 });
  });

  it('ends when it is told to', async () => {
    const answers = [{ ...SETTLED, sources: [SOURCE] }];
    expect(await waited(answers, AbortSignal.abort())).toEqual({ isSettled: false, seconds: 0 });
  });
});
