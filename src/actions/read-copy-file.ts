import type { CopyFileKind, IssuedCopy } from '../domain/copy.ts';
import { copyAsHtml } from '../render/copy-html.ts';
import { copyAsMarkdown } from '../render/copy-markdown.ts';
import { copyFileName } from '../render/copy-name.ts';
import { copyAsStix } from '../render/copy-stix.ts';
import { copyAsText } from '../render/copy-text.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { notFound } from './ids.ts';
import { openCopy } from './own-copies.ts';

export interface CopyFile {
  readonly mediaType: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

const FORMS: Readonly<Record<CopyFileKind, { readonly ending: string; readonly mediaType: string }>> = {
  pdf: { ending: 'pdf', mediaType: 'application/pdf' },
  html: { ending: 'html', mediaType: 'text/html; charset=utf-8' },
  text: { ending: 'txt', mediaType: 'text/plain; charset=utf-8' },
  markdown: { ending: 'md', mediaType: 'text/markdown; charset=utf-8' },
  stix: { ending: 'json', mediaType: 'application/stix+json;version=2.1' },
};

/** Makes a PDF file of a copy. */
export type PrintCopy = (issued: IssuedCopy) => Promise<Uint8Array>;

/** Returns one of the actor's copies as a file, which proves that it was read; of a recalled one there is none. */
export async function readCopyFile(
  desk: Desk,
  actor: Actor,
  { id, as }: { readonly id: string; readonly as: CopyFileKind },
  print: PrintCopy,
): Promise<CopyFile> {
  const issued = await act(desk, actor, {
    action: 'copy-read-file',
    roles: ['recipient'],
    objects: [{ noun: 'copy', id }],
    async work(deed): Promise<IssuedCopy> {
      const { copy, state, releasedAt } = await openCopy(desk, deed, id, { by: 'portal', as });
      if (state === 'recalled') throw notFound('copy');
      return { id, copy, state, releasedAt: releasedAt.getTime() };
    },
  });
  const { ending, mediaType } = FORMS[as];
  return { mediaType, fileName: copyFileName(issued, ending, 'banner'), bytes: await bytesOf(issued, as, print) };
}

async function bytesOf(issued: IssuedCopy, as: CopyFileKind, print: PrintCopy): Promise<Uint8Array> {
  switch (as) {
    case 'pdf':
      return print(issued);
    case 'html':
      return Buffer.from(copyAsHtml(issued));
    case 'text':
      return Buffer.from(copyAsText(issued));
    case 'markdown':
      return Buffer.from(copyAsMarkdown(issued));
    case 'stix':
      return Buffer.from(copyAsStix(issued, DESK));
  }
}

/** By whom a report in STIX is. */
const DESK = 'Vigie';
