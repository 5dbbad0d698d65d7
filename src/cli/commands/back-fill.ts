import { type BackFillChange, changeBackFill } from '../../actions/change-back-fill.ts';
import { deskHealth } from '../../actions/desk-health.ts';
import { withDesk } from '../../actions/open-desk.ts';
import { operatorNamed } from '../../actions/operator.ts';
import { counted, figures } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import type { OnDesk } from './accounts.ts';

type Progress = Awaited<ReturnType<typeof deskHealth>>['backFills'][number];

/** Lists how far the runs over the archive are, the newest first. Returns the exit status. */
export async function printBackFills({ terminal, settings }: OnDesk): Promise<number> {
  const { backFills } = await withDesk(settings, deskHealth);
  for (const fill of backFills) terminal.out(`${backFillLine(fill)}\n`);
  if (backFills.length === 0) terminal.error('No order was run over the archive yet.\n');
  return backFills.length === 0 ? EXIT.nothing : EXIT.found;
}

/** Says how far one run is, in a line. */
export function backFillLine({ id, orderId, state, estimate, looked, hits }: Progress): string {
  const of = estimate === null ? '' : ` of about ${figures(Math.max(estimate, looked))}`;
  return `${id}  ${state.padEnd(9)} ${figures(looked)}${of} documents, ${counted(hits, 'new hit')}, order ${orderId}`;
}

/** Pauses a run, lets it go on, or ends it. Returns the exit status. */
export async function changeRun(
  { id, change, as }: { readonly id: string; readonly change: BackFillChange; readonly as?: string | undefined },
  { terminal, settings }: OnDesk,
): Promise<number> {
  const { state } = await withDesk(settings, async (desk) => {
    return changeBackFill(desk, await operatorNamed(desk, 'editor', as), { id, change });
  });
  terminal.out(`${id}  ${state}\n`);
  return EXIT.found;
}
