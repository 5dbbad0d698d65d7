import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../../errors.ts';
import type { Place } from './place.ts';
import { readIfThere, systemCode } from './private-file.ts';
import { answersAt, isServerOf } from './running-program.ts';

/** What `postmaster.pid` says: the server that runs in a cluster, or that ran there and was killed. */
export interface ServerRecord {
  readonly pid: number;
  readonly port: number;
  readonly socketFolder: string;
}

/** How long a server that nobody owns gets to stop in good order, and then to stop at all. */
const PATIENCE = 15_000;

/** How long the socket of a server that was killed may still answer: its last programs hold it until they notice. */
const LAST_ANSWERS = 2000;

export async function readServerRecord(place: Place): Promise<ServerRecord | undefined> {
  const text = await readIfThere(join(place.cluster, 'postmaster.pid'));
  const [pid, , , port, socketFolder] = (text ?? '').split('\n');
  if (!/^\d+$/.test(pid ?? '')) return undefined;
  return { pid: Number(pid), port: Number(port), socketFolder: socketFolder?.trim() ?? '' };
}

/**
 * Clears the way for a server of our own. A server whose Vigie was killed is stopped in good order rather than
 * adopted: ours is then our child, with today's programs and settings. A record of one that is gone is made harmless.
 */
export async function clearTheWay(place: Place): Promise<void> {
  const record = await readServerRecord(place);
  if (record === undefined) return;
  if (isServerOf(record.pid, place.cluster)) await stopLeftover(record.pid, place);
  // One that was killed while it was told to stop leaves its record too, and perhaps a number that nobody asked after.
  const left = await readServerRecord(place);
  if (left !== undefined) await disarmRecord(left, place);
}

/** Refuses where the server of this folder runs, but out of our sight: in another container that shares the folder. */
export async function refuseServerElsewhere(place: Place, patience = LAST_ANSWERS): Promise<void> {
  const record = await readServerRecord(place);
  if (record === undefined || isServerOf(record.pid, place.cluster) || record.socketFolder === '') return;
  const path = join(record.socketFolder, `.s.PGSQL.${record.port}`);
  const deadline = performance.now() + patience;
  while (await answersAt({ path })) {
    if (performance.now() > deadline) throw refusalOfServerElsewhere(place);
    await pause(20);
  }
}

function refusalOfServerElsewhere(place: Place): Refusal {
  return new Refusal(
    'conflict',
    'store-elsewhere',
    `A PostgreSQL server that this system cannot see, perhaps in another container, has the database in ${place.root} ` +
      'open. Stop it first, or give this Vigie a data folder of its own.',
  );
}

async function stopLeftover(pid: number, place: Place): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    signalTo(pid, signal);
    const deadline = performance.now() + PATIENCE;
    while (performance.now() < deadline) {
      if (!isServerOf(pid, place.cluster)) return;
      await pause(10);
    }
  }
  throw new Refusal(
    'conflict',
    'store-leftover-server',
    `A PostgreSQL server (process ${pid}) was left in ${place.root} by a Vigie that was killed, and does not stop. ` +
      'Stop that process, then start Vigie again.',
  );
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error;
  }
}

/**
 * Another program may have the number of a server that is gone, or its parent never asked how it ended; PostgreSQL
 * would take that for a running server and refuse. The file must stay, though: from its last lines PostgreSQL knows
 * whether programs of the killed server still hold the shared memory. So we put our own number in its first line:
 * that of the new server's parent, which PostgreSQL knows to be no server.
 */
async function disarmRecord({ pid, port, socketFolder }: ServerRecord, place: Place): Promise<void> {
  // The socket's own lock names the same program. No other server has its socket in that folder.
  if (socketFolder !== '') await rm(join(socketFolder, `.s.PGSQL.${port}.lock`), { force: true });
  const path = join(place.cluster, 'postmaster.pid');
  // As root in a folder of the server's user: never through a link.
  const file = await open(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0)).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return;
  try {
    const [first, ...rest] = (await file.readFile('utf8')).split('\n');
    if (first !== String(pid)) return;
    const text = [process.pid, ...rest].join('\n');
    // In this order: on a full disk, what was given away first might not be had again, and an empty file stops PostgreSQL.
    await file.write(text, 0);
    await file.truncate(Buffer.byteLength(text));
  } finally {
    await file.close();
  }
}
