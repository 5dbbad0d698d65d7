import { Refusal } from '../errors.ts';
import { searchDocuments as searchStored } from '../store/documents.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { wantedLexemes } from './lexemes.ts';
import { type ListedDocument, listed } from './list-documents.ts';
import { pageSize } from './pages.ts';

export interface DocumentSearch {
  /** All of them must be there. */
  readonly words: string;
  /** ISO 639-1 code: documents of that language are found by any form of the words. */
  readonly language?: string | undefined;
  readonly most?: number | undefined;
}

/** Returns the newest documents that hold all the words; refused with `search-empty` where there is none. */
export function searchDocuments(
  desk: Desk,
  actor: Actor,
  { words, language, most }: DocumentSearch,
): Promise<readonly ListedDocument[]> {
  return act(desk, actor, {
    action: 'document-search',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, name }) {
      const wanted = wantedLexemes(words, language);
      if (wanted.length === 0) throw new Refusal('invalid', 'search-empty', 'A search needs a word or a number.');
      const documents = await searchStored(client, wanted, pageSize(most));
      name(
        'document',
        documents.map(({ id }) => id),
      );
      return documents.map(listed);
    },
  });
}
