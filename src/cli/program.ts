import type { Readable } from 'node:stream';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { Refusal } from '../errors.ts';
import { EXIT } from './exit-status.ts';
import { printable, resultWidth, type Terminal } from './terminal.ts';

const MATCH_HELP = `
Documents are text, Markdown, HTML, XML, JSON or JSON lines; folders are read whole. A hit counts where the date of its
document lies in the window of the order, or is not known.

Examples:
  vigie match --orders orders/ news/                     folders of order files and of documents
  vigie match --orders orders/ --explain page.html       which parts of the question hold, and where
  zcat feed.jsonl.gz | vigie match --orders orders/ --format jsonl
  vigie match --orders orders/ --ignore-window archive/  hits of any date

Exit status: 0 with hits, 1 without, 2 where something could not be read or used.`;

const CHECK_HELP = `
Examples:
  vigie order check orders/
  vigie order check my-order.yaml shared-targets.yaml

docs/order-file.md describes the file, docs/query-language.md the expressions in it.
Exit status: 0 without errors (warnings may be there), 2 with errors.`;

const SCHEMA_HELP = `
Example:
  vigie order schema > order-file.schema.json            for completion in an editor`;

const QUERY_CHECK_HELP = `
Examples:
  vigie query check 'growth AND ("euro zone" OR Greece)'
  vigie query check 'croissance NEAR/8 @hollande' --lang fr --targets orders/

docs/query-language.md is the whole language.
Exit status: 0 where the expression can be used, 2 where it cannot.`;

const QUERY_EXPLAIN_HELP = `
Examples:
  vigie query explain 'amount >= 200M USD IN SENTENCE WITH contract' --text article.html
  vigie query explain '@hollande NEAR/8 Berlin' --targets orders/ --text article.txt

Exit status: 0 where a document matches, 1 where none does, 2 where something could not be read or used.`;

const repeat = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function languageCode(value: string): string {
  if (!/^[a-z]{2}$/.test(value)) throw new InvalidArgumentError('A language is an ISO 639-1 code such as en or fr.');
  return value;
}

function threadCount(value: string): number {
  if (!/^(?:[1-9]|[1-5]\d|6[0-4])$/.test(value)) throw new InvalidArgumentError('Give a number from 1 to 64.');
  return Number(value);
}

/**
 * Runs the command line `words` (without the program's name) and returns the exit status. Each command loads only
 * the parts of the program that it needs.
 */
export async function run(words: readonly string[], terminal: Terminal, input: Readable): Promise<number> {
  let status: number = EXIT.found;
  const done = (result: number): void => {
    status = result;
  };
  const program = new Command('vigie')
    .description('Standing questions over open sources, and the reason of every hit.')
    .version('0.1.0')
    .exitOverride()
    .showHelpAfterError('(--help shows how it is used)')
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.error(text),
      getOutHelpWidth: () => resultWidth(terminal),
      getErrHelpWidth: () => resultWidth(terminal),
    });
  addMatch(program, done, terminal, input);
  addOrder(program, done, terminal);
  addQuery(program, done, terminal, input);
  try {
    await program.parseAsync(words, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.found : EXIT.trouble;
    if (!(error instanceof Refusal)) throw error;
    terminal.error(`vigie: ${printable(error.message)} (${error.code})\n`);
    return EXIT.trouble;
  }
}

type Done = (status: number) => void;

function addMatch(program: Command, done: Done, terminal: Terminal, input: Readable): void {
  program
    .command('match')
    .description('Hold documents against the questions of orders and print the hits with their reasons.')
    .argument('[documents...]', 'files and folders; standard input where none is given')
    .requiredOption('--orders <path>', 'order file, or folder of them; may be repeated', repeat)
    .addOption(
      new Option('--format <format>', 'how hits are printed').choices(['table', 'jsonl', 'csv']).default('table'),
    )
    .option('--explain', 'show the operator tree of each hit (table and jsonl)')
    .option('--ignore-window', 'also show hits outside the window of their order')
    .option('--threads <number>', 'worker threads that match; 1 matches without any', threadCount, 1)
    .option('--lang <code>', 'language of documents that do not say theirs', languageCode)
    .option('--rates <file>', 'exchange rates in the layout of the ECB file eurofxref-hist.csv')
    .addHelpText('after', MATCH_HELP)
    .action(async (documents: string[], options) => {
      const { match } = await import('./commands/match.ts');
      done(await match(documents, { explain: false, ignoreWindow: false, ...options }, terminal, input));
    });
}

function addOrder(program: Command, done: Done, terminal: Terminal): void {
  const order = program.command('order').description('Check order files, or print their schema.');
  order
    .command('check')
    .description('Say what is wrong in order files, with the line, and what would be right.')
    .argument('<path...>', 'order files, or folders of them')
    .addHelpText('after', CHECK_HELP)
    .action(async (paths: string[]) => {
      const { checkOrders } = await import('./commands/order.ts');
      done(await checkOrders(paths, terminal));
    });
  order
    .command('schema')
    .description('Print the JSON Schema of order files.')
    .addHelpText('after', SCHEMA_HELP)
    .action(async () => {
      const { printOrderSchema } = await import('./commands/order-schema.ts');
      done(printOrderSchema(terminal));
    });
}

function addQuery(program: Command, done: Done, terminal: Terminal, input: Readable): void {
  const query = program.command('query').description('Check an expression, or explain what it finds in a text.');
  const common = (command: Command): Command =>
    command
      .argument('<expression>', 'an expression in the query language')
      .option('--lang <code>', 'language of the bare words', languageCode, 'en')
      .option('--targets <path>', 'order or target files that hold the @targets; may be repeated', repeat);
  common(query.command('check').description('Print the findings, and the canonical form of a right expression.'))
    .addHelpText('after', QUERY_CHECK_HELP)
    .action(async (expression: string, options) => {
      const { checkQuery } = await import('./commands/query.ts');
      done(await checkQuery(expression, options, terminal));
    });
  common(query.command('explain').description('Show which parts of an expression hold in a document, and where.'))
    .requiredOption('--text <file>', 'the document; - for standard input')
    .addHelpText('after', QUERY_EXPLAIN_HELP)
    .action(async (expression: string, options) => {
      const { explainQuery } = await import('./commands/query.ts');
      done(await explainQuery(expression, options, terminal, input));
    });
}
