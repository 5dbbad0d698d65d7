import { backUpStore, exportStore, importStore, type StoreCopy } from '../../actions/copy-store.ts';
import { type DeskSettings, withDesk } from '../../actions/open-desk.ts';
import { figures } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { printRows } from '../print-rows.ts';
import type { Terminal } from '../terminal.ts';

export type CopyWork = 'export' | 'backup' | 'import' | 'restore';

const WORKS = { export: exportStore, backup: backUpStore, import: importStore, restore: importStore } as const;

/** Writes or reads a copy of the store, and prints what is in it. Returns the exit status. */
export async function copyStore(
  work: CopyWork,
  folder: string,
  settings: DeskSettings,
  terminal: Terminal,
): Promise<number> {
  const copy = await withDesk(settings, (desk) => WORKS[work](desk, folder));
  printRows(terminal, rowsOf(copy));
  return EXIT.found;
}

function rowsOf({ folder, kind, schema, madeAt, tables }: StoreCopy): [string, string][] {
  const rows: [string, string][] = [
    ['folder', folder],
    ['kind', kind === 'backup' ? 'backup, with all there is' : 'export, without who informants are'],
    ['made at', madeAt],
    ['schema version', String(schema)],
  ];
  for (const { name, rows: count } of tables) if (count > 0) rows.push([name, figures(count)]);
  return rows;
}
