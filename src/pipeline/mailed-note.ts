import type { Desk } from '../actions/desk.ts';
import { lexemesOf } from '../actions/lexemes.ts';
import type { GivenDocument } from '../actions/receive-from-source.ts';
import { noteTokensIn, withoutNoteTokens } from '../domain/note-token.ts';
import { isWaiting } from '../domain/task.ts';
import { taskOfToken } from '../store/note-tokens.ts';

/** Why a mail is no note. */
export interface NoNote {
  readonly code: string;
  readonly message: string;
}

/**
 * Ties what came by mail to the task whose token stands in its subject, the title of the first document; who sent it proves
 * nothing, and is not kept, since it may be an informant. The token stands nowhere in what is kept, so that the mail itself is
 * not kept either. Without the token of a task that waits it is no note.
 */
export async function mailedNote(
  { database }: Desk,
  documents: readonly GivenDocument[],
): Promise<readonly GivenDocument[] | NoNote> {
  const [token, ...others] = noteTokensIn(documents[0]?.title ?? '');
  const task = token === undefined || others.length > 0 ? undefined : await taskOfToken(database.work, token);
  if (!task) return { code: 'note-no-task', message: 'The subject of the mail does not name a task by its token.' };
  if (!isWaiting(task)) return { code: 'note-task-ended', message: 'The task of the mail is declined or done.' };
  return documents.map(({ bytes: _bytes, ...document }) => {
    const [title, body] = [document.title, document.body].map(withoutNoteTokens) as [string, string];
    const isChanged = title !== document.title || body !== document.body;
    const lexemes = isChanged ? lexemesOf(title, body) : document.lexemes;
    // Their places are those of the text as it was.
    const portions = body === document.body ? document.portions : [];
    const { byline: _byline, ...details } = document.details;
    return { ...document, title, body, lexemes, portions, details, taskId: task.id };
  });
}
