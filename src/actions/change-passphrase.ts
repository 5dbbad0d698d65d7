import { checkPassphrase } from '../domain/passphrase.ts';
import { readSecret, replaceSecret } from '../store/informants.ts';
import { openSecret, sealSecret } from '../store/sealing.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { noSealingKey, notOpened } from './sealing-refusals.ts';

export interface PassphraseChange {
  readonly passphrase: string;
  readonly newPassphrase: string;
}

/** Seals the actor's own key by a new passphrase. The key stays, and so what was sealed to it still opens. */
export function changePassphrase(
  desk: Desk,
  actor: Actor,
  { passphrase, newPassphrase }: PassphraseChange,
): Promise<{ readonly accountId: string }> {
  return act(desk, actor, {
    action: 'sealing-passphrase-change',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'account', id: actor.id }],
    prepare: async () => checkPassphrase(newPassphrase),
    async work({ client }) {
      const sealed = await readSecret(client, 'to change');
      if (!sealed) throw noSealingKey();
      const secret = await openSecret(sealed, actor.id, passphrase, desk.passphraseCost);
      if (!secret) throw notOpened();
      await replaceSecret(client, await sealSecret(secret, actor.id, newPassphrase, desk.passphraseCost));
      return { accountId: actor.id };
    },
  });
}
