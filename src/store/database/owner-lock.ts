import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../../errors.ts';
import type { Place } from './place.ts';
import { makePrivateFile, readIfThere, writePrivateFile } from './private-file.ts';
import { beginningOf, stillRuns } from './running-program.ts';

const CLAIM = '.claim';

/** Where the server listens: a socket in a folder, or (on Windows) a port of the loopback. */
export interface Listening {
  readonly socketFolder: string | undefined;
  readonly port: number;
}

/** Which Vigie runs the server of a place; what `owner.json` says. */
export interface Owner {
  readonly pid: number;
  /** When its program began, as `beginningOf` tells it. */
  readonly beginning: string;
  /** When it took the place, for people. */
  readonly since: string;
  readonly host: string;
  /** Undefined for the moment between taking the place and choosing where to listen. */
  readonly listening: Listening | undefined;
}

/** The hold of this program on a place. */
export interface Hold {
  readonly owner: Owner;
  /** What an owner that ended without giving the place back had written. */
  readonly leftBy: Owner | undefined;
  tellListening(listening: Listening): Promise<void>;
  release(): Promise<void>;
}

/** How long several that start at once sort out which of them takes the place. */
const PATIENCE = 10_000;

/** Takes a place, or returns the Vigie that has it. The record of one that is gone is replaced. */
export async function takePlace(place: Place, host: string, patience = PATIENCE): Promise<Hold | Owner> {
  const owner = thisOwner(host);
  const giveUp = performance.now() + patience;
  do {
    const found = await readOwner(place);
    if (found && stillRuns(found.pid, found.beginning)) return found;
    // Whoever gave way comes back when the others are done, or they would give way to one another for ever.
    const taken = (await liveClaims(place)).length === 0 && (await takeUnopposed(place, owner, giveUp));
    if (taken) return taken;
    await pause(2 + Math.random() * 10);
  } while (performance.now() < giveUp);
  throw new Refusal(
    'conflict',
    'store-busy',
    `Several Vigies are starting in ${place.root} at once; start one of them.`,
  );
}

/**
 * Looks at the record and writes its own, while no other program does. Each shows first that it is about to, by a file
 * of its own, and goes on only where it then sees no other: of two, at least the later one sees the earlier. A record
 * cannot be taken away by itself: whoever read it before it was replaced would take away the new one.
 */
async function takeUnopposed(place: Place, owner: Owner, giveUp: number): Promise<Hold | Owner | undefined> {
  const claim = `${place.ownerFile}.${randomBytes(6).toString('hex')}${CLAIM}`;
  await makePrivateFile(claim, written(owner));
  try {
    if (!(await isUnopposed(place, claim, giveUp))) return undefined;
    const found = await readOwner(place);
    if (found && stillRuns(found.pid, found.beginning)) return found;
    await writePrivateFile(place.ownerFile, written(owner));
    return holdOf(place, owner, found);
  } finally {
    await rm(claim, { force: true });
  }
}

/** True once no other claim is there; false where one is that comes before ours, which then gives way. */
async function isUnopposed(place: Place, claim: string, giveUp: number): Promise<boolean> {
  while (performance.now() < giveUp) {
    const others = (await liveClaims(place)).filter((path) => path !== claim);
    if (others.length === 0) return true;
    if (others.some((other) => other < claim)) return false;
    await pause(2);
  }
  return false;
}

/** The claims of programs that run. Names of claims are never used again, so that those of ended programs can go. */
async function liveClaims({ ownerFile }: Place): Promise<string[]> {
  const folder = dirname(ownerFile);
  const names = (await readdir(folder)).filter((name) => name.endsWith(CLAIM));
  const live: string[] = [];
  for (const path of names.map((name) => join(folder, name))) {
    const text = await readIfThere(path);
    const owner = text === undefined ? undefined : parseOwner(text);
    if (owner && stillRuns(owner.pid, owner.beginning)) live.push(path);
    else await rm(path, { force: true });
  }
  return live;
}

export async function readOwner(place: Place): Promise<Owner | undefined> {
  const text = await readIfThere(place.ownerFile);
  return text === undefined ? undefined : parseOwner(text);
}

export function refuseSecondOwner(owner: Owner, place: Place): Refusal {
  return new Refusal(
    'conflict',
    'store-owned',
    `Another Vigie (process ${owner.pid}) has had the database in ${place.root} open since ${owner.since}. ` +
      'Stop it first, or give this one a data folder of its own.',
  );
}

/** True where a record holds a place, and is not of a Vigie that has it. */
export function isHold(taken: Hold | Owner): taken is Hold {
  return 'release' in taken;
}

function thisOwner(host: string): Owner {
  const { pid } = process;
  return { pid, beginning: beginningOf(pid) ?? '', since: new Date().toISOString(), host, listening: undefined };
}

function holdOf(place: Place, taken: Owner, leftBy: Owner | undefined): Hold {
  let owner = taken;
  return {
    get owner() {
      return owner;
    },
    leftBy,
    async tellListening(listening) {
      owner = { ...owner, listening };
      await writePrivateFile(place.ownerFile, written(owner));
    },
    async release() {
      const found = await readOwner(place);
      if (found?.pid === owner.pid && found.beginning === owner.beginning) await rm(place.ownerFile, { force: true });
    },
  };
}

function written(owner: Owner): string {
  return `${JSON.stringify(owner, undefined, 2)}\n`;
}

/** Undefined for a record that nobody could have finished writing: no Vigie has the place. */
function parseOwner(text: string): Owner | undefined {
  try {
    const { pid, beginning, since, host, listening } = JSON.parse(text) as Partial<Owner>;
    if (typeof pid !== 'number' || !Number.isInteger(pid) || pid < 1) return undefined;
    return { pid, beginning: String(beginning ?? ''), since: String(since), host: String(host), listening };
  } catch {
    return undefined;
  }
}
