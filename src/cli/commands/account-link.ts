import type { Desk } from '../../actions/desk.ts';
import { linkPerson, type MadeLink } from '../../actions/make-link.ts';
import { makeSetUpLink } from '../../actions/make-set-up-link.ts';
import { withDesk } from '../../actions/open-desk.ts';
import { accountMeant, operatorNamed } from '../../actions/operator.ts';
import { EXIT } from '../exit-status.ts';
import { printRows } from '../print-rows.ts';
import type { OnDesk } from './accounts.ts';

/** Makes the link of an account, or of the first person of a desk, and prints its path. Returns the exit status. */
export async function linkAccount(
  name: string | undefined,
  { as }: { readonly as?: string },
  { terminal, settings }: OnDesk,
): Promise<number> {
  const link = await withDesk(settings, (desk) => linkOf(desk, name, as));
  const { secret, purpose, accountName, expiresAt } = link;
  printRows(terminal, [
    ['link', `/link/${secret}`],
    ['for', accountName ?? 'the first person of this desk'],
    ['what it does', WHAT_IT_DOES[purpose]],
    ['counts until', expiresAt.toISOString()],
  ]);
  return EXIT.found;
}

const WHAT_IT_DOES: Readonly<Record<MadeLink['purpose'], string>> = {
  'set-up': 'lets the first person in',
  invite: 'lets the person take what they sign in with',
  reset: 'lets the person in again; what they signed in with until then, sessions and tokens go',
};

async function linkOf(desk: Desk, name: string | undefined, as: string | undefined): Promise<MadeLink> {
  if (name === undefined) return makeSetUpLink(desk);
  const { id } = await accountMeant(desk, name);
  return linkPerson(desk, await operatorNamed(desk, 'administrator', as), id);
}
