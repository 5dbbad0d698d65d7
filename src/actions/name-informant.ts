import { Refusal } from '../errors.ts';
import { addInformant, editorHolder, ownHolder } from '../store/informants.ts';
import { sealIdentity } from '../store/sealing.ts';
import { foldedTokens } from '../text/words.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { isId } from './ids.ts';
import { noSealingKey } from './sealing-refusals.ts';
import { labelOfOwn, type Stated, statedMarking } from './stated.ts';

/** Somebody who tells the desk things. The marking is that of the code name. */
export interface NewInformant extends Stated {
  /** What the informant is called at the desk: never the person's name, nor a part of it. */
  readonly codeName: string;
  /** The second holder: an active editor with a sealing key. */
  readonly editorId: string;
  /** Who the person is and how to reach them, as free text. Only the two holders open it. */
  readonly identity: string;
}

const LONGEST_CODE_NAME = 100;
const LONGEST_IDENTITY = 20_000;
/** Shorter words are in every text. */
const TELLING_WORD = 3;

/** Names an informant and seals who it is to the actor and the editor; returns its id. */
export function nameInformant(desk: Desk, actor: Actor, informant: NewInformant): Promise<{ readonly id: string }> {
  const { codeName, editorId, identity } = informant;
  return act(desk, actor, {
    action: 'informant-name',
    roles: ['editor', 'analyst'],
    prepare(now) {
      checkTexts(codeName, identity);
      return labelOfOwn(desk, actor, informant, now);
    },
    async work({ client, now, name }, labelId: number) {
      const author = await ownHolder(client);
      if (!author) throw noSealingKey();
      const editor = isId(editorId) ? await editorHolder(client, editorId) : undefined;
      if (!editor) throw noSuchEditor();
      const id = desk.newId('informant');
      const sealed = sealIdentity(id, identity, { author, editor });
      const stated = statedMarking(informant);
      const row = { id, codeName, stated, labelId, authorId: actor.id, editorId, madeAt: now };
      if (!(await addInformant(client, row, sealed))) {
        const message = 'An informant of this code name is here already, under the same marking.';
        throw new Refusal('conflict', 'informant-name-taken', message);
      }
      name('informant', [id]);
      return { id };
    },
  });
}

/** Why somebody is none is not told apart: it would tell of accounts that the actor may not know of. */
function noSuchEditor(): Refusal {
  const message = 'The second holder is another active editor of whom you know and who has a sealing key.';
  return new Refusal('invalid', 'informant-editor', message);
}

function checkTexts(codeName: string, identity: string): void {
  if (codeName.trim() === '' || codeName.length > LONGEST_CODE_NAME) {
    const message = `A code name has from 1 to ${LONGEST_CODE_NAME} signs.`;
    throw new Refusal('invalid', 'informant-code-name', message);
  }
  if (identity.trim() === '' || identity.length > LONGEST_IDENTITY) {
    const message = `Say who the informant is, in at most ${LONGEST_IDENTITY} signs.`;
    throw new Refusal('invalid', 'informant-identity', message);
  }
  const told = new Set(foldedTokens(identity));
  if (!foldedTokens(codeName).some((word) => word.length >= TELLING_WORD && told.has(word))) return;
  const message = 'A word of the code name stands in the identity: take one that says nothing of the person.';
  throw new Refusal('invalid', 'informant-code-name', message);
}
