import type { Readable } from 'node:stream';
import type { Command } from 'commander';
import { languageCode } from './option-values.ts';
import type { WorkParts } from './work-commands.ts';

const ADD_HELP = `
The note becomes a document of a source of the kind field-notes. What waits is then matched, unless vigie serve does so. Its marking is the default
marking of that source, raised by --marking; whoever files it must be able to read it back. An informant is named by the
code name: who that is stands in no note. The first line is the title, where --title does not say another.

Examples:
  vigie note add harbour.txt --source notes --task 0198a3c2-7d3e-7f10-9a55-0c9d3f6f1b2a --informant WILLOW
  vigie note add - --title "At the harbour" --observed 2012-05-22 < notes.txt

Exit status: 0, or 2 where it was refused.`;

const ADDRESS_HELP = `
Prints what the subject of a mail must carry to become a note of the task, where a source of the kind field-notes has the
address of a mailbox. It is shown this once; made again, the one before it counts no more. Whoever has it can file notes.

Example:
  vigie note address --task 0198a3c2-7d3e-7f10-9a55-0c9d3f6f1b2a

Exit status: 0, or 2 where it was refused.`;

const AS = '--as <name>';
const AS_HELP = 'account that acts, by name or id; needed where several could';

/** Adds `vigie note`. */
export function addNotes(program: Command, { done, terminal, settings, work }: WorkParts, input: Readable): void {
  const note = program.command('note').description('File field notes, and show those of a task.');
  note
    .command('add')
    .description('File a field note.')
    .argument('<file>', 'text of the note; - is standard input')
    .option('--source <source>', 'name or id of a source of the kind field-notes; else the only one')
    .option('--task <id>', 'task that it answers')
    .option('--informant <code>', 'code name or id of the informant who told it')
    .option('--title <text>', 'title; else its first line')
    .option('--observed <day>', 'day of the observation, YYYY-MM-DD')
    .option('--lang <code>', 'language of the text', languageCode)
    .option('--scheme <id>', 'scheme of the marking', 'us-capco')
    .option('--marking <text>', 'marking, where it is above what the source says')
    .option(AS, AS_HELP)
    .addHelpText('after', ADD_HELP)
    .action(async (file: string, options) => {
      const { addNote } = await import('./commands/note.ts');
      const set = await settings();
      done(await addNote(file, options, { terminal, settings: set, input, work: (await work())(set) }));
    });
  note
    .command('list')
    .description('List the notes of a task.')
    .requiredOption('--task <id>', 'the task')
    .option(AS, AS_HELP)
    .action(async (options) => {
      const { listNotes } = await import('./commands/note.ts');
      done(await listNotes(options, { terminal, settings: await settings() }));
    });
  note
    .command('address')
    .description('Make the token by which a mail becomes a note of a task.')
    .requiredOption('--task <id>', 'the task')
    .option(AS, AS_HELP)
    .addHelpText('after', ADDRESS_HELP)
    .action(async (options) => {
      const { addressNote } = await import('./commands/note.ts');
      done(await addressNote(options, { terminal, settings: await settings() }));
    });
}
