import { readFile } from 'node:fs/promises';
import { exportSources, importSources } from '../../actions/import-sources.ts';
import { withDesk } from '../../actions/open-desk.ts';
import { operatorNamed } from '../../actions/operator.ts';
import { Refusal } from '../../errors.ts';
import { counted, figures } from '../counted.ts';
import type { DeskWork } from '../desk-work.ts';
import { EXIT } from '../exit-status.ts';
import { printable, type Terminal } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';

export interface ImportOptions {
  readonly scheme: string;
  readonly marking: string;
  readonly as?: string | undefined;
}

/** Makes the sources of a list of subscriptions that are not here yet, by address. Returns the exit status. */
export async function importOpml(
  path: string,
  { scheme, marking, as }: ImportOptions,
  { terminal, settings, work }: OnDesk & { readonly work: DeskWork },
): Promise<number> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal('not-found', 'opml-unreadable', `The list “${path}” cannot be read (${error.code}).`);
  });
  const { outlines, findings } = work.readOpml(bytes);
  for (const { message, code } of findings) terminal.error(`${printable(message)} (${code})\n`);
  const { made, refused } = await withDesk(settings, async (desk) => {
    const actor = await operatorNamed(desk, 'editor', as);
    return importSources(desk, actor, { outlines, scheme, marking });
  });
  if (refused > 0) terminal.error(`${counted(refused, 'source')} could not be made. (opml-refused)\n`);
  terminal.out(`${counted(made.length, 'new source')} of ${figures(outlines.length)} in the list\n`);
  return outlines.length === 0 ? EXIT.trouble : EXIT.found;
}

/**
 * Prints a list of subscriptions of the sources that the account may read. It tells their names and addresses, and in its title
 * what the whole is marked with. Returns the exit status: 1 where there is none.
 */
export async function exportOpml(
  { as }: { readonly as?: string | undefined },
  { terminal, settings, work }: OnDesk & { readonly work: DeskWork },
): Promise<number> {
  const { outlines, title, leftOut } = await withDesk(settings, async (desk) =>
    exportSources(desk, await operatorNamed(desk, 'editor', as)),
  );
  tellLeftOut(leftOut, terminal);
  if (outlines.length === 0) return EXIT.nothing;
  terminal.out(Buffer.from(work.writeOpml(outlines, title)).toString('utf8'));
  return EXIT.found;
}

function tellLeftOut(count: number, terminal: Terminal): void {
  if (count === 0) return;
  terminal.error(`${counted(count, 'source')} left out: retired, or read on this machine and not on the web.\n`);
}
