import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { isNowhere } from '../extract/list-files.ts';
import { GivenEntries, MOST_REMEMBERED } from './feed/given-entries.ts';
import type { SourceFinding } from './source.ts';

const UNREAD = 'not read to its end';

/**
 * Which folders below one were read before. What is moved with its folder keeps its instants, and so does what could not
 * be read before: only the folder tells that it is new.
 */
export class KnownFolders {
  readonly #top: string;
  readonly #given: GivenEntries;
  readonly #seen = new Set<string>();
  readonly #unread = new Set<string>();
  #at: { readonly folder: string; readonly isKnown: boolean } | undefined;

  /** Reads what `text` made; anything else counts as nothing. */
  constructor(top: string, text: unknown) {
    this.#top = top;
    this.#given = new GivenEntries(text);
  }

  /** Notes that a folder was come to, and returns whether it was read before, all of it. */
  async enter(folder: string): Promise<boolean> {
    if (this.#at?.folder === folder) return this.#at.isKnown;
    const name = relative(this.#top, folder);
    const state = await inodeOf(folder);
    const isKnown = this.#given.has(name, state) || (this.#given.isFull && !this.#given.has(name, UNREAD));
    this.#at = { folder, isKnown };
    this.#seen.add(name);
    this.#given.note(name, this.#unread.has(name) ? UNREAD : state);
    return isKnown;
  }

  /** Notes that not all of a folder could be read, so that the next reading looks at all of it. */
  forget(folder: string): void {
    const name = relative(this.#top, folder);
    this.#unread.add(name);
    this.#given.note(name, UNREAD);
  }

  /** What to remember. A folder that was not come to, as one that cannot be read, is forgotten. */
  get text(): string {
    return this.#given.textOfNow;
  }

  findings(): SourceFinding[] {
    if (this.#seen.size <= MOST_REMEMBERED) return [];
    const message = `There are ${this.#seen.size} folders at the source, more than the ${MOST_REMEMBERED} that are remembered: what is moved there with its folder is not seen.`;
    return [{ code: 'source-many-folders', severity: 'warning', message }];
  }
}

/** What stays as long as a folder is the same one, wherever it is moved. */
async function inodeOf(folder: string): Promise<string> {
  try {
    return String((await stat(folder)).ino);
  } catch (error) {
    if (isNowhere(error)) return '';
    throw error;
  }
}
