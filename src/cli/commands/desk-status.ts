import { type DeskHealth, deskHealth } from '../../actions/desk-health.ts';
import { type DeskSettings, withDesk } from '../../actions/open-desk.ts';
import { counted, figures } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { printRows } from '../print-rows.ts';
import { printable, styled, type Terminal } from '../terminal.ts';
import { backFillLine } from './back-fill.ts';
import { printSources } from './source-health.ts';

/** Says what the desk does. Returns the exit status: 1 where something wants looking at. */
export async function printDeskStatus(settings: DeskSettings, terminal: Terminal): Promise<number> {
  const health = await withDesk(settings, deskHealth);
  const { counts, sources, backFills, silentOrders, idle } = health;
  printRows(terminal, [
    ['orders', `${figures(counts.openOrders)} open, ${figures(counts.watchedOrders)} of them watched`],
    ['questions', `${figures(counts.questions)}${counts.pastDue > 0 ? `, ${figures(counts.pastDue)} past due` : ''}`],
    [
      'documents',
      `${figures(counts.documents)}, ${figures(counts.waitingDocuments)} not matched yet${since(counts.waitingSince)}`,
    ],
    ['hits', `${figures(counts.hits)}, ${figures(counts.newHits)} of them new`],
    ['deliveries', deliveriesOf(counts)],
    ['put aside', `${counted(counts.quarantined, 'item')} that could not be read or matched`],
  ]);
  if (idle.length > 0) {
    const nobody = styled(terminal, 'yellow', `nobody ${listed(idle.map((duty) => DOES[duty]))}`);
    terminal.out(`${nobody}: start “vigie serve”\n`);
  }
  for (const { order, letter, language, message, code } of counts.problems) {
    const place = styled(terminal, 'yellow', `${order} ${letter} (${language})`);
    terminal.out(`${place}: ${printable(message)} (${code})\n`);
  }
  for (const { name } of silentOrders) {
    const order = styled(terminal, 'yellow', printable(name));
    terminal.out(`${order}: nothing comes for this order: no source is read for it, or none of them gives anything\n`);
  }
  for (const fill of backFills.filter(({ state }) => ['waiting', 'running', 'paused'].includes(state))) {
    terminal.out(`${backFillLine(fill)}\n`);
  }
  if (sources.length > 0) terminal.out(`\n${styled(terminal, 'bold', 'Sources')}\n`);
  printSources(sources, terminal);
  return wantsLook(health) ? EXIT.nothing : EXIT.found;
}

function deliveriesOf(counts: DeskHealth['counts']): string {
  const { deliveriesWaiting, deliveriesFailed, deliveriesUnknown, deliveriesBounced } = counts;
  const more = [
    [deliveriesFailed, 'given up'],
    [deliveriesUnknown, 'of which the answer was lost'],
    [deliveriesBounced, 'that came back'],
  ] as const;
  const told = more.filter(([count]) => count > 0).map(([count, what]) => `, ${figures(count)} ${what}`);
  return `${figures(deliveriesWaiting)} to be sent${told.join('')}`;
}

/** What a process does that has a duty. */
const DOES: Readonly<Record<DeskHealth['idle'][number], string>> = {
  collect: 'collects',
  match: 'matches',
  gather: 'gathers',
  tend: 'tends',
  rank: 'ranks',
  deliver: 'delivers',
  notify: 'tells of new hits',
};

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function since(waiting: Date | null): string {
  return waiting === null ? '' : `, the oldest since ${waiting.toISOString()}`;
}

function wantsLook({ counts, sources, silentOrders, isStalled }: DeskHealth): boolean {
  return (
    isStalled ||
    counts.problems.length + counts.quarantined + silentOrders.length > 0 ||
    sources.some(({ isAlarming }) => isAlarming)
  );
}
