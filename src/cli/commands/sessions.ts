import { withDesk } from '../../actions/open-desk.ts';
import { accountMeant, operatorNamed } from '../../actions/operator.ts';
import { endSession, endSessionsOf, listSessions } from '../../actions/own-sessions.ts';
import { counted } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { printable, styled } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';

interface As {
  readonly as?: string | undefined;
}

/** Lists the sessions of the account that acts. Returns the exit status: 1 where there is none. */
export async function printSessions({ as }: As, { terminal, settings }: OnDesk): Promise<number> {
  const sessions = await withDesk(settings, async (desk) =>
    listSessions(desk, await operatorNamed(desk, 'administrator', as)),
  );
  for (const { id, method, client, madeAt, usedAt } of sessions) {
    const head = `${styled(terminal, 'bold', printable(client || 'unknown client'))}  ${styled(terminal, 'dim', id)}`;
    terminal.out(`${head}\n  by ${method}, since ${madeAt.toISOString()}, used ${usedAt.toISOString()}\n`);
  }
  if (sessions.length === 0) terminal.error('Nobody is signed in to this account.\n');
  return sessions.length === 0 ? EXIT.nothing : EXIT.found;
}

/** Ends a session of the account that acts. Returns the exit status. */
export async function endOne(id: string, { as }: As, { terminal, settings }: OnDesk): Promise<number> {
  await withDesk(settings, async (desk) => endSession(desk, await operatorNamed(desk, 'administrator', as), id));
  terminal.out(`${id}  ended\n`);
  return EXIT.found;
}

/** Ends all sessions of an account. Returns the exit status: 1 where there was none. */
export async function endAll(name: string, { as }: As, { terminal, settings }: OnDesk): Promise<number> {
  const { ended } = await withDesk(settings, async (desk) => {
    const { id } = await accountMeant(desk, name);
    return endSessionsOf(desk, await operatorNamed(desk, 'administrator', as), id);
  });
  terminal.out(`${counted(ended, 'session')} ended\n`);
  return ended === 0 ? EXIT.nothing : EXIT.found;
}
