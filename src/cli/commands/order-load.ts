import { markingComplaint } from '../../actions/marking-complaint.ts';
import { withDesk } from '../../actions/open-desk.ts';
import { operatorNamed } from '../../actions/operator.ts';
import { standardSchemes } from '../../markings/standard-schemes.ts';
import { EXIT } from '../exit-status.ts';
import { loadIntoDesk } from '../load-into-desk.ts';
import { loadUsableOrders } from '../load-orders.ts';
import { printRows } from '../print-rows.ts';
import { styledError } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';

export interface OrderLoadOptions {
  readonly scheme: string;
  readonly open?: boolean | undefined;
  readonly approveBy: readonly string[];
  readonly as?: string | undefined;
}

/** Drafts the orders of order files, and opens them where that is asked for. Returns the exit status. */
export async function loadOrdersIntoDesk(
  paths: readonly string[],
  { scheme, open = false, approveBy, as }: OrderLoadOptions,
  { terminal, settings }: OnDesk,
): Promise<number> {
  const files = await loadUsableOrders(paths, terminal, { complain: markingComplaint(standardSchemes, scheme) });
  const loaded = await withDesk(settings, async (desk) => {
    const author = await operatorNamed(desk, 'editor', as);
    const approvers = [];
    for (const name of approveBy) approvers.push(await operatorNamed(desk, 'editor', name));
    // At a desk of one the author approves what names nobody.
    return loadIntoDesk(desk, files, {
      ...{ author, scheme },
      ...(open && { approvers: approvers.length > 0 ? approvers : [author] }),
    });
  });
  printRows(
    terminal,
    loaded.map(({ name, id, status }) => [name, `${status}  ${id}`] as const),
  );
  const waiting = loaded.filter(({ status }) => status === 'review').length;
  if (waiting > 0) {
    terminal.error(`${styledError(terminal, 'dim', 'What is under review waits for approval by somebody else.')}\n`);
  }
  return EXIT.found;
}
