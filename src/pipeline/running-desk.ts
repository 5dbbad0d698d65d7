import type { OpenDesk } from '../actions/open-desk.ts';
import type { SourceWorld } from '../sources/source.ts';
import { Duties, type Duty, type HeldDuty } from '../store/duty.ts';
import { CollectRole } from './collect-role.ts';
import type { Collected } from './collecting.ts';
import { Delivering, type Outgoing } from './delivering.ts';
import { Gathering } from './gathering.ts';
import { LogKeeping } from './log-keeping.ts';
import { Loop } from './loop.ts';
import { MatchRole } from './match-role.ts';
import type { Matched } from './matching.ts';
import { Noticing } from './noticing.ts';
import { Ranking } from './ranking.ts';
import { Receiving } from './receiving.ts';
import { RecentDocuments } from './recent-documents.ts';
import { Tending } from './tending.ts';
import type { Extract } from './understand-item.ts';

/** What a process tells of as it works. */
export interface RunningReports {
  matched(matched: Matched): void;
  collected(collected: Collected): void;
  failed(what: string, error: unknown): void;
}

export interface RunningOptions {
  readonly desk: OpenDesk;
  /** What this process does; one may do all. */
  readonly duties: readonly Duty[];
  /** Threads that match. */
  readonly threads: number;
  readonly extract: Extract;
  readonly world: Omit<SourceWorld, 'signal'>;
  /** Without it nothing is sent. */
  readonly outgoing?: Outgoing | undefined;
  readonly reports: RunningReports;
}

/** How long until a process that found another at work asks again. */
const STANDBY = 2000;

/**
 * The desk at work: collects, matches, and does what time brings about, until it is stopped. Each role is done by one process
 * at a time; another that has it too stands by, and takes over when the first is gone.
 */
export class RunningDesk {
  readonly #options: RunningOptions;
  readonly #recent = new RecentDocuments();
  readonly #duties: Duties;
  readonly #loops: Loop[] = [];
  readonly #closing: (() => Promise<void>)[] = [];
  readonly #stopped = new AbortController();
  #matchLoop: Loop | undefined;
  #collectLoop: Loop | undefined;
  #match: MatchRole | undefined;

  private constructor(options: RunningOptions) {
    this.#options = options;
    this.#duties = new Duties(options.desk.database.work);
  }

  static start(options: RunningOptions): RunningDesk {
    const running = new RunningDesk(options);
    if (options.duties.includes('match')) running.#startMatching();
    if (options.duties.includes('collect')) running.#startCollecting();
    if (options.duties.includes('gather')) running.#startGathering();
    if (options.duties.includes('rank')) running.#startRanking();
    if (options.duties.includes('tend')) running.#startTending();
    if (options.duties.includes('deliver')) running.#startDelivering();
    if (options.duties.includes('notify')) running.#startNoticing();
    return running;
  }

  /** The orders and questions that documents are held against by now. */
  get watched(): { readonly orders: number; readonly questions: number } {
    return { orders: this.#match?.orders.size ?? 0, questions: this.#match?.orders.questionCount ?? 0 };
  }

  /** Lets the matcher look for documents and changed orders at once. */
  wake(): void {
    this.#matchLoop?.wake();
  }

  /** Ends after what is being done, in the order in which work flows. May be called again. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.all(this.#loops.map((loop) => loop.stop()));
    for (const close of this.#closing.splice(0)) await close();
    await this.#duties.close();
  }

  #startMatching(): void {
    const { desk, threads, reports } = this.#options;
    const open = (): Promise<MatchRole> =>
      MatchRole.open({
        ...{ desk, recent: this.#recent, threads },
        matched: (matched) => reports.matched(matched),
        joined: () => this.#collectLoop?.wake(),
      });
    this.#matchLoop = this.#onDuty('match', open, {
      opened: (role) => {
        this.#match = role;
      },
      step: (role) => role.step(),
      close: (role) => role.close(),
    });
  }

  #startCollecting(): void {
    const { desk, duties, extract, world, reports } = this.#options;
    // Where another process matches, nobody here would take them.
    const recent = duties.includes('match') ? this.#recent : undefined;
    const receiving = new Receiving({ desk, extract, recent, atOnce: 4, arrived: () => this.wake() });
    const parts = {
      ...{ desk, receiving, world: { ...world, signal: this.#stopped.signal } },
      collected: (collected: Collected) => reports.collected(collected),
      failed: (error: unknown) => reports.failed('collect', error),
    };
    this.#collectLoop = this.#onDuty('collect', async () => new CollectRole(parts), {
      step: (role) => role.step(),
      close: (role) => role.settle(),
    });
  }

  #startGathering(): void {
    this.#onDuty('gather', async () => new Gathering(this.#options.desk), {
      step: (role) => role.step(),
      close: async () => undefined,
    });
  }

  #startRanking(): void {
    this.#onDuty('rank', async () => new Ranking(this.#options.desk), {
      step: (role) => role.step(),
      close: async () => undefined,
    });
  }

  #startNoticing(): void {
    const { desk, reports } = this.#options;
    this.#onDuty('notify', async () => new Noticing(desk, (error) => reports.failed('notify', error)), {
      step: (role) => role.step(),
      close: async () => undefined,
    });
  }

  #startTending(): void {
    const { desk, reports } = this.#options;
    const log = new LogKeeping(desk);
    const failed = (error: unknown): void => reports.failed('log', error);
    this.#loops.push(new Loop({ step: () => log.step(), failed }));
    this.#closing.push(() => log.sign().catch(failed));
    this.#onDuty('tend', async () => new Tending(desk, (error) => reports.failed('tend', error)), {
      step: (role) => role.step(),
      close: async () => undefined,
    });
  }

  #startDelivering(): void {
    const { desk, outgoing, reports } = this.#options;
    if (!outgoing) return;
    const parts = { desk, outgoing, failed: (error: unknown) => reports.failed('deliver', error) };
    const loop = this.#onDuty('deliver', () => Delivering.open({ ...parts, wake: () => loop.wake() }), {
      step: (role) => role.step(),
      close: (role) => role.close(),
    });
  }

  /** Does the work of a duty while this process has it. A connection that is lost takes the duty with it. */
  #onDuty<Role>(duty: Duty, open: () => Promise<Role>, work: DutyWork<Role>): Loop {
    let held: { readonly duty: HeldDuty; readonly role: Role } | undefined;
    const leave = async (): Promise<void> => {
      const left = held;
      held = undefined;
      if (!left) return;
      await work.close(left.role).finally(() => left.duty.giveBack());
    };
    const step = async (): Promise<number> => {
      if (held?.duty.isLost) await leave();
      held ??= await begin(this.#duties, duty, open);
      if (!held) return STANDBY;
      work.opened?.(held.role);
      try {
        return await work.step(held.role);
      } catch (error) {
        // What was held in memory may not be what stands in the store any more.
        await leave();
        throw error;
      }
    };
    const failed = (error: unknown): void => this.#options.reports.failed(duty, error);
    const loop = new Loop({ step, failed });
    this.#loops.push(loop);
    this.#closing.unshift(() => leave().catch(failed));
    return loop;
  }
}

interface DutyWork<Role> {
  opened?(role: Role): void;
  step(role: Role): Promise<number>;
  close(role: Role): Promise<void>;
}

async function begin<Role>(
  duties: Duties,
  name: Duty,
  open: () => Promise<Role>,
): Promise<{ readonly duty: HeldDuty; readonly role: Role } | undefined> {
  const duty = await duties.take(name);
  if (!duty) return undefined;
  try {
    return { duty, role: await open() };
  } catch (error) {
    await duty.giveBack();
    throw error;
  }
}
