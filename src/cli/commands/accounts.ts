import type { Role } from '../../actions/actor.ts';
import { createAccount } from '../../actions/create-account.ts';
import { type DeskSettings, withDesk } from '../../actions/open-desk.ts';
import { listOperators, operatorNamed } from '../../actions/operator.ts';
import { setUpDesk } from '../../actions/set-up-desk.ts';
import { EXIT } from '../exit-status.ts';
import { readerMeant } from '../load-readers.ts';
import { printRows } from '../print-rows.ts';
import type { Terminal } from '../terminal.ts';

/** What a command on the desk itself works with. */
export interface OnDesk {
  readonly terminal: Terminal;
  readonly settings: DeskSettings;
}

export interface PersonOptions {
  readonly readers: string;
  readonly reader?: string | undefined;
  readonly scheme: string;
  readonly marking: string;
}

/** Makes the first account of a desk, with all roles. Returns the exit status. */
export async function setUp(name: string, options: PersonOptions, { terminal, settings }: OnDesk): Promise<number> {
  const clearance = await clearanceOf(options, terminal);
  const { scheme, marking } = options;
  const { id } = await withDesk(settings, (desk) => setUpDesk(desk, { name, scheme, marking, clearance }));
  printRows(terminal, [
    ['account', name],
    ['id', id],
    ['roles', 'all'],
  ]);
  return EXIT.found;
}

export interface AddAccountOptions extends PersonOptions {
  readonly roles: readonly string[];
  readonly as?: string | undefined;
}

/** Makes a further account. Returns the exit status. */
export async function addAccount(
  name: string,
  { roles, as, ...options }: AddAccountOptions,
  { terminal, settings }: OnDesk,
): Promise<number> {
  const clearance = await clearanceOf(options, terminal);
  const { scheme, marking } = options;
  const { id } = await withDesk(settings, async (desk) => {
    const actor = await operatorNamed(desk, 'administrator', as);
    // What is no role is refused by the act, with those that there are.
    return createAccount(desk, actor, { name, roles: roles as readonly Role[], scheme, marking, clearance });
  });
  printRows(terminal, [
    ['account', name],
    ['id', id],
    ['roles', roles.join(', ')],
  ]);
  return EXIT.found;
}

/** Lists the accounts that may act. Returns the exit status. */
export async function listAccounts({ terminal, settings }: OnDesk): Promise<number> {
  const accounts = await withDesk(settings, listOperators);
  if (accounts.length === 0) {
    terminal.error('The desk has no account yet; “vigie desk set-up” makes the first one.\n');
    return EXIT.nothing;
  }
  printRows(
    terminal,
    accounts.map(({ id, name, roles }) => [name, `${id}  ${roles.join(', ')}`] as const),
  );
  return EXIT.found;
}

/** Groups of a reader file let nobody in: an administrator does, by an act of its own. */
async function clearanceOf({ readers, reader }: PersonOptions, terminal: Terminal) {
  const { id: _id, groups: _groups, ...clearance } = await readerMeant(readers, reader, terminal);
  return clearance;
}
