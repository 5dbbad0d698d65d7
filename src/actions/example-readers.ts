import { holdActive } from '../store/account-passwords.ts';
import { exampleAccounts, keepExampleAccounts } from '../store/example-accounts.ts';
import { readNames } from '../store/object-names.ts';
import { deleteSession } from '../store/sessions.ts';
import { act } from './act.ts';
import { type Actor, ROLES } from './actor.ts';
import { beginSession, type NewSession, type SignedIn } from './begin-session.ts';
import type { Desk } from './desk.ts';
import { notFound } from './ids.ts';
import type { SignInClient } from './sign-in-client.ts';

/** Keeps which accounts an example was made with, so that whoever looks at it may look as each of them. */
export function markExample(desk: Desk, actor: Actor, accountIds: readonly string[]): Promise<void> {
  return act(desk, actor, {
    action: 'example-mark',
    roles: ['administrator'],
    as: 'work',
    objects: accountIds.map((id) => ({ noun: 'account', id })),
    work: ({ client, now }) => keepExampleAccounts(client, accountIds, { by: actor.id, now }),
  });
}

/**
 * Returns as whom whoever is one of an example may look at it, of those that they may know of; nobody where the desk is none, or
 * who asks is not of it.
 */
export function listExampleReaders(
  desk: Desk,
  { actor }: SignedIn,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return act(desk, actor, {
    action: 'example-list',
    roles: ROLES,
    prepare: () => exampleAccounts(desk.database.work),
    async work({ client, name }, accounts: readonly string[]) {
      const names = accounts.includes(actor.id) ? await readNames(client, accounts) : new Map<string, string>();
      const readers = accounts.flatMap((id) => (names.has(id) ? [{ id, name: names.get(id)! }] : []));
      name(
        'reader',
        readers.map(({ id }) => id),
      );
      return readers;
    },
  });
}

/**
 * Begins a session as another one of an example, in the place of the one of whoever asks, who is of it too: without any proof, since
 * whoever has one of them has been given them all. Anybody else is not found (`reader-not-found`).
 */
export async function lookAs(
  desk: Desk,
  { actor, sessionId }: SignedIn,
  { accountId, client: from }: { readonly accountId: string; readonly client: SignInClient },
): Promise<NewSession> {
  return act(desk, actor, {
    action: 'example-look-as',
    roles: ROLES,
    as: 'work',
    byPersonOnly: true,
    objects: [{ noun: 'account', id: accountId }],
    async work(deed) {
      const ids = await exampleAccounts(deed.client);
      if (!ids.includes(actor.id) || !ids.includes(accountId)) throw notFound('reader');
      if (!(await holdActive(deed.client, accountId))) throw notFound('reader');
      if (!(await deleteSession(deed.client, { accountId: actor.id, id: sessionId }))) throw notFound('session');
      return beginSession(desk, deed, { accountId, method: 'example', client: from });
    },
  });
}
