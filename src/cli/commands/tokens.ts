import { withDesk } from '../../actions/open-desk.ts';
import { operatorNamed } from '../../actions/operator.ts';
import { createToken, listTokens, revokeToken } from '../../actions/own-tokens.ts';
import type { TokenScope } from '../../domain/token-scope.ts';
import { EXIT } from '../exit-status.ts';
import { printRows } from '../print-rows.ts';
import { printable, styled } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';

interface As {
  readonly as?: string | undefined;
}

export interface NewTokenOptions extends As {
  readonly scopes: readonly string[];
  readonly days: number;
}

const DAY = 86_400_000;

/** Makes a token of the account that acts, and prints it this once. Returns the exit status. */
export async function makeToken(
  name: string,
  { as, scopes, days }: NewTokenOptions,
  { terminal, settings }: OnDesk,
): Promise<number> {
  const { id, secret, expiresAt } = await withDesk(settings, async (desk) => {
    const actor = await operatorNamed(desk, 'administrator', as);
    const expires = new Date(desk.now() + days * DAY);
    // What is no scope is refused by the act, with those that there are.
    return createToken(desk, actor, { name, scopes: scopes as readonly TokenScope[], expiresAt: expires });
  });
  printRows(terminal, [
    ['token', secret],
    ['id', id],
    ['for', scopes.join(', ')],
    ['counts until', expiresAt.toISOString()],
  ]);
  terminal.error('The token is shown this once; whoever has it acts as the account.\n');
  return EXIT.found;
}

/** Lists the tokens of the account that acts. Returns the exit status: 1 where there is none. */
export async function printTokens({ as }: As, { terminal, settings }: OnDesk): Promise<number> {
  const tokens = await withDesk(settings, async (desk) =>
    listTokens(desk, await operatorNamed(desk, 'administrator', as)),
  );
  for (const { id, prefix, name, scopes, expiresAt, usedOn } of tokens) {
    const head = `${styled(terminal, 'bold', printable(name))}  ${prefix}…  ${styled(terminal, 'dim', id)}`;
    const used = usedOn === null ? 'never used' : `last used on ${usedOn}`;
    terminal.out(`${head}\n  for ${scopes.join(', ')}, until ${expiresAt.toISOString().slice(0, 10)}, ${used}\n`);
  }
  if (tokens.length === 0) terminal.error('This account has no tokens.\n');
  return tokens.length === 0 ? EXIT.nothing : EXIT.found;
}

/** Ends a token of the account that acts. Returns the exit status. */
export async function revokeOne(id: string, { as }: As, { terminal, settings }: OnDesk): Promise<number> {
  await withDesk(settings, async (desk) => revokeToken(desk, await operatorNamed(desk, 'administrator', as), id));
  terminal.out(`${id}  revoked\n`);
  return EXIT.found;
}
