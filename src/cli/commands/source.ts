import type { Actor } from '../../actions/actor.ts';
import { allSources } from '../../actions/all-sources.ts';
import { createSource } from '../../actions/create-source.ts';
import type { Desk } from '../../actions/desk.ts';
import { withDesk } from '../../actions/open-desk.ts';
import { operatorNamed } from '../../actions/operator.ts';
import type { ReadableSource } from '../../actions/source-content.ts';
import type { Discipline } from '../../domain/order.ts';
import type { Reliability, SourceKind } from '../../domain/source.ts';
import { Refusal } from '../../errors.ts';
import { counted } from '../counted.ts';
import type { CollectedSource, DeskWork } from '../desk-work.ts';
import { EXIT } from '../exit-status.ts';
import { printRows } from '../print-rows.ts';
import { Progress } from '../progress.ts';
import { printable, styled, styledError, type Terminal } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';

export interface AddSourceOptions {
  readonly kind: SourceKind;
  readonly address: string;
  readonly reliability: Reliability;
  readonly discipline?: Discipline | undefined;
  readonly every?: string | undefined;
  /** As they were written: name and value. */
  readonly option?: readonly string[] | undefined;
  readonly scheme: string;
  readonly marking: string;
  readonly defaultMarking?: string | undefined;
  readonly as?: string | undefined;
}

/** Makes a source. Returns the exit status. */
export async function addSource(
  name: string,
  options: AddSourceOptions,
  { terminal, settings }: OnDesk,
): Promise<number> {
  const { kind, address, reliability, discipline, every, scheme, marking, defaultMarking = marking } = options;
  const schedule = { ...kindOptions(options.option), ...(every === undefined ? {} : { every: Number(every) }) };
  const described = { name, kind, address, reliability, discipline, schedule, trusted: false };
  const marked = { scheme, marking, defaultMarking: { scheme, marking: defaultMarking } };
  await checkLinks(schedule);
  const made = await withDesk(settings, async (desk) => {
    return createSource(desk, await operatorNamed(desk, 'editor', options.as), { ...described, ...marked });
  });
  printRows(terminal, [
    ['source', made.name],
    ['id', made.id],
    ['read as', `${made.kind}, ${made.discipline}`],
    ['its documents', made.defaultMarking.marking],
  ]);
  return EXIT.found;
}

/** Refuses a selector of links that is none; only a parser of pages can say so. */
async function checkLinks({ links }: Readonly<Record<string, unknown>>): Promise<void> {
  if (typeof links !== 'string') return;
  const { checkSelector } = await import('../../extract/page-links.ts');
  try {
    checkSelector(links);
  } catch {
    throw new Refusal(
      'invalid',
      'source-option-value',
      'The option “links” is no CSS selector, such as “main .news a”.',
    );
  }
}

/** What the schedule of a source holds beside the options of its kind. */
const TIMES = ['every', 'quietAfter'];

/** Reads options of a kind, such as `follow=always`; refused with `source-option`. */
function kindOptions(written: readonly string[] = []): Readonly<Record<string, string>> {
  const pairs = written.map((text) => /^([a-z]\w{0,49})=([^\p{Cc}]{1,500})$/iu.exec(text)?.slice(1) ?? []);
  const names = pairs.map(([name]) => name);
  const isSound = names.every((name, at) => name !== undefined && !TIMES.includes(name) && names.indexOf(name) === at);
  if (isSound) return Object.fromEntries(pairs as [string, string][]);
  throw new Refusal('invalid', 'source-option', 'An option is written as name=value, each name once.');
}

/** Lists the sources that the account may read. Returns the exit status. */
export async function listSources(options: { readonly as?: string }, { terminal, settings }: OnDesk): Promise<number> {
  const sources = await withDesk(settings, async (desk) => {
    return allSources(desk, await operatorNamed(desk, 'editor', options.as));
  });
  if (sources.length === 0) terminal.error('There is no source yet; “vigie source add” makes one.\n');
  for (const source of sources) {
    const head = `${styled(terminal, 'bold', printable(source.name))}  ${source.kind}, ${source.discipline}, ${source.reliability}`;
    terminal.out(`${head}${source.status === 'active' ? '' : `, ${source.status}`}\n`);
    terminal.out(`  ${printable(source.address)}  ${styled(terminal, 'dim', source.id)}\n`);
  }
  return sources.length === 0 ? EXIT.nothing : EXIT.found;
}

/** Reads a source now, tells what came, and matches it. Returns the exit status. */
export async function runSource(
  name: string,
  options: { readonly as?: string },
  { terminal, settings, work }: OnDesk & { readonly work: DeskWork },
): Promise<number> {
  const progress = new Progress(terminal);
  return withDesk(settings, async (desk) => {
    const actor = await operatorNamed(desk, 'editor', options.as);
    const source = await sourceMeant(desk, actor, name);
    const collected = await work.readSource({ desk, actor }, source.id, ({ items }) =>
      progress.tick(() => `${counted(items, 'item')} read`),
    );
    progress.clear();
    printCollected(collected, terminal);
    if (collected.tally.added > 0) await tellMatched(work, desk, terminal);
    return collected.state.health === 'broken' ? EXIT.trouble : EXIT.found;
  });
}

/** Matches what waits, and says so. */
export async function tellMatched(
  work: DeskWork,
  desk: Parameters<DeskWork['matchWaiting']>[0],
  terminal: Terminal,
): Promise<void> {
  const sentence = (await work.matchWaiting(desk))
    ? 'What came was matched; “vigie hits list” shows what you may read of what was found.'
    : 'Another process of the desk matches what came; “vigie hits list” shows what you may read of what it finds.';
  terminal.error(`${styledError(terminal, 'dim', sentence)}\n`);
}

function printCollected({ source, state, tally, findings, dueAt }: CollectedSource, terminal: Terminal): void {
  printRows(terminal, [
    ['source', source.name],
    ['health', state.reason ? `${state.health}: ${state.reason.message} (${state.reason.code})` : state.health],
    ['items', String(tally.items)],
    ['new documents', String(tally.added)],
    ['known', String(tally.known)],
    ['put aside', String(tally.broken)],
    ['next reading', dueAt.toISOString()],
  ]);
  for (const { message, code } of findings) terminal.error(`${printable(message)} (${code})\n`);
}

/** Returns the source of a name or id; refused with `source-not-found`, or `source-which` where several have the name. */
export async function sourceMeant(desk: Desk, actor: Actor, name: string): Promise<ReadableSource> {
  const meant = (await allSources(desk, actor)).filter((source) => source.name === name || source.id === name);
  const [one, ...more] = meant;
  if (one && more.length === 0) return one;
  if (one) {
    const ids = meant.map(({ id }) => id).join(', ');
    throw new Refusal('invalid', 'source-which', `Several sources are called “${name}”; give the id of one: ${ids}.`);
  }
  const message = `There is no source “${name}”, or it is not for you to read; “vigie source list” shows those that there are.`;
  throw new Refusal('not-found', 'source-not-found', message);
}
