import type { Readable } from 'node:stream';
import { Command, CommanderError, Option } from 'commander';
import { Refusal } from '../errors.ts';
import { addAudit, addStore } from './desk-commands.ts';
import type { DoorMaker, ListenForMachines, WorkMaker } from './desk-work.ts';
import { EXIT } from './exit-status.ts';
import { addIdentity } from './identity-commands.ts';
import { addNotes } from './note-commands.ts';
import { instant, languageCode, repeat, threadCount } from './option-values.ts';
import { printable, resultWidth, type Terminal } from './terminal.ts';
import { addWork, type WorkParts } from './work-commands.ts';

const MATCH_HELP = `
Documents are text, Markdown, HTML, XML, JSON, JSON lines, CSV, PDF, DOCX, mail or web archives; folders are read whole.
A hit counts where the date of its document lies in the window of the order, or is not known.

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

const MARK_CHECK_HELP = `
A line in parentheses, or one whose level is in its short form, is a portion mark; a level that is spelled out begins a
banner line. Without --scheme, a line that begins with TLP: is read as TLP, everything else as us-capco. A line of JSON
holds input, form, valid, canonical (null where it was not understood) and findings with their places. Empty lines are
skipped and counted.

Examples:
  vigie mark check marks.txt
  echo '(s//nf)' | vigie mark check --format table
  vigie mark check --scheme desk --form banner < banners.txt
  vigie mark check --profile us-dodm-2012 old-marks.txt   by the DoD manual of 2012

Exit status: 0 where all are valid, 1 where some are not, 2 where something could not be read.`;

const ROLL_UP_HELP = `
A line holds the portion marks of one document: an array, or an object whose banner gives the list for a bare REL. The
answer is a line of JSON with banner, portion, reasons and findings; banner is null where it cannot be told.

Examples:
  echo '["S//NF","U"]' | vigie mark roll-up
  echo '{"portions":["S//REL","U"],"banner":"SECRET//REL TO USA, FVEY"}' | vigie mark roll-up
  vigie mark roll-up --scheme tlp documents.jsonl

Exit status: 0 where every line has a banner, 1 where some have none, 2 where a line or a file could not be read.`;

const MARK_EXPLAIN_HELP = `
Examples:
  vigie mark explain '(S//NF)'
  vigie mark explain 'SECRET//REL TO USA, FVEY' --reader examples/france-2012/readers.yaml
  vigie mark explain TLP:AMBER+STRICT
  vigie mark explain 'DESK//EMBARGO UNTIL 2026-11-20T18:00Z' --scheme desk

Exit status: 0 where it is valid, 1 where it is not, 2 where something could not be read.`;

const MARK_DOCUMENT_HELP = `
Text and Markdown are read as they are written; of HTML, XML and JSON the text is taken out first, and lines are counted
in that text.

Examples:
  vigie mark document report.md
  vigie mark document --scheme tlp advisory.txt --format jsonl

Exit status: 0 where nothing is wrong, 1 with findings or where the printed banner differs, 2 where it cannot be read.`;

const CUT_HELP = `
The report is Markdown. Every portion carries its mark: headings, paragraphs, list items, table cells, footnotes, and
blocks of code on their first line. What the reader may not have goes without a trace: lists, headings and footnotes are
numbered anew, and the banner is computed from what is left. A report with a portion whose mark is missing, not valid or
not sure is refused. docs/reader-file.md describes the reader.

Examples:
  vigie report cut report.md --reader reader.yaml > cut.md
  vigie report cut examples/france-2012/report.md --reader examples/france-2012/readers.yaml --as reader-gbr
  vigie report cut story.md --scheme desk --reader desk.yaml --now 2026-11-20T18:00Z

Exit status: 0 with a cut, 1 where nothing can be released, 2 where the report or the reader cannot be used.`;

const READER_SCHEMA_HELP = `
Example:
  vigie reader schema > reader-file.schema.json          for completion in an editor`;

/**
 * Runs the command line `words` (without the program's name) and returns the exit status. Each command loads only
 * the parts of the program that it needs; the settings are read by those that open the database.
 */
export async function run(
  words: readonly string[],
  terminal: Terminal,
  input: Readable,
  { settings = async () => ({}), work = nothingHere, listen = nothingHere, letIn = nothingHere }: Outside = {},
): Promise<number> {
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
  addMark(program, done, terminal, input);
  addReport(program, done, terminal, input);
  addReader(program, done, terminal);
  addStore(program, done, terminal, settings);
  addAudit(program, done, terminal, settings);
  const parts = { done, terminal, settings, work, listen, letIn };
  addWork(program, parts);
  addNotes(program, parts, input);
  addIdentity(program, parts);
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

/** What comes from outside of the commands. */
export interface Outside {
  readonly settings?: WorkParts['settings'] | undefined;
  readonly work?: WorkMaker | undefined;
  readonly listen?: ListenForMachines | undefined;
  readonly letIn?: DoorMaker | undefined;
}

function nothingHere(): never {
  throw new Error('This was not handed in.');
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

const schemeOption = (): Option => new Option('--scheme <id>', 'scheme of the marks: us-capco, tlp or desk');
const registerOption = (): Option =>
  new Option('--register <file>', 'register of markings of your own (JSON); its scheme is used');
const formOption = (): Option =>
  new Option('--form <form>', 'how it is written').choices(['auto', 'portion', 'banner']).default('auto');
const formatOption = (): Option => new Option('--format <format>', 'how it is printed').choices(['jsonl', 'table']);

function addMark(program: Command, done: Done, terminal: Terminal, input: Readable): void {
  const mark = program
    .command('mark')
    .description('Check and explain markings, and roll portion marks up to a banner.');
  mark
    .command('check')
    .description('Read one marking a line and say what each is, what is wrong with it, and what would be right.')
    .argument('[files...]', 'files of markings; standard input where none is given')
    .addOption(schemeOption())
    .addOption(registerOption())
    .addOption(new Option('--profile <id>', 'edition of the us-capco rules').choices(['us-capco-2016', 'us-dodm-2012']))
    .addOption(formOption())
    .addOption(formatOption())
    .addHelpText('after', MARK_CHECK_HELP)
    .action(async (paths: string[], options) => {
      const { checkMarks } = await import('./commands/mark-check.ts');
      done(await checkMarks(paths, options, terminal, input));
    });
  mark
    .command('roll-up')
    .description('Read the portion marks of one document a line and print the banner that they come to, with reasons.')
    .argument('[files...]', 'files of JSON lines; standard input where none is given')
    .addOption(schemeOption())
    .addOption(registerOption())
    .addHelpText('after', ROLL_UP_HELP)
    .action(async (paths: string[], options) => {
      const { rollUpMarks } = await import('./commands/mark-roll-up.ts');
      done(await rollUpMarks(paths, options, terminal, input));
    });
  mark
    .command('explain')
    .description('Say in plain words what a marking means and who may read it.')
    .argument('<marking>', 'one marking, in quotation marks for the shell')
    .addOption(schemeOption())
    .addOption(registerOption())
    .addOption(formOption())
    .option('--reader <file>', 'reader file: say of each reader whether they may read it, and why not')
    .option('--as <id>', 'only this reader of the file')
    .option('--now <instant>', 'the time of the decision; now where it is not given', instant)
    .addHelpText('after', MARK_EXPLAIN_HELP)
    .action(async (text: string, options) => {
      const { explainMarking } = await import('./commands/mark-explain.ts');
      done(await explainMarking(text, { now: Date.now(), ...options }, terminal));
    });
  mark
    .command('document')
    .description('Print the portions of a document, what is wrong with their marks, and the banner that they come to.')
    .argument('<file>', 'the document; - for standard input')
    .addOption(schemeOption())
    .addOption(registerOption())
    .addOption(formatOption())
    .addHelpText('after', MARK_DOCUMENT_HELP)
    .action(async (path: string, options) => {
      const { markDocument } = await import('./commands/mark-document.ts');
      done(await markDocument(path, options, terminal, input));
    });
}

function addReport(program: Command, done: Done, terminal: Terminal, input: Readable): void {
  const report = program.command('report').description('Cut a report whose portions are marked for one reader.');
  report
    .command('cut')
    .description('Print the copy of a report that one reader may have.')
    .argument('<file>', 'the report, in Markdown; - for standard input')
    .requiredOption('--reader <file>', 'reader file')
    .option('--as <id>', 'which reader, where the file has several')
    .addOption(schemeOption())
    .addOption(registerOption())
    .addOption(
      new Option('--action <action>', 'to be given a copy, or to be shown it')
        .choices(['release', 'display'])
        .default('release'),
    )
    .option('--now <instant>', 'the time of the decision; now where it is not given', instant)
    .addHelpText('after', CUT_HELP)
    .action(async (path: string, options) => {
      const { cutReportFile } = await import('./commands/report-cut.ts');
      done(await cutReportFile(path, { now: Date.now(), ...options }, terminal, input));
    });
}

function addReader(program: Command, done: Done, terminal: Terminal): void {
  program
    .command('reader')
    .description('Print the schema of reader files.')
    .command('schema')
    .description('Print the JSON Schema of reader files.')
    .addHelpText('after', READER_SCHEMA_HELP)
    .action(async () => {
      const { printReaderSchema } = await import('./commands/reader-schema.ts');
      done(printReaderSchema(terminal));
    });
}
