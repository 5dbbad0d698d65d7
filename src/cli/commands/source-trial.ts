import { withDesk } from '../../actions/open-desk.ts';
import { operatorNamed } from '../../actions/operator.ts';
import type { TriedSource } from '../../actions/source-work.ts';
import { counted, figures } from '../counted.ts';
import type { DeskWork } from '../desk-work.ts';
import { EXIT } from '../exit-status.ts';
import { printable, styled, styledError, type Terminal } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';
import { sourceMeant } from './source.ts';

/** Shows what a source would give now, and keeps nothing. Returns the exit status. */
export async function trySource(
  name: string,
  options: { readonly as?: string | undefined },
  { terminal, settings, work }: OnDesk & { readonly work: DeskWork },
): Promise<number> {
  const tried = await withDesk(settings, async (desk) => {
    const actor = await operatorNamed(desk, 'editor', options.as);
    return work.trySource({ desk, actor }, (await sourceMeant(desk, actor, name)).id);
  });
  printTried(tried, terminal);
  if (tried.failure !== undefined) return EXIT.trouble;
  return tried.items.length === 0 ? EXIT.nothing : EXIT.found;
}

function printTried({ items, isWhole, findings, failure }: TriedSource, terminal: Terminal): void {
  for (const { address, title, publishedOn, language, length, problem } of items) {
    const facts = `${publishedOn ?? 'no date   '}  ${language ?? '--'}  ${figures(length).padStart(9)}`;
    const shown = problem === undefined ? printable(title) : `${printable(problem.message)} (${problem.code})`;
    terminal.out(`${styled(terminal, 'dim', facts)}  ${shown}\n`);
    terminal.out(`  ${styled(terminal, 'dim', printable(address))}\n`);
  }
  const told = failure === undefined ? findings : [...findings, failure];
  for (const { code, message } of told) terminal.error(`${printable(message)} (${code})\n`);
  const more = isWhole || failure !== undefined ? '' : ', and there is more';
  const end = `${counted(items.length, 'item')} would come first${more}; nothing was kept.`;
  terminal.error(`${styledError(terminal, 'dim', end)}\n`);
}
