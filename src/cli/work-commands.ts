import type { Command } from 'commander';
import type { DeskSettings, ReachSettings } from '../actions/open-desk.ts';
import type { DoorMaker, ListenForMachines, PlaceSettings, WorkMaker } from './desk-work.ts';
import { AS, AS_HELP, languageCode, list, listenPlace, portNumber, repeat, threadCount } from './option-values.ts';
import { addQueue } from './queue-commands.ts';
import type { Terminal } from './terminal.ts';

/** What the commands of a desk at work are made of. */
export interface WorkParts {
  readonly done: (status: number) => void;
  readonly terminal: Terminal;
  readonly settings: () => Promise<DeskSettings & ReachSettings & PlaceSettings>;
  readonly work: WorkMaker;
  readonly listen: ListenForMachines;
  readonly letIn: DoorMaker;
}

const SERVE_HELP = `
Reads the sources that open orders use, matches what comes against every question, and does what time brings about, until
it is stopped by Ctrl-C or SIGTERM. Of several processes on one database each duty is done by one; the others stand by.

Examples:
  vigie serve
  vigie serve --web                                      with the pages and the API of the desk
  vigie serve --example examples/france-2012             with the desk of the example, made at the first start
  DATABASE_URL=postgres://admin@db/vigie vigie serve --duties match

Exit status: 0 after it was stopped, 2 where it cannot start.`;

const SET_UP_HELP = `
Makes the first account of a desk, with all roles. What the account may read is taken from a reader file
(docs/reader-file.md). The marking is that of the fact that there is this account.

Example:
  vigie desk set-up "Ada Lovelace" --readers readers.yaml --reader desk-head

Exit status: 0, or 2 where the desk has accounts already.`;

const ACCOUNT_HELP = `
Example:
  vigie account add "Ben" --readers readers.yaml --reader analyst --roles editor,analyst`;

const LINK_HELP = `
An account that can sign in already is reset when the link is used. Give the link to its person only: whoever has it takes the account.

Examples:
  vigie account link                                     the first person of a new desk
  vigie account link "Ben" --as "Ada"`;

const SOURCE_ADD_HELP = `
The marking is that of the fact that the desk reads the source; the default marking is that of its documents.

Examples:
  vigie source add "Le Monde" --kind feed --address https://www.lemonde.fr/rss/une.xml --reliability B
  vigie source add inbox --kind folder --address /srv/inbox --discipline open-web --default-marking 'TLP:GREEN' --scheme tlp

  vigie source add council --kind web-page --address https://city.example/news --option follow=links --option most=20
  vigie source add mails --kind mailbox --address imaps://mail.example/INBOX

Folders must lie in one that VIGIE_FOLDERS allows. What signs in stands in the file that VIGIE_CREDENTIALS names. The kinds and
their options are listed in docs/operations.md.`;

const SOURCE_CHECK_HELP = `
Shows how each source does: new, fresh, quiet (nothing new for long), empty (it holds nothing) or broken, since when and
why. Of one source on the web it shows what would come first: it is read from where it stands, and nothing is kept.

Examples:
  vigie source check
  vigie source check council

Exit status: 0 where none is broken, 1 where one is; of one source 0 with items, 1 without, 2 where it cannot be read.`;

const INGEST_HELP = `
Takes files and folders in as documents of a source, whose default marking they get; what is here already is left as it is.
JSON lines come line by line, however large the file is, and archives (.tar, .tar.gz, .tgz) file by file. What waits is then matched, unless vigie serve does so.

Examples:
  vigie ingest --source archive old-articles/
  vigie ingest --source archive export.jsonl
  vigie ingest --source notices 202400001.tar.gz

Exit status: 0, 1 where something could not be read and was put aside, 2 where nothing could.`;

const ORDER_LOAD_HELP = `
Makes the targets that are not here yet, and drafts the orders. With --open they are submitted and opened; an order is
approved by somebody else than its author, and one that names people by two.

Examples:
  vigie order load orders/
  vigie order load orders/ --as Ada --open --approve-by Ben --approve-by Carla`;

const QUERY_PREVIEW_HELP = `
Targets are the shared ones of the desk.

Example:
  vigie query preview '@hollande NEAR/8 Berlin'

Exit status: 0 where documents match, 1 where none does, 2 where the expression cannot be used.`;

const QUARANTINE_HELP = `
What could not be read is kept with its bytes for as many days as documents are (30 where nothing else is set).

Examples:
  vigie quarantine list
  vigie quarantine retry 0198a3c2-7d3e-7f10-9a55-0c9d3f6f1b2a`;

const BACKFILL_HELP = `
An order that is opened is run over what is here already, from the newest document on.

Examples:
  vigie backfill                                         how far each run is
  vigie backfill pause 0198a3c2-7d3e-7f10-9a55-0c9d3f6f1b2a`;

const DUTIES = ['collect', 'match', 'gather', 'rank', 'notify', 'deliver', 'tend'] as const;

/** Adds the commands of a desk at work. */
export function addWork(program: Command, parts: WorkParts): void {
  addServe(program, parts);
  addPeople(program, parts);
  addSource(program, parts);
  addIngest(program, parts);
  addOrderLoad(program, parts);
  addQueryPreview(program, parts);
  addQueue(program, parts);
  addBackFill(program, parts);
  addQuarantine(program, parts);
}

function addServe(program: Command, { done, terminal, settings, work, listen, letIn }: WorkParts): void {
  program
    .command('serve')
    .description('Run the desk: collect, match, and keep, until it is stopped.')
    .option('--duties <list>', 'what this process does: collect, match, gather, rank, notify, deliver, tend', list, [
      ...DUTIES,
    ])
    .option('--threads <number>', 'worker threads that match', threadCount, 1)
    .option('--port <number>', 'port of /health and /metrics on the loopback; 0 for any', portNumber)
    .option(
      '--web [place]',
      'let people in at HOST:PORT, by a browser or with a token; 127.0.0.1:4280 where nothing is said',
      listenPlace,
    )
    .option('--example <folder>', 'at the first start, make the desk of an example')
    .addHelpText('after', SERVE_HELP)
    .action(async (options) => {
      const { serve } = await import('./commands/serve.ts');
      done(await serve(options, { terminal, settings: await settings(), work, listen, letIn }));
    });
  program
    .command('status')
    .description('Say what the desk does: sources, orders, hits, what waits and what is put aside.')
    .action(async () => {
      const { printDeskStatus } = await import('./commands/desk-status.ts');
      done(await printDeskStatus(await settings(), terminal));
    });
}

function addPeople(program: Command, { done, terminal, settings }: WorkParts): void {
  const clearance = (command: Command): Command =>
    command
      .argument('<name>', 'name of the person')
      .requiredOption('--readers <file>', 'reader file that says what the person may read')
      .option('--reader <id>', 'which reader of the file')
      .option('--scheme <id>', 'scheme of the marking', 'desk')
      .option('--marking <text>', 'marking of the fact that there is this person', 'PUBLIC');
  clearance(program.command('desk').description('Set up a desk.').command('set-up'))
    .description('Make the first account.')
    .addHelpText('after', SET_UP_HELP)
    .action(async (name: string, options) => {
      const { setUp } = await import('./commands/accounts.ts');
      done(await setUp(name, options, { terminal, settings: await settings() }));
    });
  const account = program.command('account').description('Add and list the accounts of a desk.');
  clearance(account.command('add'))
    .description('Make an account.')
    .requiredOption('--roles <list>', 'editor, analyst, releaser, recipient, inspector, administrator', list)
    .option(AS, AS_HELP)
    .addHelpText('after', ACCOUNT_HELP)
    .action(async (name: string, options) => {
      const { addAccount } = await import('./commands/accounts.ts');
      done(await addAccount(name, options, { terminal, settings: await settings() }));
    });
  account
    .command('link')
    .description('Make a link that counts once, by which a person takes a password: to come in, or to come in again.')
    .argument('[name]', 'account, by name or id; else the first person of a desk where nobody can sign in yet')
    .option(AS, AS_HELP)
    .addHelpText('after', LINK_HELP)
    .action(async (name: string | undefined, options) => {
      const { linkAccount } = await import('./commands/account-link.ts');
      done(await linkAccount(name, options, { terminal, settings: await settings() }));
    });
  account
    .command('list')
    .description('List the accounts that may act.')
    .action(async () => {
      const { listAccounts } = await import('./commands/accounts.ts');
      done(await listAccounts({ terminal, settings: await settings() }));
    });
}

function addSource(program: Command, parts: WorkParts): void {
  const { done, terminal, settings, work } = parts;
  const source = program.command('source').description('Add, list, check and read sources.');
  addSourceAdd(source, parts);
  source
    .command('list')
    .description('List the sources.')
    .option(AS, AS_HELP)
    .action(async (options) => {
      const { listSources } = await import('./commands/source.ts');
      done(await listSources(options, { terminal, settings: await settings() }));
    });
  source
    .command('check')
    .description('Say how each source does, or what one would give.')
    .argument('[source]', 'name or id')
    .option(AS, AS_HELP)
    .addHelpText('after', SOURCE_CHECK_HELP)
    .action(async (name: string | undefined, options) => {
      const set = await settings();
      if (name === undefined) {
        const { checkSources } = await import('./commands/source-health.ts');
        return done(await checkSources({ terminal, settings: set }));
      }
      const { trySource } = await import('./commands/source-trial.ts');
      done(await trySource(name, options, { terminal, settings: set, work: (await work())(set) }));
    });
  source
    .command('import-opml')
    .description('Make the sources of a list of subscriptions that are not here yet.')
    .argument('<file>', 'list in OPML')
    .option('--scheme <id>', 'scheme of the marking', 'us-capco')
    .option('--marking <text>', 'marking of the sources and of their documents', 'U')
    .option(AS, AS_HELP)
    .action(async (file: string, options) => {
      const { importOpml } = await import('./commands/source-opml.ts');
      const set = await settings();
      done(await importOpml(file, options, { terminal, settings: set, work: (await work())(set) }));
    });
  source
    .command('export-opml')
    .description('Print a list of subscriptions of the sources that the account may read.')
    .option(AS, AS_HELP)
    .action(async (options) => {
      const { exportOpml } = await import('./commands/source-opml.ts');
      const set = await settings();
      done(await exportOpml(options, { terminal, settings: set, work: (await work())(set) }));
    });
  source
    .command('run')
    .description('Read a source now, whether or not it is due.')
    .argument('<source>', 'name or id')
    .option(AS, AS_HELP)
    .action(async (name: string, options) => {
      const { runSource } = await import('./commands/source.ts');
      const set = await settings();
      done(await runSource(name, options, { terminal, settings: set, work: (await work())(set) }));
    });
}

function addSourceAdd(source: Command, { done, terminal, settings }: WorkParts): void {
  source
    .command('add')
    .description('Make a source.')
    .argument('<name>', 'what it is called, in expressions too')
    .requiredOption('--kind <kind>', 'how it is read: feed, folder, json-lines …')
    .requiredOption('--address <address>', 'where it is: an https address, or a path')
    .option('--reliability <grade>', 'from A (reliable) to E; F: cannot be judged', 'F')
    .option('--discipline <discipline>', 'open-web, open-data, documents or people; else that of its kind')
    .option('--every <minutes>', 'how often it is read')
    .option('--option <name=value>', 'what its kind wants to know; may be repeated', repeat, [])
    .option('--scheme <id>', 'scheme of the markings', 'us-capco')
    .option('--marking <text>', 'marking of the fact that it is read here', 'U')
    .option('--default-marking <text>', 'marking of its documents; else that of the source')
    .option(AS, AS_HELP)
    .addHelpText('after', SOURCE_ADD_HELP)
    .action(async (name: string, options) => {
      const { addSource: add } = await import('./commands/source.ts');
      done(await add(name, options, { terminal, settings: await settings() }));
    });
}

function addIngest(program: Command, { done, terminal, settings, work }: WorkParts): void {
  program
    .command('ingest')
    .description('Take files and folders in as documents of a source, and match them.')
    .argument('<paths...>', 'files and folders')
    .requiredOption('--source <source>', 'name or id of the source that they are of')
    .option(AS, AS_HELP)
    .addHelpText('after', INGEST_HELP)
    .action(async (paths: string[], options) => {
      const { ingest } = await import('./commands/ingest.ts');
      const set = await settings();
      done(await ingest(paths, options, { terminal, settings: set, work: (await work())(set) }));
    });
}

function addOrderLoad(program: Command, { done, terminal, settings }: WorkParts): void {
  const order = program.commands.find((command) => command.name() === 'order')!;
  order
    .command('load')
    .description('Draft the orders of order files in the desk, with their targets.')
    .argument('<path...>', 'order files, or folders of them')
    .option('--scheme <id>', 'scheme of the markings', 'us-capco')
    .option('--open', 'submit them, and open them')
    .option('--approve-by <name>', 'account that approves; may be repeated', repeat, [])
    .option(AS, AS_HELP)
    .addHelpText('after', ORDER_LOAD_HELP)
    .action(async (paths: string[], options) => {
      const { loadOrdersIntoDesk } = await import('./commands/order-load.ts');
      done(await loadOrdersIntoDesk(paths, options, { terminal, settings: await settings() }));
    });
}

function addQueryPreview(program: Command, { done, terminal, settings }: WorkParts): void {
  const query = program.commands.find((command) => command.name() === 'query')!;
  query
    .command('preview')
    .description('Show what an expression finds in the archive of the desk, by week.')
    .argument('<expression>', 'an expression in the query language')
    .option('--lang <code>', 'language of the bare words', languageCode, 'en')
    .option(AS, AS_HELP)
    .addHelpText('after', QUERY_PREVIEW_HELP)
    .action(async (expression: string, options) => {
      const { previewQuery } = await import('./commands/query-preview.ts');
      done(await previewQuery(expression, options, { terminal, settings: await settings() }));
    });
}

function addBackFill(program: Command, { done, terminal, settings }: WorkParts): void {
  const backFill = program
    .command('backfill')
    .description('Show the runs of orders over the archive, pause and end them.')
    .addHelpText('after', BACKFILL_HELP)
    .action(async () => {
      const { printBackFills } = await import('./commands/back-fill.ts');
      done(await printBackFills({ terminal, settings: await settings() }));
    });
  for (const change of ['pause', 'resume', 'cancel'] as const) {
    backFill
      .command(change)
      .description({ pause: 'Let it rest.', resume: 'Let it go on.', cancel: 'End it.' }[change])
      .argument('<id>', 'id of the run')
      .option(AS, AS_HELP)
      .action(async (id: string, options) => {
        const { changeRun } = await import('./commands/back-fill.ts');
        done(await changeRun({ id, change, ...options }, { terminal, settings: await settings() }));
      });
  }
}

function addQuarantine(program: Command, { done, terminal, settings, work }: WorkParts): void {
  const quarantine = program
    .command('quarantine')
    .description('Show what could not be read or matched, try it again, let it go.')
    .addHelpText('after', QUARANTINE_HELP);
  quarantine
    .command('list')
    .description('List what is put aside, and why.')
    .option(AS, AS_HELP)
    .action(async (options) => {
      const { printQuarantined } = await import('./commands/quarantine.ts');
      done(await printQuarantined(options, { terminal, settings: await settings() }));
    });
  quarantine
    .command('retry')
    .description('Try to read it again.')
    .argument('<id>', 'id of what is put aside')
    .option(AS, AS_HELP)
    .action(async (id: string, options) => {
      const { retryQuarantined } = await import('./commands/quarantine.ts');
      const set = await settings();
      done(await retryQuarantined(id, options, { terminal, settings: set, work: (await work())(set) }));
    });
  quarantine
    .command('drop')
    .description('Let it go: it is not tried again.')
    .argument('<id>', 'id of what is put aside')
    .option(AS, AS_HELP)
    .action(async (id: string, options) => {
      const { dropOne } = await import('./commands/quarantine.ts');
      done(await dropOne(id, options, { terminal, settings: await settings() }));
    });
}
