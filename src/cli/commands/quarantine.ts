import { allPages } from '../../actions/all-pages.ts';
import { dropQuarantined } from '../../actions/change-quarantined.ts';
import { listQuarantined } from '../../actions/list-quarantined.ts';
import { withDesk } from '../../actions/open-desk.ts';
import { operatorNamed } from '../../actions/operator.ts';
import { counted } from '../counted.ts';
import type { DeskWork } from '../desk-work.ts';
import { EXIT } from '../exit-status.ts';
import { printable, styled } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';
import { tellMatched } from './source.ts';

interface As {
  readonly as?: string | undefined;
}

/** Lists what is put aside and kept. Returns the exit status: 1 where there is nothing. */
export async function printQuarantined({ as }: As, { terminal, settings }: OnDesk): Promise<number> {
  return withDesk(settings, async (desk) => {
    const actor = await operatorNamed(desk, 'editor', as);
    let count = 0;
    const kept = allPages((page) => listQuarantined(desk, actor, { ...page, state: 'kept' }));
    for await (const { id, name, code, reason, tries } of kept) {
      const often = tries > 1 ? `, tried ${tries} times` : '';
      terminal.out(`${styled(terminal, 'bold', printable(name))}  ${styled(terminal, 'dim', id)}${often}\n`);
      terminal.out(`  ${printable(reason)} (${code})\n`);
      count++;
    }
    if (count === 0) terminal.error('Nothing is put aside.\n');
    return count === 0 ? EXIT.nothing : EXIT.found;
  });
}

/** Tries to read an item again. Returns the exit status: 1 where it is still broken. */
export async function retryQuarantined(
  id: string,
  { as }: As,
  { terminal, settings, work }: OnDesk & { readonly work: DeskWork },
): Promise<number> {
  return withDesk(settings, async (desk) => {
    const counts = await work.retry({ desk, actor: await operatorNamed(desk, 'editor', as) }, id);
    if (counts === undefined) {
      terminal.error(
        'This is a document that could not be matched, which is matched again when its order is opened anew, or a mail of which nothing is kept.\n',
      );
      return EXIT.nothing;
    }
    const still = counts.broken > 0 ? '; something of it still cannot be read' : '';
    terminal.out(`${counted(counts.added, 'new document')}${still}\n`);
    if (counts.added > 0) await tellMatched(work, desk, terminal);
    return counts.broken > 0 ? EXIT.nothing : EXIT.found;
  });
}

/** Lets something go that was put aside. Returns the exit status. */
export async function dropOne(id: string, { as }: As, { terminal, settings }: OnDesk): Promise<number> {
  await withDesk(settings, async (desk) => dropQuarantined(desk, await operatorNamed(desk, 'editor', as), id));
  terminal.out(`${id}  dropped\n`);
  return EXIT.found;
}
