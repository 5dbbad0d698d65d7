import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { type ExplainedHit, HitExplaining } from './hit-explaining.ts';
import { isId } from './ids.ts';

/**
 * Returns hits with their documents and the reason of each, in the order in which they are asked for. Those that are not there, or not for the
 * actor to read, are left out, and so are those whose order does not ask so any more.
 */
export function explainHits(desk: Desk, actor: Actor, ids: readonly string[]): Promise<readonly ExplainedHit[]> {
  return act(desk, actor, {
    action: 'hit-explain',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, name }) {
      const explaining = new HitExplaining(client);
      const explained: ExplainedHit[] = [];
      for (const id of ids) {
        const one = isId(id) ? await explaining.explain(id) : undefined;
        if (one) explained.push(one);
      }
      name(
        'hit',
        explained.map(({ hit }) => hit.id),
      );
      return explained;
    },
  });
}
