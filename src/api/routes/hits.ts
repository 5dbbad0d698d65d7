import { assignHit } from '../../actions/assign-hit.ts';
import { countHits, countHitWeeks, countOrderHits } from '../../actions/count-hits.ts';
import { explainHits } from '../../actions/explain-hits.ts';
import { explainSuggestion } from '../../actions/explain-suggestion.ts';
import { judgeHits } from '../../actions/judge-hits.ts';
import { judgeStory } from '../../actions/judge-story.ts';
import { listHits } from '../../actions/list-hits.ts';
import { readDocument } from '../../actions/read-document.ts';
import { readHit } from '../../actions/read-hit.ts';
import { snoozeHit } from '../../actions/snooze-hit.ts';
import { undoJudgement } from '../../actions/undo-judgement.ts';
import { undoJudgements } from '../../actions/undo-judgements.ts';
import type { WholeHit } from '../../actions/whole-hit.ts';
import { byId } from '../../schema/wire/fields.ts';
import {
  assignRequest,
  hitCounts,
  hitList,
  hitListRequest,
  hitPlace,
  hitWeeks,
  judged,
  judgedStory,
  judgeRequest,
  judgeStoryRequest,
  orderHits,
  orderHitsRequest,
  snoozeRequest,
  suggestionReason,
  undoRequest,
  undoSeveralRequest,
  wholeHit,
} from '../../schema/wire/hit.ts';
import { type Call, route } from '../route.ts';

/** A hit with the reason of it and its text, for whoever judges it. */
async function whole({ desk, actor }: Call, id: string): Promise<unknown> {
  const hit = await readHit(desk, actor, id);
  const document = await readDocument(desk, actor, hit.documentId);
  const [explained] = await explainHits(desk, actor, [id]);
  if (!explained) return { ...hit, spans: [], document };
  const { question, explanation, spans } = explained;
  return { ...hit, question, explanation, spans, document };
}

function placeOf({ id, judgement, changedAt }: WholeHit) {
  return { id, judgement, changedAt };
}

export const HIT_ROUTES = [
  route({
    method: 'GET',
    path: '/hits',
    summary: 'Hits of all orders, or of one, the newest first',
    scope: 'read',
    labels: 'by-policy',
    query: hitListRequest,
    answer: hitList,
    handle: ({ desk, actor, query }) => listHits(desk, actor, query),
  }),
  route({
    method: 'GET',
    path: '/hits/:id',
    summary: 'A hit with its document, its reason and what was made of it',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: wholeHit,
    handle: (call) => whole(call, call.params.id),
  }),
  route({
    method: 'POST',
    path: '/hits/judgements',
    summary: 'Judge several hits alike, all or none',
    scope: 'write',
    labels: 'by-policy',
    body: judgeRequest,
    answer: judged,
    handle: async ({ desk, actor, body }) => ({ places: await judgeHits(desk, actor, body) }),
  }),
  route({
    method: 'POST',
    path: '/hits/:id/undo',
    summary: 'Take the last judgement of a hit back',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    body: undoRequest,
    answer: hitPlace,
    handle: async ({ desk, actor, params, body }) => placeOf(await undoJudgement(desk, actor, { ...params, ...body })),
  }),
  route({
    method: 'PUT',
    path: '/hits/:id/assignee',
    summary: 'Give a hit to a member of the desk, or to nobody',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    body: assignRequest,
    answer: hitPlace,
    handle: async ({ desk, actor, params, body }) => placeOf(await assignHit(desk, actor, { ...params, ...body })),
  }),
  route({
    method: 'PUT',
    path: '/hits/:id/snooze',
    summary: 'Take a hit out of the queue until an instant, or put it back',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    body: snoozeRequest,
    answer: hitPlace,
    handle: async ({ desk, actor, params, body: { until } }) =>
      placeOf(await snoozeHit(desk, actor, { ...params, until: until === null ? null : new Date(until) })),
  }),
  route({
    method: 'GET',
    path: '/hits/:id/suggestion',
    summary: 'Why a hit is suggested',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: suggestionReason,
    handle: ({ desk, actor, params }) => explainSuggestion(desk, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/hits/:id/story-judgements',
    summary: 'Judge a hit and those of its question that wait on the same story',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    body: judgeStoryRequest,
    answer: judgedStory,
    handle: ({ desk, actor, params, body }) => judgeStory(desk, actor, { hitId: params.id, ...body }),
  }),
  route({
    method: 'POST',
    path: '/hits/undo',
    summary: 'Take several judgements back, all or none',
    scope: 'write',
    labels: 'by-policy',
    body: undoSeveralRequest,
    answer: judged,
    handle: async ({ desk, actor, body }) => ({ places: await undoJudgements(desk, actor, body.places) }),
  }),
  route({
    method: 'GET',
    path: '/orders/:id/hit-counts',
    summary: 'How many hits the questions of an order have, by judgement, document and story',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: hitCounts,
    handle: async ({ desk, actor, params }) => ({ counts: await countHits(desk, actor, params.id) }),
  }),
  route({
    method: 'GET',
    path: '/hits/counts',
    summary: 'How many hits the questions of several orders have, and how many of them wait',
    scope: 'read',
    labels: 'by-policy',
    query: orderHitsRequest,
    answer: orderHits,
    handle: async ({ desk, actor, query: { orderIds, since } }) => ({
      items: await countOrderHits(desk, actor, { orderIds, since: since === undefined ? undefined : new Date(since) }),
    }),
  }),
  route({
    method: 'GET',
    path: '/orders/:id/hit-weeks',
    summary: 'How many hits the questions of an order have, by week of their documents',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: hitWeeks,
    handle: async ({ desk, actor, params }) => ({ weeks: await countHitWeeks(desk, actor, params.id) }),
  }),
];
