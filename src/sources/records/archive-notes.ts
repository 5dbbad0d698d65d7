import { LARGEST_FILE } from '../../extract/limits.ts';
import type { SourceFinding } from '../source.ts';

/** Why an entry of an archive is not given: it is a link or a device, too large, or has a name that leads elsewhere. */
export type LeftOut = 'kind' | 'size' | 'name';
/** How an archive ended before its end. */
export type EndedBy = 'cut' | 'large';

const LEFT_OUT: Readonly<Record<LeftOut, { readonly code: string; readonly what: string }>> = {
  kind: { code: 'archive-no-files', what: 'entries are links, devices or of an unknown kind, and were left out' },
  size: {
    code: 'archive-file-too-large',
    what: `files have more than ${LARGEST_FILE / 1024 / 1024} MB and were not read`,
  },
  name: { code: 'archive-bad-names', what: 'files have names that lead out of it or are none, and were left out' },
};
const ENDED: Readonly<Record<EndedBy, { readonly code: string; readonly what: string }>> = {
  cut: { code: 'archive-cut-short', what: 'breaks off or is broken; the files before that place were read' },
  large: {
    code: 'archive-too-large',
    what: 'would unpack to more than is taken, or has more entries; the files before that place were read',
  },
};

/** Collects what is odd about an archive. No name is told: it may say what is for fewer people. */
export class ArchiveNotes {
  isLeft = false;
  readonly #leftOut = new Map<LeftOut, number>();
  #ended: EndedBy | undefined;

  leftOut(why: LeftOut): void {
    this.#leftOut.set(why, (this.#leftOut.get(why) ?? 0) + 1);
  }

  endedBy(why: EndedBy): void {
    this.#ended ??= why;
  }

  list(): SourceFinding[] {
    const found = [...this.#leftOut].map(([why, count]): SourceFinding => {
      const { code, what } = LEFT_OUT[why];
      return { code, severity: 'error', message: `Of the archive: ${count} ${what}.` };
    });
    if (this.#ended !== undefined) {
      const { code, what } = ENDED[this.#ended];
      found.push({ code, severity: 'error', message: `The archive ${what}.` });
    }
    if (this.isLeft) {
      const message = 'The archive has more files than one reading gives; the others are left for the next readings.';
      found.push({ code: 'archive-left', severity: 'warning', message });
    }
    return found;
  }
}
