import { eraseIdentity as eraseStored } from '../store/informants.ts';
import { sweepOut } from '../store/sweep-out.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

/** Deletes who an informant is, for good; either holder may. The code name and its notes stay. */
export async function eraseIdentity(
  desk: Desk,
  actor: Actor,
  { id }: { readonly id: string },
): Promise<{ readonly id: string; readonly isSwept: boolean }> {
  const erased = await act(desk, actor, {
    action: 'informant-erase',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'informant', id }],
    async work({ client }) {
      await found('informant', id, async (known) => (await eraseStored(client, known)) || undefined);
      return { id };
    },
  });
  const isSwept = await sweepOut(desk.database, { tables: ['informant_identity'], how: 'by rewriting' });
  return { ...erased, isSwept };
}
