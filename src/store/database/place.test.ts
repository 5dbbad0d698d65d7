import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../errors.ts';
import { type Machine, parseAccounts, thisMachine } from './machine.ts';
import { findPlace, fitsSocket, makePlace, makeSocketFolder, removeSocketFolder } from './place.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-place-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const accounts = parseAccounts(
  'root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104::/var/lib/postgresql:/bin/bash\nbroken\nnobody:x:65534:65533::/:\n',
);

function machine(changes: Partial<Machine> = {}): Machine {
  return { ...thisMachine(), platform: 'linux', home: '/home/ada', uid: 1000, accounts, ...changes };
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
  return 'no refusal';
}

describe('the place of a private database', () => {
  it('is the customary folder of the user', () => {
    expect(findPlace({}, machine()).root).toBe('/home/ada/.local/share/vigie/default');
    expect(findPlace({ name: 'night' }, machine({ platform: 'darwin', home: '/Users/ada' })).root).toBe(
      '/Users/ada/Library/Application Support/vigie/night',
    );
  });

  it('is the folder that the user gives', () => {
    expect(findPlace({ dataFolder: '/srv/vigie' }, machine())).toMatchObject({
      root: '/srv/vigie',
      account: undefined,
    });
  });

  it('is below the folder of the system for root, with a name that hangs on the folder asked for', () => {
    const place = findPlace({ dataFolder: '/root/desk' }, machine({ uid: 0 }));
    expect(place.root).toMatch(/^\/var\/lib\/vigie\/[0-9a-f]{16}$/);
    expect(place.requested).toBe('/root/desk');
    expect(findPlace({ dataFolder: '/root/desk/' }, machine({ uid: 0 })).root).toBe(place.root);
    expect(findPlace({ dataFolder: '/root/other' }, machine({ uid: 0 })).root).not.toBe(place.root);
  });

  it('belongs to postgres, else to nobody, where Vigie is root', () => {
    expect(findPlace({}, machine({ uid: 0 })).account).toEqual({ name: 'postgres', uid: 101, gid: 104 });
    const others = accounts.filter(({ name }) => name !== 'postgres');
    expect(findPlace({}, machine({ uid: 0, accounts: others })).account?.name).toBe('nobody');
    expect(codeOf(() => findPlace({}, machine({ uid: 0, accounts: [] })))).toBe('store-no-account');
  });

  it('has a name that cannot leave its folder', () => {
    for (const name of ['../other', 'A', '', 'a/b']) {
      expect(codeOf(() => findPlace({ name }, machine()))).toBe('store-name');
    }
  });
});

describe('the folder of the socket', () => {
  it('fits where the path of the socket has at most 107 bytes, counted in UTF-8', () => {
    expect(fitsSocket(`/${'a'.repeat(91)}`, 'linux')).toBe(true);
    expect(fitsSocket(`/${'a'.repeat(92)}`, 'linux')).toBe(false);
    expect(fitsSocket(`/${'é'.repeat(46)}`, 'linux')).toBe(false);
    expect(fitsSocket(`/${'a'.repeat(90)}`, 'darwin')).toBe(false);
  });

  it('is a new private one outside a root with a long path, and is removed again', async () => {
    const long = { ...thisMachine(), uid: thisMachine().uid === 0 ? 4711 : thisMachine().uid };
    const place = findPlace({ dataFolder: join(folder, 'd'.repeat(90)) }, long);
    await makePlace(place);
    const socketFolder = await makeSocketFolder(place, long);
    expect(socketFolder).not.toContain('ddd');
    expect(statSync(socketFolder ?? '').mode & 0o777).toBe(0o700);
    await removeSocketFolder(place, socketFolder);
    expect(statSync(socketFolder ?? '', { throwIfNoEntry: false })).toBeUndefined();
  });

  it('is refused where no path is short enough', async () => {
    const long = { ...thisMachine(), uid: 4711, temporaryFolders: [join(folder, 't'.repeat(90))] };
    const place = findPlace({ dataFolder: join(folder, 'd'.repeat(90)) }, long);
    await expect(makeSocketFolder(place, long)).rejects.toMatchObject({ code: 'store-socket-path' });
  });
});
