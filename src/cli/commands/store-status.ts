import { type DeskSettings, withDesk } from '../../actions/open-desk.ts';
import { type StoreStatus, storeStatus } from '../../actions/store-status.ts';
import { figures } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { printRows } from '../print-rows.ts';
import type { Terminal } from '../terminal.ts';

/** Prints what database there is, who runs it and how much is in it. Returns the exit status. */
export async function printStoreStatus(settings: DeskSettings, terminal: Terminal): Promise<number> {
  const status = await withDesk(settings, storeStatus);
  printRows(terminal, [...placeRows(status), ...countRows(status)]);
  return EXIT.found;
}

function placeRows(status: StoreStatus): [string, string][] {
  const { kind, version, dataFolder, requestedFolder, runsAs, host, port, socketFolder } = status;
  const rows: [string, string][] = [
    ['database', `${status.database}, ${kind === 'private' ? 'on the private server' : 'on a server of your own'}`],
    ['PostgreSQL', version],
  ];
  if (dataFolder !== undefined) rows.push(['data folder', dataFolder]);
  if (requestedFolder !== undefined && requestedFolder !== dataFolder) rows.push(['asked for', requestedFolder]);
  rows.push(['reached at', socketFolder ?? `${host ?? '127.0.0.1'}:${port}`]);
  if (runsAs !== undefined) rows.push(['server runs as', runsAs]);
  if (status.ownerPid !== undefined) rows.push(['run by', ownerOf(status)]);
  rows.push(['size', `${(status.sizeInBytes / 1_000_000).toFixed(1)} MB`]);
  rows.push(['schema version', String(status.schemaVersion)]);
  rows.push(['key of the log', status.logFolder]);
  return rows;
}

function ownerOf({ ownerPid, isOwner, ownedSince }: StoreStatus): string {
  if (isOwner) return 'this command, which stops it at its end';
  return `process ${ownerPid}${ownedSince === undefined ? '' : `, since ${ownedSince}`}`;
}

function countRows({ counts }: StoreStatus): [string, string][] {
  return [
    ['labels', figures(counts.labels)],
    ['documents', figures(counts.documents)],
    ['orders', figures(counts.orders)],
    ['hits', figures(counts.hits)],
    ['log entries', figures(counts.logEntries)],
    ['waiting entries', figures(counts.waitingEntries)],
    ['checkpoints', figures(counts.checkpoints)],
  ];
}
