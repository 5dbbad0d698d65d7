import { LARGEST_FILE } from '../extract/limits.ts';
import type { SourceFinding } from './source.ts';

/** Why a file of a folder is not given. */
export type NotGiven = 'too-large' | 'unreadable' | 'elsewhere';

const SAID: Readonly<Record<NotGiven, { readonly code: string; readonly what: string }>> = {
  'too-large': {
    code: 'source-file-too-large',
    what: `have more than ${LARGEST_FILE / 1024 / 1024} MB and were not read`,
  },
  unreadable: { code: 'source-file-unreadable', what: 'cannot be read' },
  elsewhere: { code: 'source-link-elsewhere', what: 'are links to where no setting allows to read' },
};

/**
 * Counts what of a folder is not given. No name is told: who knows of the source need not be cleared for what is in it,
 * and names may say that.
 */
export class FolderFindings {
  readonly #counts = new Map<NotGiven, number>();

  add(why: NotGiven): void {
    this.#counts.set(why, (this.#counts.get(why) ?? 0) + 1);
  }

  list(): SourceFinding[] {
    return [...this.#counts].map(([why, count]) => {
      const { code, what } = SAID[why];
      return { code, severity: 'error', message: `Files or folders at the source that ${what}: ${count}.` };
    });
  }
}
