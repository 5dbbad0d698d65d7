import { checkPassphrase } from '../domain/passphrase.ts';
import { Refusal } from '../errors.ts';
import { addSealingKey } from '../store/informants.ts';
import { makeKeyPair } from '../store/sealing.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';

/**
 * Makes the actor's own key, to which identities of informants are sealed. Its private half is sealed by the passphrase,
 * which is kept nowhere: who forgets it opens nothing any more. There is one key for each account (`sealing-key-there`).
 */
export function makeSealingKey(
  desk: Desk,
  actor: Actor,
  { passphrase }: { readonly passphrase: string },
): Promise<{ readonly accountId: string }> {
  return act(desk, actor, {
    action: 'sealing-key-make',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'account', id: actor.id }],
    prepare: () => {
      checkPassphrase(passphrase);
      return makeKeyPair(actor.id, passphrase, desk.passphraseCost);
    },
    async work({ client, now }, pair: Awaited<ReturnType<typeof makeKeyPair>>) {
      if (await addSealingKey(client, pair, now)) return { accountId: actor.id };
      const message = 'You have a sealing key already; its passphrase can be changed.';
      throw new Refusal('conflict', 'sealing-key-there', message);
    },
  });
}
