import type { Readable } from 'node:stream';
import type { Actor } from '../../actions/actor.ts';
import { addressNotes } from '../../actions/address-notes.ts';
import { allSources } from '../../actions/all-sources.ts';
import type { Desk } from '../../actions/desk.ts';
import { fileNote } from '../../actions/file-note.ts';
import { listTaskNotes } from '../../actions/list-task-notes.ts';
import { withDesk } from '../../actions/open-desk.ts';
import { operatorNamed } from '../../actions/operator.ts';
import { Refusal } from '../../errors.ts';
import { decodeText } from '../../extract/decode-text.ts';
import type { DeskWork } from '../desk-work.ts';
import { EXIT } from '../exit-status.ts';
import { printRows } from '../print-rows.ts';
import { bytesOf } from '../read-marked-text.ts';
import { printable, styled } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';
import { sourceMeant, tellMatched } from './source.ts';

export interface AddNoteOptions {
  readonly source?: string | undefined;
  readonly task?: string | undefined;
  readonly informant?: string | undefined;
  readonly title?: string | undefined;
  readonly observed?: string | undefined;
  readonly lang?: string | undefined;
  readonly scheme: string;
  readonly marking?: string | undefined;
  readonly as?: string | undefined;
}

/** Files a field note. Returns the exit status. */
export async function addNote(
  path: string,
  options: AddNoteOptions,
  { terminal, settings, input, work }: OnDesk & { readonly input: Readable; readonly work: DeskWork },
): Promise<number> {
  const { task, informant, observed, lang, scheme, marking } = options;
  const text = decodeText(await bytesOf(path, input)).replace(/\r\n?/g, '\n');
  const { title, body } = parted(text, options.title);
  return withDesk(settings, async (desk) => {
    const actor = await operatorNamed(desk, 'analyst', options.as);
    const source = await noteSource(desk, actor, options.source);
    const stated = marking === undefined ? undefined : { scheme, marking };
    const about = { title, body, observedOn: observed, language: lang };
    const { id } = await fileNote(desk, actor, { ...about, sourceId: source.id, stated, informant, taskId: task });
    printRows(terminal, [
      ['note', title],
      ['id', id],
      ['source', source.name],
    ]);
    await tellMatched(work, desk, terminal);
    return EXIT.found;
  });
}

/** Lists the notes of a task that the account may read. Returns the exit status. */
export async function listNotes(
  { task, as }: { readonly task: string; readonly as?: string | undefined },
  { terminal, settings }: OnDesk,
): Promise<number> {
  const notes = await withDesk(settings, async (desk) => {
    return listTaskNotes(desk, await operatorNamed(desk, 'analyst', as), task);
  });
  for (const { id, title, publishedOn, receivedAt } of notes) {
    const day = publishedOn ?? receivedAt.toISOString().slice(0, 10);
    terminal.out(`${day}  ${printable(title)}  ${styled(terminal, 'dim', id)}\n`);
  }
  return notes.length === 0 ? EXIT.nothing : EXIT.found;
}

/** Makes the token for mails to a task, and prints it. Returns the exit status. */
export async function addressNote(
  { task, as }: { readonly task: string; readonly as?: string | undefined },
  { terminal, settings }: OnDesk,
): Promise<number> {
  const { token } = await withDesk(settings, async (desk) => {
    return addressNotes(desk, await operatorNamed(desk, 'analyst', as), task);
  });
  terminal.out(`[${token}]\n`);
  return EXIT.found;
}

/** The title as it is given, else the first line, which the body is then without. */
function parted(text: string, title: string | undefined): { readonly title: string; readonly body: string } {
  if (title !== undefined) return { title, body: text.trim() };
  const [first = '', ...rest] = text.trim().split('\n');
  const body = rest.join('\n').trim();
  // A note of one line says it twice: as what it is called, and as what it says.
  return { title: first.trim(), body: body === '' ? first.trim() : body };
}

/** Refused with `note-source-which` where none is named and there is not one. */
async function noteSource(desk: Desk, actor: Actor, name: string | undefined) {
  if (name !== undefined) return sourceMeant(desk, actor, name);
  const all = await allSources(desk, actor);
  const [one, ...more] = all.filter(({ kind, status }) => kind === 'field-notes' && status === 'active');
  if (one && more.length === 0) return one;
  const message = 'Name a source of the kind field-notes with --source; “vigie source add” makes one.';
  throw new Refusal('invalid', 'note-source-which', message);
}
