import { checkTarget } from '../domain/check-target.ts';
import type { Alias } from '../domain/target.ts';
import { Refusal } from '../errors.ts';
import { readReader, renameReader } from '../store/readers.ts';
import { sweepOut } from '../store/sweep-out.ts';
import { changeTarget } from '../store/targets.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import { asActor } from './as-actor.ts';
import type { Desk } from './desk.ts';
import { checkReaderName } from './held.ts';
import { found } from './ids.ts';
import { laterThan } from './later-than.ts';
import { checkKnown, type Person, personTarget } from './person.ts';
import { described } from './target-content.ts';

/** What is right of a person, and why it is put right. What is not named stays. */
export interface PersonCorrection extends Person {
  /** Of a reader its name, of a target its title. */
  readonly name?: string | undefined;
  /** Of a target: the public role that makes it one. */
  readonly role?: string | undefined;
  /** Of a target: all of its aliases from now on. */
  readonly aliases?: readonly Alias[] | undefined;
  readonly reason: string;
}

/**
 * Puts right what is held on a person. The old value is gone from the rows, and stays in the versions of orders that
 * quote it, beside which stands what the target was called when they were written. The entry of the log commits to the old value, the new one and the reason, and says none of them.
 */
export async function correctPerson(
  desk: Desk,
  actor: Actor,
  correction: PersonCorrection,
): Promise<Person & { readonly isSwept: boolean }> {
  const { noun, id, reason } = correction;
  await act(desk, actor, {
    action: 'person-correct',
    roles: ['administrator'],
    objects: [{ noun, id }],
    as: 'work',
    prepare: (now) => {
      checkCorrection(correction);
      return asActor(desk, actor, now, (client) => checkKnown(client, correction));
    },
    async work(deed) {
      deed.commit('reason', reason);
      if (noun === 'reader') await correctReader(deed, correction);
      else await correctTarget(deed, correction);
    },
  });
  const tables = noun === 'reader' ? ['reader'] : ['target', 'target_alias'];
  return { noun, id, isSwept: await sweepOut(desk.database, { tables, how: 'by rewriting' }) };
}

async function correctReader({ client, now, commit }: Deed, { id, name }: PersonCorrection): Promise<void> {
  const before = await found('reader', id, (known) => readReader(client, known, 'to change'));
  const after = name ?? before.name;
  commit('before', JSON.stringify({ name: before.name }));
  commit('after', JSON.stringify({ name: after }));
  await renameReader(client, id, after, laterThan(before.changedAt, now));
}

async function correctTarget({ client, now, commit }: Deed, correction: PersonCorrection): Promise<void> {
  const before = await personTarget(client, correction.id, 'to change');
  const { name: title = before.title, role = before.role, aliases = before.aliases } = correction;
  checkTarget(described({ title, role: role ?? undefined, aliases }, before.kind));
  commit('before', JSON.stringify({ title: before.title, role: before.role, aliases: before.aliases }));
  commit('after', JSON.stringify({ title, role, aliases }));
  await changeTarget(client, { ...before, title, role, aliases, changedAt: laterThan(before.changedAt, now) });
}

function checkCorrection({ noun, name, role, aliases, reason }: PersonCorrection): void {
  const isNothing = name === undefined && role === undefined && aliases === undefined;
  const isMisplaced = noun === 'reader' && (role !== undefined || aliases !== undefined);
  if (isNothing || isMisplaced || reason.trim() === '') {
    const message = 'Give the reason, and what is right: a name; of a target also its public role or its aliases.';
    throw new Refusal('invalid', 'person-correction', message);
  }
  if (noun === 'reader' && name !== undefined) checkReaderName(name);
}
