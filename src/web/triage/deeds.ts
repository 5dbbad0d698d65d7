import { write } from '../wire/ask.ts';
import type { Hit, Judged } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import type { Words } from '../words/en.ts';
import type { Deed } from './doing.ts';

export type Decision = 'relevant' | 'not-relevant' | 'to-verify';

type Places = Judged['places'];

/** As many as the desk judges at once. */
const AT_ONCE = 200;

/** Judges hits alike; where a line is a story, all that wait on it. */
export function judging(hits: readonly Hit[], decision: Decision, by: 'hit' | 'story', { triage }: Words): Deed {
  return {
    hits,
    leaves: true,
    async work() {
      const rounds = by === 'story' ? await judgeStories(hits, decision) : await judgeEach(hits, decision);
      const judged = new Set(rounds.flat().map(({ id }) => id));
      return {
        said: triage.judged(triage.judgement[decision], judged.size),
        undo: () => undoRounds(rounds),
      };
    },
  };
}

async function judgeEach(hits: readonly Hit[], decision: Decision): Promise<readonly Places[]> {
  const answers = await inTurns(hits, (some) =>
    write<Judged>('POST', '/hits/judgements', { ids: some.map(({ id }) => id), judgement: decision }),
  );
  return answers.map(({ places }) => places);
}

async function judgeStories(hits: readonly Hit[], decision: Decision): Promise<readonly Places[]> {
  const rounds: Places[] = [];
  for (const { id } of hits) {
    for (let left = 1; left > 0; ) {
      const judged = await write<Judged & { readonly left: number }>('POST', `/hits/${id}/story-judgements`, {
        judgement: decision,
      });
      rounds.push(judged.places);
      left = judged.places.length > 0 ? judged.left : 0;
    }
  }
  return rounds;
}

/** The last one first: the hit that a long story is named by is judged again with each round, and only its last judgement is undone. */
async function undoRounds(rounds: readonly Places[]): Promise<void> {
  for (const places of rounds.toReversed()) await write('POST', '/hits/undo', { places });
}

/** Takes hits out of the queue until an instant, or puts them back. */
export function snoozing(hits: readonly Hit[], until: Date | null, words: Words): Deed {
  const { triage } = words;
  return {
    hits,
    leaves: true,
    async work() {
      await snoozeEach(hits, () => until?.toISOString() ?? null);
      return {
        said: until === null ? triage.back : triage.snoozedUntil(instantInWords(until.toISOString(), words)),
        undo: () => snoozeEach(hits, ({ snoozedUntil }) => snoozedUntil),
      };
    },
  };
}

async function snoozeEach(hits: readonly Hit[], until: (hit: Hit) => string | null): Promise<void> {
  for (const hit of hits) await write('PUT', `/hits/${hit.id}/snooze`, { until: until(hit) });
}

/** Gives hits to a member of the desk, or to nobody. */
export function assigning(
  hits: readonly Hit[],
  member: { readonly id: string; readonly name: string } | null,
  { triage }: Words,
): Deed {
  return {
    hits,
    leaves: false,
    async work() {
      await assignEach(hits, () => member?.id ?? null);
      return {
        said: member === null ? triage.unassigned : triage.assigned(member.name),
        undo: () => assignEach(hits, ({ assigneeId }) => assigneeId),
      };
    },
  };
}

async function assignEach(hits: readonly Hit[], memberId: (hit: Hit) => string | null): Promise<void> {
  for (const hit of hits) await write('PUT', `/hits/${hit.id}/assignee`, { memberId: memberId(hit) });
}

async function inTurns<Item, Answer>(
  items: readonly Item[],
  work: (some: readonly Item[]) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) answers.push(await work(items.slice(from, from + AT_ONCE)));
  return answers;
}
