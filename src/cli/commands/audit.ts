import { checkpointDeskLog, verifierKeyOfDesk } from '../../actions/make-checkpoint.ts';
import { type DeskSettings, withDesk } from '../../actions/open-desk.ts';
import { type LogVerification, verifyDeskLog } from '../../actions/verify-log.ts';
import { counted, figures } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { printRows } from '../print-rows.ts';
import { printable, styled, type Terminal } from '../terminal.ts';

export interface AuditVerifyOptions {
  /** Files with checkpoints that were kept elsewhere. */
  readonly checkpoint?: readonly string[] | undefined;
}

export interface AuditCheckpointOptions {
  readonly out?: string | undefined;
}

/** Says whether the log is sound, and what is wrong with it. Returns the exit status. */
export async function verifyAudit(
  settings: DeskSettings,
  { checkpoint = [] }: AuditVerifyOptions,
  terminal: Terminal,
): Promise<number> {
  const report = await withDesk(settings, (desk) => verifyDeskLog(desk, checkpoint));
  for (const { severity, message, code } of report.findings) {
    const style = severity === 'error' ? 'red' : 'yellow';
    terminal.out(`${styled(terminal, style, severity)}: ${printable(message)} (${code})\n`);
  }
  if (report.untold > 0) terminal.out(`… and ${counted(report.untold, 'finding')} more\n`);
  printRows(terminal, rowsOf(report));
  return report.isSound ? EXIT.found : EXIT.nothing;
}

function rowsOf(report: LogVerification): [string, string][] {
  const { size, proven, unsequenced, exported, hasKey, firstBad, isSound } = report;
  return [
    ['entries', figures(size)],
    ['proven', figures(proven)],
    ['unsequenced', figures(unsequenced)],
    ['compared with', counted(exported, 'exported checkpoint')],
    ...(hasKey ? [] : [['key', 'none yet; "vigie audit checkpoint" makes it'] satisfies [string, string]]),
    ...(firstBad ? [['first bad entry', placeOf(firstBad)] satisfies [string, string]] : []),
    ['the log', isSound ? 'is sound' : 'is not sound'],
  ];
}

function placeOf({ first, last }: NonNullable<LogVerification['firstBad']>): string {
  return first === last ? String(first) : `between ${first} and ${last}`;
}

/** Signs the log as it is now and prints the note. Returns the exit status. */
export async function checkpointAudit(
  settings: DeskSettings,
  { out }: AuditCheckpointOptions,
  terminal: Terminal,
): Promise<number> {
  const { note, path } = await withDesk(settings, (desk) => checkpointDeskLog(desk, out));
  terminal.out(note);
  terminal.error(`Kept as ${printable(path)}${out === undefined ? '' : ` and ${printable(out)}`}\n`);
  return EXIT.found;
}

/** Prints the key by which others verify checkpoints of the log. Returns the exit status. */
export async function printAuditKey(settings: DeskSettings, terminal: Terminal): Promise<number> {
  terminal.out(`${await withDesk(settings, verifierKeyOfDesk)}\n`);
  return EXIT.found;
}
