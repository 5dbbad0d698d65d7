import { resolve } from 'node:path';
import { deskHealth } from '../../actions/desk-health.ts';
import { dutiesNamed } from '../../actions/duties-named.ts';
import { type OpenDesk, openDesk, type ReachSettings } from '../../actions/open-desk.ts';
import { operatorNamed } from '../../actions/operator.ts';
import { awaitSettled } from '../await-settled.ts';
import { counted, figures } from '../counted.ts';
import type { CollectedSource, DoorMaker, ListenForMachines, PlaceSettings, WorkMaker } from '../desk-work.ts';
import { type ExampleFiles, isUntouched, makeExampleDesk, readExample } from '../example-desk.ts';
import { draftExampleReport } from '../example-report.ts';
import { EXIT } from '../exit-status.ts';
import type { ListenPlace } from '../option-values.ts';
import { printable, styled, styledError, type Terminal } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';
import { showHits } from './hits.ts';
import { openDoor } from './open-door.ts';

export interface ServeOptions {
  readonly duties: readonly string[];
  readonly threads: number;
  readonly port?: number | undefined;
  readonly example?: string | undefined;
  /** Where people come in; `true`: at the usual place, or another port where that is taken. */
  readonly web?: ListenPlace | true | undefined;
}

export interface Serving extends OnDesk {
  readonly settings: OnDesk['settings'] & ReachSettings & PlaceSettings;
  readonly work: WorkMaker;
  readonly listen: ListenForMachines;
  readonly letIn: DoorMaker;
}

/** Where the desk of an example lies, unless the settings say otherwise: apart from one's own. */
const EXAMPLE_FOLDER = '.vigie';
const FIRST_HITS = 5;
const LONGEST_WAIT = 60_000;

/** Runs the desk until it is told to stop. Returns the exit status. */
export async function serve(options: ServeOptions, serving: Serving): Promise<number> {
  const { example, threads, port, web } = options;
  const { terminal, work, listen, letIn } = serving;
  const duties = dutiesNamed(options.duties);
  const settings = example === undefined ? serving.settings : exampleSettings(serving.settings, example);
  const narrator = new Narrator(terminal);
  const stopped = stopSignal();
  const files = example === undefined ? undefined : readOnce(example, terminal);
  // What is loaded is kept: while the database is made there is time for it, and what fails is told where it is awaited.
  const waits = (): void => void Promise.allSettled([work(), web === undefined ? undefined : letIn(), files?.()]);
  const desk = await openDesk({ ...settings, whenOwned: 'refuse', waits });
  const closing = [() => desk.close()];
  try {
    const begun = (await work())(settings);
    const started = begun.start(desk, { duties, threads }, narrator);
    closing.push(() => started.stop());
    const where = await desk.database.status();
    narrator.say(`The desk is open: ${where.dataFolder ?? `database ${where.database}`}`);
    if (port !== undefined) {
      const machine = await listen(port, () => deskHealth(desk));
      closing.push(() => machine.close());
      narrator.say(`For machines: ${machine.address}/health and ${machine.address}/metrics`);
    }
    if (files) await showExample(desk, files, { terminal, settings, narrator, stopped });
    await tellStanding(desk, narrator);
    if (web !== undefined) {
      const { origin, identities } = settings;
      const door = await openDoor({
        ...{ desk, letIn: await letIn(), origin, identities, isExample: example !== undefined, place: web },
        failed: (what, error) => narrator.failed(what, error),
        sources: begun.forPeople(desk),
        say: (line) => narrator.say(line),
      });
      closing.push(() => door.close());
    }
    await stopped.promise;
    narrator.say('Stopping …');
  } finally {
    await closeAll(closing);
  }
  return EXIT.found;
}

/** Closes what was opened, the last first; what fails keeps nothing else open, least of all the database. */
async function closeAll(closing: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of [...closing].reverse()) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** Reads the files of an example when they are first asked for. */
function readOnce(example: string, terminal: Terminal): () => Promise<ExampleFiles> {
  let read: Promise<ExampleFiles> | undefined;
  return () => {
    read ??= readExample(example, terminal);
    return read;
  };
}

function exampleSettings(settings: Serving['settings'], example: string): Serving['settings'] {
  const folders = [...(settings.folders ?? []), resolve(example)];
  if (settings.databaseUrl !== undefined || settings.dataFolder !== undefined) return { ...settings, folders };
  return { ...settings, folders, dataFolder: resolve(EXAMPLE_FOLDER) };
}

interface StopSignal {
  readonly promise: Promise<void>;
  readonly signal: AbortSignal;
}

function stopSignal(): StopSignal {
  const controller = new AbortController();
  const promise = new Promise<void>((done) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.once(name, () => {
        controller.abort();
        done();
      });
    }
  });
  return { promise, signal: controller.signal };
}

/** Tells a person what the desk does, a line at a time; each with the time of day in UTC. */
class Narrator {
  readonly #terminal: Terminal;
  #documents = 0;
  #hits = 0;
  #told: NodeJS.Timeout | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  say(sentence: string): void {
    const time = styled(this.#terminal, 'dim', new Date().toISOString().slice(11, 19));
    this.#terminal.out(`${time}  ${printable(sentence)}\n`);
  }

  /** Batches follow each other closely: they are told together, each second. */
  matched({ documents, hits }: { readonly documents: number; readonly hits: number }): void {
    this.#documents += documents;
    this.#hits += hits;
    this.#told ??= setTimeout(() => this.#tell(), 1000).unref();
  }

  collected({ source, state, tally }: CollectedSource): void {
    if (state.reason) this.say(`${source.name} cannot be read: ${state.reason.message} (${state.reason.code})`);
    if (tally.added + tally.broken === 0) return;
    const broken = tally.broken > 0 ? `, ${figures(tally.broken)} put aside` : '';
    this.say(`${source.name}: ${counted(tally.added, 'new document')}${broken}`);
  }

  failed(what: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#terminal.error(
      `${styledError(this.#terminal, 'yellow', printable(`${what} failed and is tried again: ${reason}`))}\n`,
    );
  }

  #tell(): void {
    this.#told = undefined;
    const what = this.#documents === 0 ? 'In the archive' : `Matched ${counted(this.#documents, 'document')}`;
    this.say(`${what}: ${counted(this.#hits, 'new hit')}`);
    [this.#documents, this.#hits] = [0, 0];
  }
}

async function tellStanding(desk: OpenDesk, narrator: Narrator): Promise<void> {
  const { counts, sources } = await deskHealth(desk);
  const used = sources.filter(({ isUsed }) => isUsed).length;
  narrator.say(
    `${counted(counts.openOrders, 'open order')} with ${counted(counts.questions, 'question')}, ${counted(used, 'source')} in use, ${counted(counts.hits, 'hit')}. Ctrl-C stops the desk.`,
  );
}

interface Example extends OnDesk {
  readonly narrator: Narrator;
  readonly stopped: StopSignal;
}

/** Makes an example of a desk that is new, and shows what is found in it. */
async function showExample(desk: OpenDesk, files: () => Promise<ExampleFiles>, parts: Example): Promise<void> {
  const { narrator, stopped } = parts;
  if (!(await isUntouched(desk))) return showFirst(desk, parts);
  const example = await files();
  narrator.say(`Making the desk of ${example.folder} …`);
  await makeExampleDesk(desk, example);
  await showFirst(desk, parts);
  if (!stopped.signal.aborted) await draftFirst(desk, resolve(example.folder), narrator);
}

/** Drafts the report of the example, for somebody to go on with: submit, approve, release. */
async function draftFirst(desk: OpenDesk, folder: string, narrator: Narrator): Promise<void> {
  const title = await draftExampleReport(desk, await operatorNamed(desk, 'editor', 'author'), folder);
  if (title !== undefined) narrator.say(`A draft waits among the reports: “${title}”.`);
}

/** Waits until the documents of the example are matched, for a minute at most, and shows hits of them and where to look for more. */
async function showFirst(desk: OpenDesk, { terminal, settings, narrator, stopped }: Example): Promise<void> {
  const isSettled = await awaitSettled(
    {
      health: () => deskHealth(desk),
      now: desk.now,
      pause: () => new Promise((done) => setTimeout(done, 100)),
      signal: stopped.signal,
    },
    LONGEST_WAIT,
  );
  if (stopped.signal.aborted) return;
  if (!isSettled) narrator.say('After a minute not all of it is read and matched; “vigie status” says what waits.');
  terminal.out('\n');
  const shown = { format: 'table', sort: 'newest', by: 'hit', most: FIRST_HITS, as: 'author' } as const;
  await showHits(desk, shown, terminal);
  const at = settings.dataFolder === undefined ? '' : `VIGIE_DATA=${settings.dataFolder} `;
  terminal.out(`\nIn another terminal, as “author”:\n`);
  for (const command of ['hits list --as author --most 50', 'status', 'source check', 'audit verify']) {
    terminal.out(`  ${at}node dist/src/main.js ${command}\n`);
  }
  terminal.out('\n');
  narrator.say(isSettled ? 'The desk goes on reading and matching.' : 'The desk goes on.');
}
