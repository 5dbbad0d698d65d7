import type { JudgementChange } from '../domain/hit.ts';
import { questionsOfHits } from '../store/hit-features.ts';
import { type HitPlace, judgeHits } from '../store/hits.ts';
import { addToOutbox } from '../store/outbox.ts';
import type { Deed } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';

/** By this the pipeline learns that the judgements of a question changed. */
export const JUDGED = 'hits-judged';
/** And by this that an order asks for something else, or lost something. */
export const AMENDED = 'order-amended';

/** Keeps one judgement of hits, which are locked, and lets their questions be learnt anew. */
export async function keepJudgement(
  desk: Desk,
  actor: Actor,
  { client, now }: Pick<Deed, 'client' | 'now'>,
  { ids, change }: { readonly ids: readonly string[]; readonly change: JudgementChange },
): Promise<readonly HitPlace[]> {
  const places = await judgeHits(client, ids, change, { actorId: actor.id, now });
  await tellOf(desk, { client, now }, JUDGED, await questionsOfHits(client, ids));
  return places;
}

/** Tells the pipeline of a change, as a part of the act. */
export async function tellOf(
  desk: Desk,
  { client, now }: Pick<Deed, 'client' | 'now'>,
  topic: typeof JUDGED | typeof AMENDED,
  objectIds: readonly string[],
): Promise<void> {
  await addToOutbox(
    client,
    objectIds.map((objectId) => ({ id: desk.newId('event'), topic, objectId })),
    now,
  );
}
