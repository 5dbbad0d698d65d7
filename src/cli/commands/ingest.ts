import { withDesk } from '../../actions/open-desk.ts';
import { operatorNamed } from '../../actions/operator.ts';
import { counted, figures } from '../counted.ts';
import type { DeskWork } from '../desk-work.ts';
import { EXIT } from '../exit-status.ts';
import { Progress } from '../progress.ts';
import { printable, styledError } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';
import { sourceMeant, tellMatched } from './source.ts';

export interface IngestOptions {
  readonly source: string;
  readonly as?: string | undefined;
}

/** Takes files and folders in as documents of a source, and matches them. Returns the exit status. */
export async function ingest(
  paths: readonly string[],
  { source: name, as }: IngestOptions,
  { terminal, settings, work }: OnDesk & { readonly work: DeskWork },
): Promise<number> {
  const progress = new Progress(terminal);
  return withDesk(settings, async (desk) => {
    const actor = await operatorNamed(desk, 'editor', as);
    const source = await sourceMeant(desk, actor, name);
    const counts = await work.ingest({ desk, actor }, { sourceId: source.id, paths }, ({ items, added }) =>
      progress.tick(() => `${counted(items, 'item')} read, ${counted(added, 'new document')}`),
    );
    progress.clear();
    const said = [
      `${counted(counts.added, 'new document')} of ${counted(counts.items, 'item')}`,
      ...(counts.known > 0 ? [`${figures(counts.known)} known`] : []),
      ...(counts.broken > 0 ? [`${figures(counts.broken)} put aside: “vigie quarantine list” says why`] : []),
    ];
    terminal.error(`${styledError(terminal, 'dim', `${said.join('; ')}.`)}\n`);
    for (const { message, code } of counts.findings) terminal.error(`${printable(message)} (${code})\n`);
    if (counts.added > 0) await tellMatched(work, desk, terminal);
    if (counts.added + counts.known === 0) return EXIT.trouble;
    return counts.broken + counts.findings.length > 0 ? EXIT.nothing : EXIT.found;
  });
}
