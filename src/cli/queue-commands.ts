import { type Command, Option } from 'commander';
import type { DeskSettings } from '../actions/open-desk.ts';
import { AS, AS_HELP } from './option-values.ts';
import type { Terminal } from './terminal.ts';

/** What the commands of the queue are made of. */
export interface QueueParts {
  readonly done: (status: number) => void;
  readonly terminal: Terminal;
  readonly settings: () => Promise<DeskSettings>;
}

const HITS_HELP = `
With --sort best those come first that are best judged next, by what was judged before. Beside a hit stands what is suggested,
which decides nothing and hides nothing. With --by story there is one line for each order and story, led by its earliest document.

Examples:
  vigie hits list
  vigie hits list --sort best --by story --judgement new
  vigie hits list --order parties-2012 --judgement relevant --format jsonl`;

const SHOW_HELP = `
A document stands for its story. Below its documents stands what people did to the story, with the ids by which it is undone.

Example:
  vigie story show 0198a3c2-7d3e-7f10-9a55-0c9d3f6f1b2a

Exit status: 0, 1 where the document was not gathered yet, 2 where there is none for you to read.`;

const SPLIT_HELP = `
The program does not put them back: what comes later joins the text that it is most like.

Example:
  vigie story split 0198a3c2-7d3e-7f10-9a55-0c9d3f6f1b2a 0198a3c2-7d3e-7f10-9a55-0c9d3f6f1b2b`;

const MERGE_HELP = `
Only what you may read is moved, and only what has no readers who may not read the second document.

Example:
  vigie story merge 0198a3c2-7d3e-7f10-9a55-0c9d3f6f1b2a 0198a3c2-7d3e-7f10-9a55-0c9d3f6f1b2b`;

const UNDO_HELP = `
Example:
  vigie story undo 0198a3c2-7d3e-7f10-9a55-0c9d3f6f1b2c`;

/** Adds `vigie hits` and `vigie story`. */
export function addQueue(program: Command, parts: QueueParts): void {
  addHits(program, parts);
  addStory(program, parts);
}

function addHits(program: Command, { done, terminal, settings }: QueueParts): void {
  program
    .command('hits')
    .description('Show what was found.')
    .command('list')
    .description('List hits, with the reason of each.')
    .option('--order <name>', 'of one order, by name or id')
    .addOption(
      new Option('--judgement <judgement>', 'as they were judged').choices([
        'new',
        'relevant',
        'not-relevant',
        'to-verify',
      ]),
    )
    .addOption(new Option('--sort <order>', 'which come first').choices(['newest', 'best']).default('newest'))
    .addOption(new Option('--by <line>', 'what is one line').choices(['hit', 'story']).default('hit'))
    .addOption(
      new Option('--format <format>', 'how hits are printed').choices(['table', 'jsonl', 'csv']).default('table'),
    )
    .option('--most <number>', 'how many', (value) => Number(value), 20)
    .option(AS, AS_HELP)
    .addHelpText('after', HITS_HELP)
    .action(async (options) => {
      const { listHits } = await import('./commands/hits.ts');
      done(await listHits(options, { terminal, settings: await settings() }));
    });
}

function addStory(program: Command, { done, terminal, settings }: QueueParts): void {
  const story = program.command('story').description('Show what tells the same thing, and put it right.');
  story
    .command('show')
    .description('List the documents of a story, the earliest first, and what people did to it.')
    .argument('<document>', 'id of one of its documents')
    .option(AS, AS_HELP)
    .addHelpText('after', SHOW_HELP)
    .action(async (id: string, options) => {
      const { showStory } = await import('./commands/story.ts');
      done(await showStory(id, options, { terminal, settings: await settings() }));
    });
  story
    .command('split')
    .description('Take documents out of their story, into a new one.')
    .argument('<documents...>', 'ids of the documents')
    .option(AS, AS_HELP)
    .addHelpText('after', SPLIT_HELP)
    .action(async (ids: string[], options) => {
      const { split } = await import('./commands/story.ts');
      done(await split(ids, options, { terminal, settings: await settings() }));
    });
  story
    .command('merge')
    .description('Put the story of one document into that of another.')
    .argument('<from>', 'id of a document of the story that is moved')
    .argument('<into>', 'id of a document of the story that it joins')
    .option(AS, AS_HELP)
    .addHelpText('after', MERGE_HELP)
    .action(async (from: string, into: string, options) => {
      const { merge } = await import('./commands/story.ts');
      done(await merge({ from, into }, options, { terminal, settings: await settings() }));
    });
  story
    .command('undo')
    .description('Put the documents of a change back where they were.')
    .argument('<change>', 'id of the change')
    .option(AS, AS_HELP)
    .addHelpText('after', UNDO_HELP)
    .action(async (id: string, options) => {
      const { undo } = await import('./commands/story.ts');
      done(await undo(id, options, { terminal, settings: await settings() }));
    });
}
