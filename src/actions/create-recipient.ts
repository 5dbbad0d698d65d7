import { Refusal } from '../errors.ts';
import { addReader, type HeldByReader, READER_KINDS, type ReaderKind } from '../store/readers.ts';
import { addRecipient } from '../store/recipients.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkReaderName, settleHeld } from './held.ts';
import { labelOfStated, type Stated } from './stated.ts';

/** A new reader outside the desk. The marking is that of the fact that there is this recipient. */
export interface NewRecipient extends Stated {
  readonly name: string;
  readonly kind: ReaderKind;
  readonly clearance: HeldByReader;
}

/** Makes a recipient and returns its id. */
export function createRecipient(desk: Desk, actor: Actor, recipient: NewRecipient): Promise<{ readonly id: string }> {
  const { name: ownName, kind } = recipient;
  return act(desk, actor, {
    action: 'recipient-create',
    roles: ['administrator'],
    as: 'work',
    async prepare(now) {
      if (ownName.trim() === '' || !READER_KINDS.includes(kind)) {
        const message = `A recipient has a name, and is one of: ${READER_KINDS.join(', ')}.`;
        throw new Refusal('invalid', 'recipient-kind', message);
      }
      checkReaderName(ownName);
      const held = settleHeld(recipient.clearance);
      return { held, labelId: await labelOfStated(desk, recipient, now) };
    },
    async work({ client, now, name }, { held, labelId }) {
      await desk.labels.lockClearances(client);
      const clearanceId = await desk.labels.clearanceWithin(client, { ...held, id: '' }, now);
      const id = desk.newId('reader');
      const reader = { id, name: ownName, kind, labelId, held, clearanceId };
      await addReader(client, { ...reader, madeAt: now, changedAt: now });
      await addRecipient(client, { id, labelId }, now);
      name('reader', [id]);
      return { id };
    },
  });
}
