import { readIdentity, readSecret } from '../store/informants.ts';
import { openIdentity as openSealed, openSecret } from '../store/sealing.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { noSealingKey, notOpened } from './sealing-refusals.ts';

/**
 * Returns who an informant is, to one of the two holders. To all others there is no such informant, and a wrong
 * passphrase is refused in the same words as bytes that were changed (`sealing-not-opened`).
 */
export function openIdentity(
  desk: Desk,
  actor: Actor,
  { id, passphrase }: { readonly id: string; readonly passphrase: string },
): Promise<{ readonly id: string; readonly identity: string }> {
  return act(desk, actor, {
    action: 'informant-open',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'informant', id }],
    async work({ client }) {
      const sealed = await found('informant', id, (known) => readIdentity(client, known));
      const own = await readSecret(client);
      if (!own) throw noSealingKey();
      const secret = await openSecret(own, actor.id, passphrase, desk.passphraseCost);
      const identity = secret && openSealed(id, sealed, { accountId: actor.id, secret });
      if (identity === undefined) throw notOpened();
      return { id, identity };
    },
  });
}
