import { deskHealth, type SourceReport } from '../../actions/desk-health.ts';
import { withDesk } from '../../actions/open-desk.ts';
import { EXIT } from '../exit-status.ts';
import { printable, styled, type Terminal } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';

/** Says how each source does. Returns the exit status. */
export async function checkSources({ terminal, settings }: OnDesk): Promise<number> {
  const { sources } = await withDesk(settings, deskHealth);
  if (sources.length === 0) terminal.error('There is no source yet; “vigie source add” makes one.\n');
  printSources(sources, terminal);
  return sources.some(({ state }) => state.health === 'broken') ? EXIT.nothing : EXIT.found;
}

const STYLES = { new: 'dim', fresh: 'green', quiet: 'yellow', empty: 'yellow', broken: 'red' } as const;

/** Prints a line for each source, and below it why it is broken and what its last reading had to say. */
export function printSources(sources: readonly SourceReport[], terminal: Terminal): void {
  const width = Math.max(...sources.map(({ name }) => printable(name).length), 0);
  for (const { name, state, status, isUsed, dueAt } of sources) {
    const health = styled(terminal, STYLES[state.health], state.health.padEnd(6));
    const since = state.since === undefined ? '' : ` since ${instant(state.since)}`;
    terminal.out(`${printable(name).padEnd(width)}  ${health}${since}${nextOf(status, isUsed, dueAt)}\n`);
    const remarks = [...(state.reason ? [state.reason] : []), ...(state.remarks ?? [])];
    for (const { code, message } of remarks) terminal.out(`${' '.repeat(width)}  ${printable(message)} (${code})\n`);
  }
}

function nextOf(status: string, isUsed: boolean, dueAt: Date | null): string {
  if (status !== 'active') return `, ${status}`;
  if (!isUsed) return ', not read: no open order uses it';
  return dueAt === null ? '' : `, next reading ${instant(dueAt.getTime())}`;
}

/** To the minute, in UTC. */
export function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}
