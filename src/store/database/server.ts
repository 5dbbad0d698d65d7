import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, constants, fchownSync, openSync } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Refusal } from '../../errors.ts';
import { type Binaries, programIn } from './binaries.ts';
import { cannotBecome, SUPERUSER, serverEnvironment } from './cluster.ts';
import { clearTheWay } from './leftover-server.ts';
import { databaseCode, type Login, withClient } from './login.ts';
import type { Machine } from './machine.ts';
import type { Listening } from './owner-lock.ts';
import type { Place } from './place.ts';
import { systemCode } from './private-file.ts';
import { isOfFullDisk, LOG_SEGMENT, refusalOfFullDisk, roomIn } from './room.ts';
import { serverSettings } from './server-settings.ts';

export interface ServerSettings {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly machine: Machine;
  readonly listening: Listening;
  readonly password: string;
  readonly warn: (sentence: string) => void;
}

/** How long a server may give no sign of life while it starts; replaying a long log gives signs. */
const SILENCE = 60_000;
/** How long to wait for programs of a killed server to let go of its memory. */
const LETTING_GO = 20_000;
const PATIENCE = 15_000;
const WRONG_PASSWORD = 'the password kept for it is not its own; bring passwords.json back from a backup';
/** How often a server that has no room is tried again, where no more room is seen. */
const FULL_DISK = 30_000;
/** More ends than this in a minute are no accident that a new start puts right. */
const MOST_RESTARTS = 5;

/**
 * The private server, as a child of this program. Where it ends unbidden it is started again; the pools connect anew
 * by themselves. Where this program ends without stopping it, it gets the signal to stop.
 */
export class PrivateServer {
  readonly #settings: ServerSettings;
  readonly #atExit = (): void => void this.#child?.kill('SIGINT');
  #child: ChildProcess | undefined;
  #stopping = false;
  #restarting: Promise<void> = Promise.resolve();
  #restarts: number[] = [];

  private constructor(settings: ServerSettings) {
    this.#settings = settings;
  }

  static async start(settings: ServerSettings): Promise<PrivateServer> {
    const server = new PrivateServer(settings);
    process.once('exit', server.#atExit);
    try {
      await server.#start();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** The number of the server's program, while it runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    process.off('exit', this.#atExit);
    await this.#restarting;
    await this.#endChild();
  }

  async #endChild(): Promise<void> {
    const child = this.#child;
    if (child === undefined || hasEnded(child)) return;
    child.ref();
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      await this.#tellToStop(child, signal);
      const timer = new AbortController();
      await Promise.race([ended, pause(PATIENCE, undefined, { signal: timer.signal }).catch(() => undefined)]);
      timer.abort();
      if (hasEnded(child)) return;
    }
  }

  async #tellToStop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    const { machine, binaries, place } = this.#settings;
    if (machine.platform !== 'win32') {
      child.kill(signal);
      return;
    }
    // Windows has no signals to tell: pg_ctl speaks to the server by a pipe.
    const mode = signal === 'SIGINT' ? 'fast' : 'immediate';
    const words = ['stop', '--no-wait', '--mode', mode, '--pgdata', place.cluster];
    await promisify(execFile)(programIn(binaries.folder, 'pg_ctl', machine.platform), words).catch(() => undefined);
  }

  async #start(): Promise<void> {
    const giveUp = performance.now() + LETTING_GO;
    for (;;) {
      await clearTheWay(this.#settings.place);
      const reason = await this.#tryStart();
      if (reason === undefined) return;
      // Programs of a server that was killed end when they next look around; until then its memory is in use.
      if (!/shared memory block/.test(reason) || performance.now() > giveUp) {
        throw (await refusalOfFullDisk(reason, this.#settings.place)) ?? refusalOfStart(reason, this.#settings);
      }
      await pause(100);
    }
  }

  /** Starts the server and waits until it answers; returns why it ended instead. */
  async #tryStart(): Promise<string | undefined> {
    const since = new Date();
    const child = this.#spawn();
    this.#child = child;
    const failure = new Promise<Error>((resolve) => child.once('error', resolve));
    // An instant of life for the error of a program that could not be started at all.
    const error = await Promise.race([failure, pause(5)]);
    if (error) throw refusalOfSpawn(error, this.#settings);
    let lastSign = performance.now();
    while (!hasEnded(child)) {
      const answer = await this.#ask();
      if (answer === 'ready') {
        child.once('exit', () => this.#noteEnd(child));
        child.unref();
        return hasEnded(child) ? this.#reasonOf(child, since) : undefined;
      }
      if (answer === 'starting') lastSign = performance.now();
      if (performance.now() - lastSign > SILENCE) return `it does not answer after ${SILENCE / 1000} s`;
      await pause(8);
    }
    return this.#reasonOf(child, since);
  }

  async #reasonOf({ signalCode }: ChildProcess, since: Date): Promise<string> {
    return signalCode ? `it was ended by ${signalCode}` : lastWords(this.#settings.place, since);
  }

  #spawn(): ChildProcess {
    const { place, binaries, machine, listening } = this.#settings;
    const log = openStartLog(place);
    try {
      return spawn(programIn(binaries.folder, 'postgres', machine.platform), serverSettings(place, listening), {
        ...(place.account && { uid: place.account.uid, gid: place.account.gid }),
        env: serverEnvironment(binaries, machine),
        cwd: place.cluster,
        // A group of its own: Ctrl-C in the terminal is for us, and we then stop the server in good order.
        detached: machine.platform !== 'win32',
        windowsHide: true,
        stdio: ['ignore', log, log],
      });
    } catch (error) {
      throw refusalOfSpawn(error, this.#settings);
    } finally {
      closeSync(log);
    }
  }

  async #ask(): Promise<'ready' | 'starting' | 'silent'> {
    try {
      await withClient(superuserLogin(this.#settings.listening, this.#settings.password), async () => undefined);
      return 'ready';
    } catch (error) {
      const code = databaseCode(error);
      if (code === '57P03') return 'starting';
      if (code === '28P01') throw refusalOfStart(WRONG_PASSWORD, this.#settings);
      // Not yet there, not yet listening, or ended while it answered.
      if (code === undefined || /^(E[A-Z]+|57P0\d|53300)$/.test(code)) return 'silent';
      throw error;
    }
  }

  #noteEnd(child: ChildProcess): void {
    if (this.#stopping || child !== this.#child) return;
    this.#restarting = this.#restart();
  }

  /** Never rejects: nobody waits for it but `stop`. */
  async #restart(): Promise<void> {
    const { warn, place } = this.#settings;
    let isFull = false;
    while (!this.#stopping) {
      if (!isFull && !(await this.#mayRestart())) return;
      const room = await roomIn(place.root);
      try {
        await this.#start();
        if (isFull) warn('There is room on the disk again, and PostgreSQL runs.');
        return;
      } catch (error) {
        const wasFull = isFull;
        isFull = isOfFullDisk(error);
        const message = error instanceof Error ? error.message : 'PostgreSQL could not be started again.';
        if (!isFull) warn(message);
        else if (!wasFull) warn(`${message} Vigie starts it again as soon as there is.`);
        await this.#endChild();
        await (isFull ? this.#awaitMoreRoom(room) : pause(200));
      }
    }
  }

  /** False where it ended too often. Not so where the disk is nearly full: that is reason enough, and may pass. */
  async #mayRestart(): Promise<boolean> {
    const { warn, place } = this.#settings;
    const isTight = (await roomIn(place.root)) < 2 * LOG_SEGMENT;
    const now = performance.now();
    this.#restarts = [...this.#restarts.filter((time) => now - time < 60_000), ...(isTight ? [] : [now])];
    if (this.#restarts.length > MOST_RESTARTS) {
      warn(
        `PostgreSQL ended ${MOST_RESTARTS} times within a minute and is not started again. Its logs lie in ${place.logs}; ` +
          'put right what they say, then start Vigie again.',
      );
      return false;
    }
    warn('PostgreSQL ended unexpectedly and is being started again.');
    if (isTight) await pause(1000);
    return true;
  }

  /** Waits until there is more room than there was, or for a while: that of a quota does not show. */
  async #awaitMoreRoom(room: number): Promise<void> {
    const again = performance.now() + FULL_DISK;
    while (
      !this.#stopping &&
      performance.now() < again &&
      (await roomIn(this.#settings.place.root)) < room + LOG_SEGMENT
    ) {
      await pause(250);
    }
  }
}

export function superuserLogin({ socketFolder, port }: Listening, password: string): Login {
  return { host: socketFolder ?? '127.0.0.1', port, user: SUPERUSER, password, database: 'postgres', ssl: false };
}

/** A port of the loopback that is free now; only for systems where Node has no Unix sockets. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 5432));
    });
  });
}

function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

/** What the server says before its own log begins, of this start only. */
function openStartLog({ logs, account }: Place): number {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants;
  // The folder belongs to the server's user, so root follows no link there.
  const log = openSync(join(logs, 'start.log'), O_WRONLY | O_CREAT | O_TRUNC | (O_NOFOLLOW ?? 0), 0o600);
  if (account) fchownSync(log, account.uid, account.gid);
  return log;
}

/** Why a server ended that was started at `since`. The logs hold neither queries nor passwords, see `serverSettings`. */
async function lastWords({ logs }: Place, since: Date): Promise<string> {
  const first = (await endOf(join(logs, 'start.log'))).split('\n').filter((line) => line.trim() !== '');
  const begin = since.toISOString().replace('T', ' ').slice(0, 23);
  const later = (await linesOfNewestLog(logs)).filter((line) => line.slice(0, 23) >= begin);
  // What clients were told that came too early is no reason.
  const line = [...first, ...later].findLast((each) => /(FATAL|PANIC): +(?! |the database system is )/.test(each));
  return (line ?? first.at(-1))?.replace(/^.*?(FATAL|PANIC): +/, '') ?? 'it gave no reason';
}

async function linesOfNewestLog(logs: string): Promise<string[]> {
  const names = (await readdir(logs)).filter((name) => /^postgres-.*\.log$/.test(name));
  const times = await Promise.all(names.map(async (name) => ({ name, time: (await stat(join(logs, name))).mtimeMs })));
  const newest = times.sort((a, b) => b.time - a.time)[0];
  return newest ? (await endOf(join(logs, newest.name))).split('\n') : [];
}

async function endOf(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8192), 0, 8192, Math.max(0, size - 8192));
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function refusalOfStart(reason: string, { place }: ServerSettings): Refusal {
  return new Refusal(
    'conflict',
    'store-start',
    `PostgreSQL did not start in ${place.root}: ${reason}. Its logs lie in ${place.logs}.`,
  );
}

function refusalOfSpawn(error: unknown, settings: ServerSettings): unknown {
  const { account } = settings.place;
  if (systemCode(error) === 'EPERM' && account) return cannotBecome(account.name);
  return refusalOfStart(systemCode(error) ?? 'the program could not be run', settings);
}
