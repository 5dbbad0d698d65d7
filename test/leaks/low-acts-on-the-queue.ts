import type { Actor } from '../../src/actions/actor.ts';
import { countHits } from '../../src/actions/count-hits.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { explainSuggestion } from '../../src/actions/explain-suggestion.ts';
import { judgeStory } from '../../src/actions/judge-story.ts';
import { type HitListRequest, listHits } from '../../src/actions/list-hits.ts';
import { listStoryChanges } from '../../src/actions/list-story-changes.ts';
import { mergeStories } from '../../src/actions/merge-stories.ts';
import { splitStory } from '../../src/actions/split-story.ts';
import { undoJudgements } from '../../src/actions/undo-judgements.ts';
import { undoStoryChange } from '../../src/actions/undo-story-change.ts';
import { rankAll } from '../support/ranking.ts';
import type { LowAct, QUEUE_ACTS } from './scenario.ts';
import { idOf, pick } from './world.ts';

type Doing = (desk: Desk, actor: Actor, act: LowAct, refer: (noun: string) => string) => Promise<unknown>;

const JUDGED = ['relevant', 'not-relevant', 'to-verify'] as const;
const ORDERS = ['best', 'newest'] as const;

const firstDocument = (): string => idOf('row', 'below', 'document', 0);

/** Acts on stories, and on the queue as it is ranked and gathered, by the name of the act. */
export const LOW_ACTS_ON_THE_QUEUE: Readonly<Record<(typeof QUEUE_ACTS)[number], Doing>> = {
  'split-story': (desk, actor, { most }, refer) =>
    splitStory(desk, actor, most === 1 ? [refer('document')] : [refer('document'), firstDocument()]),
  'merge-stories': (desk, actor, { most }, refer) => {
    const [from, into] = most === 1 ? [firstDocument(), refer('document')] : [refer('document'), firstDocument()];
    return mergeStories(desk, actor, { from: from!, into: into! });
  },
  'undo-story-change': (desk, actor, _act, refer) => undoStoryChange(desk, actor, refer('story-change')),
  'list-story-changes': (desk, actor, _act, refer) => listStoryChanges(desk, actor, refer('document')),
  'judge-story': (desk, actor, { words }, refer) =>
    judgeStory(desk, actor, { hitId: refer('hit'), judgement: pick(JUDGED, words) }),
  'undo-judgements': (desk, actor, { most }, refer) =>
    undoJudgements(desk, actor, [
      { id: refer('hit'), place: most },
      { id: idOf('row', 'below', 'hit 0'), place: 1 },
    ]),
  'list-best': async (desk, actor, { most, label }, refer) => {
    await rankAll(desk);
    return everyPage(desk, actor, { most, order: 'best', orderId: label % 3 === 0 ? refer('order') : undefined });
  },
  'list-by-story': (desk, actor, { most, words, label }) =>
    everyPage(desk, actor, {
      ...{ most, by: 'story', order: pick(ORDERS, words), judgement: label % 2 === 0 ? 'new' : undefined },
    }),
  'explain-suggestion': async (desk, actor, _act, refer) => {
    await rankAll(desk);
    return explainSuggestion(desk, actor, refer('hit'));
  },
  'count-hits': (desk, actor, _act, refer) => countHits(desk, actor, refer('order')),
};

async function everyPage(desk: Desk, actor: Actor, request: HitListRequest): Promise<unknown[]> {
  const seen: unknown[] = [];
  let after: string | undefined;
  do {
    const page = await listHits(desk, actor, { ...request, after });
    seen.push(page);
    after = page.next;
  } while (after !== undefined && seen.length < 30);
  return seen;
}
