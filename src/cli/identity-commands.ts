import type { Command } from 'commander';
import { AS, AS_HELP, dayCount, list } from './option-values.ts';
import type { WorkParts } from './work-commands.ts';

type IdentityParts = Pick<WorkParts, 'done' | 'terminal' | 'settings'>;

const SESSION_HELP = `
Examples:
  vigie session list --as "Ben"
  vigie session end-all "Ben" --as "Ada"                 wherever Ben is signed in`;

const TOKEN_HELP = `
A token never may more than its account. read: what the account may read; write: what it may change; administer: what is
open to administrators alone. None contains another.

Examples:
  vigie token create "nightly import" --scopes read,write --days 90 --as "Ben"
  vigie token list --as "Ben"
  vigie token revoke 0198a3c2-7d3e-7f10-9a55-0c9d3f6f1b2a --as "Ben"`;

/** Adds the commands on who is in, and on programs that act for accounts. */
export function addIdentity(program: Command, parts: IdentityParts): void {
  addSession(program, parts);
  addToken(program, parts);
}

function addSession(program: Command, { done, terminal, settings }: IdentityParts): void {
  const session = program
    .command('session')
    .description('List and end sessions of people who signed in.')
    .addHelpText('after', SESSION_HELP);
  session
    .command('list')
    .description('List the sessions of the account that acts.')
    .option(AS, AS_HELP)
    .action(async (options) => {
      const { printSessions } = await import('./commands/sessions.ts');
      done(await printSessions(options, { terminal, settings: await settings() }));
    });
  session
    .command('end')
    .description('End a session of the account that acts.')
    .argument('<id>', 'id of the session')
    .option(AS, AS_HELP)
    .action(async (id: string, options) => {
      const { endOne } = await import('./commands/sessions.ts');
      done(await endOne(id, options, { terminal, settings: await settings() }));
    });
  session
    .command('end-all')
    .description('End all sessions of an account, as an administrator.')
    .argument('<name>', 'account, by name or id')
    .option(AS, AS_HELP)
    .action(async (name: string, options) => {
      const { endAll } = await import('./commands/sessions.ts');
      done(await endAll(name, options, { terminal, settings: await settings() }));
    });
}

function addToken(program: Command, { done, terminal, settings }: IdentityParts): void {
  const token = program
    .command('token')
    .description('Make, list and revoke tokens, by which programs act for an account.')
    .addHelpText('after', TOKEN_HELP);
  token
    .command('create')
    .description('Make a token of the account that acts, and print it this once.')
    .argument('<name>', 'what it is for')
    .option('--scopes <list>', 'read, write, administer', list, ['read'])
    .option('--days <number>', 'how many days it counts, at most 366', dayCount, 90)
    .option(AS, AS_HELP)
    .action(async (name: string, options) => {
      const { makeToken } = await import('./commands/tokens.ts');
      done(await makeToken(name, options, { terminal, settings: await settings() }));
    });
  token
    .command('list')
    .description('List the tokens of the account that acts.')
    .option(AS, AS_HELP)
    .action(async (options) => {
      const { printTokens } = await import('./commands/tokens.ts');
      done(await printTokens(options, { terminal, settings: await settings() }));
    });
  token
    .command('revoke')
    .description('End a token of the account that acts.')
    .argument('<id>', 'id of the token')
    .option(AS, AS_HELP)
    .action(async (id: string, options) => {
      const { revokeOne } = await import('./commands/tokens.ts');
      done(await revokeOne(id, options, { terminal, settings: await settings() }));
    });
}
