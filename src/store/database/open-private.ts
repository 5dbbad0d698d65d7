import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../../errors.ts';
import { findBinaries } from './binaries.ts';
import { prepareCluster } from './cluster.ts';
import type { Logins } from './connect.ts';
import { readServerRecord, refuseServerElsewhere } from './leftover-server.ts';
import { withClient } from './login.ts';
import type { Machine } from './machine.ts';
import {
  type Hold,
  isHold,
  type Listening,
  type Owner,
  readOwner,
  refuseSecondOwner,
  takePlace,
} from './owner-lock.ts';
import { type Passwords, readPasswords } from './passwords.ts';
import {
  findPlace,
  makePlace,
  makeSocketFolder,
  type Place,
  type PlaceSettings,
  removeSocketFolder,
  withKeptAccount,
} from './place.ts';
import { inFolder } from './private-file.ts';
import { admitRoles, isDatabaseThere, makeDatabase, makeRoles } from './roles.ts';
import { freePort, PrivateServer, superuserLogin } from './server.ts';

export interface PrivateSettings extends PlaceSettings {
  readonly pgBin?: string | undefined;
  readonly whenOwned: 'refuse' | 'join';
  readonly database: string;
  readonly machine: Machine;
  readonly warn: (sentence: string) => void;
  readonly waits: () => void;
}

/** An opened private server: our own, or one that another Vigie runs. */
export interface OpenedServer {
  readonly logins: Logins;
  readonly place: Place;
  readonly owner: () => Owner;
  readonly serverPid: () => number | undefined;
  /** Stops a server of our own; leaves another's alone. */
  close(): Promise<void>;
}

/** How long one who joins waits for an owner that is still starting. */
const STARTING = 60_000;

export async function openPrivate(settings: PrivateSettings): Promise<OpenedServer> {
  const { machine } = settings;
  const place = await withKeptAccount(findPlace(settings, machine), machine);
  const taken = await inFolder(place.root, async () => {
    await makePlace(place);
    // Before the place is taken: a Vigie in another container, whom we cannot see, may have it.
    await refuseServerElsewhere(place);
    return takePlace(place, machine.host);
  });
  if (!isHold(taken)) {
    if (settings.whenOwned === 'refuse') throw refuseSecondOwner(taken, place);
    return joinServer(place, taken, settings);
  }
  return ownServer(place, taken, settings);
}

async function ownServer(place: Place, hold: Hold, settings: PrivateSettings): Promise<OpenedServer> {
  const { machine, database, warn } = settings;
  let server: PrivateServer | undefined;
  let listening: Listening | undefined;
  const close = async (): Promise<void> => {
    await server?.stop();
    await removeSocketFolder(place, listening?.socketFolder);
    await hold.release();
  };
  try {
    const binaries = await findBinaries(settings.pgBin, place, machine);
    const { superuser, ...passwords } = await prepareCluster({ place, binaries, machine, waits: settings.waits });
    const chosen = await inFolder(place.root, async () => {
      await removeSocketFolder(place, hold.leftBy?.listening?.socketFolder);
      await removeSocketFolder(place, (await readServerRecord(place))?.socketFolder);
      return chooseListening(place, machine);
    });
    listening = chosen;
    const started = await inFolder(place.root, () =>
      PrivateServer.start({ place, binaries, machine, listening: chosen, password: superuser, warn }),
    );
    server = started;
    await prepareDatabase(chosen, { superuser, ...passwords }, database);
    // Last of all: whoever joins finds the roles and the database there.
    await hold.tellListening(chosen);
    return {
      logins: loginsOf(chosen, { superuser, ...passwords }, database),
      place,
      owner: () => hold.owner,
      serverPid: () => started.pid,
      close,
    };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

async function chooseListening(place: Place, machine: Machine): Promise<Listening> {
  const socketFolder = await makeSocketFolder(place, machine);
  // The number only names the socket's file, in a folder of its own.
  return { socketFolder, port: socketFolder === undefined ? await freePort() : 5432 };
}

/** Makes the roles and the database where they are not there; the same at every start, since one may be cut short. */
async function prepareDatabase(listening: Listening, passwords: Passwords, database: string): Promise<void> {
  await withClient(superuserLogin(listening, passwords.superuser), async (client) => {
    await makeRoles(client, passwords);
    if (!(await isDatabaseThere(client, database))) await makeDatabase(client, database);
    await admitRoles(client, database);
  });
}

async function joinServer(place: Place, found: Owner, settings: PrivateSettings): Promise<OpenedServer> {
  let owner = found;
  const deadline = performance.now() + STARTING;
  while (owner.listening === undefined) {
    await pause(20);
    const now = await inFolder(place.root, () => readOwner(place));
    if (now?.pid !== found.pid || performance.now() > deadline) {
      throw new Refusal(
        'conflict',
        'store-owner-not-ready',
        `Another Vigie (process ${found.pid}) was starting the database in ${place.root} and did not get there. Try again.`,
      );
    }
    owner = now;
  }
  const passwords = await inFolder(place.root, () => readPasswords(place.passwordFile));
  if (passwords === undefined) throw refuseSecondOwner(owner, place);
  return {
    logins: loginsOf(owner.listening, passwords, settings.database),
    place,
    owner: () => owner,
    serverPid: () => undefined,
    close: async () => undefined,
  };
}

function loginsOf(listening: Listening, passwords: Passwords, database: string): Logins {
  const administrator = superuserLogin(listening, passwords.superuser);
  const login = (user: string, password: string) => ({ ...administrator, user, password, database });
  return {
    administrator,
    owner: login('vigie_owner', passwords.owner),
    app: login('vigie_app', passwords.app),
    work: login('vigie_work', passwords.work),
  };
}
