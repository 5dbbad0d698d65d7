import { randomBytes } from 'node:crypto';
import { link, rename, rm } from 'node:fs/promises';
import { Refusal } from '../../errors.ts';
import type { Place } from './place.ts';
import { makePrivateFile, readIfThere, writePrivateFile } from './private-file.ts';
import { beginningOf, stillRuns } from './running-program.ts';

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

/**
 * Takes a place, or returns the Vigie that has it. The record of one that is gone is moved away, and moved back
 * where it turns out that another program took the place in that very moment. Should two programs get through all
 * the same, PostgreSQL's own lock lets only one of them start.
 */
export async function takePlace(place: Place, host: string): Promise<Hold | Owner> {
  let leftBy: Owner | undefined;
  for (let attempt = 0; attempt < 20; attempt++) {
    const owner = thisOwner(host);
    if (await makePrivateFile(place.ownerFile, written(owner))) return holdOf(place, owner, leftBy);
    const text = await readIfThere(place.ownerFile);
    if (text === undefined) continue;
    const found = parseOwner(text);
    if (found && stillRuns(found.pid, found.beginning)) return found;
    if (await removeRecord(place, text)) leftBy = found;
  }
  throw new Refusal(
    'conflict',
    'store-busy',
    `Several Vigies are starting in ${place.root} at once; start one of them.`,
  );
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

async function removeRecord(place: Place, text: string): Promise<boolean> {
  const aside = `${place.ownerFile}.${randomBytes(6).toString('hex')}.unfinished`;
  try {
    await rename(place.ownerFile, aside);
  } catch {
    return false;
  }
  const isSame = (await readIfThere(aside)) === text;
  if (!isSame) await link(aside, place.ownerFile).catch(() => undefined);
  await rm(aside, { force: true });
  return isSame;
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
