import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Bundle, copiedBinaries, findBinaries, requireBundle } from './binaries.ts';
import { thisMachine } from './machine.ts';
import { findPlace } from './place.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-binaries-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const linux = { ...thisMachine(), platform: 'linux', uid: 1000, glibc: () => '2.36' };
const bundle: Bundle = { native: join(folder, 'native'), version: '18.4.0-beta.17' };

function newPlace(name: string) {
  const place = findPlace({ dataFolder: join(folder, name) }, linux);
  mkdirSync(place.root, { recursive: true });
  return place;
}

function layBundle(): void {
  mkdirSync(join(bundle.native, 'bin'), { recursive: true });
  mkdirSync(join(bundle.native, 'lib'), { recursive: true });
  writeFileSync(join(bundle.native, 'bin', 'postgres'), 'program', { mode: 0o600 });
  writeFileSync(join(bundle.native, 'lib', 'libpq.so.5.18'), 'library', { mode: 0o600 });
  const links = [
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
    { source: 'native/lib/libpq.so.5.18', target: 'native/../../outside' },
  ];
  writeFileSync(join(bundle.native, 'pg-symlinks.json'), JSON.stringify(links));
}

describe('the bundled programs', () => {
  it('are refused with the ways out where the C library is musl, or an old glibc', () => {
    const refuse = (glibc: string | undefined) => () => requireBundle(bundle, { ...linux, glibc: () => glibc });
    expect(refuse(undefined)).toThrow(/musl.*VIGIE_PG_BIN.*DATABASE_URL/);
    expect(refuse('2.26')).toThrow(/2\.27 or newer; this system has 2\.26/);
    expect(requireBundle(bundle, { ...linux, glibc: () => '2.27' })).toBe(bundle);
    expect(requireBundle(bundle, { ...linux, platform: 'darwin', glibc: () => undefined })).toBe(bundle);
  });

  it('are refused with the ways out where the package is not installed', () => {
    expect(() => requireBundle(undefined, { ...linux, arch: 'riscv64' })).toThrow(/linux on riscv64.*VIGIE_PG_BIN/);
  });

  it('are copied once, readable by the server, with the links that the install script would have laid', async () => {
    layBundle();
    const place = newPlace('copied');
    const binaries = await copiedBinaries(bundle, place, linux);
    expect(binaries).toMatchObject({ major: 18, folder: join(place.root, 'postgres-18.4.0-beta.17', 'bin') });
    expect(statSync(join(binaries.folder, 'postgres')).mode & 0o777).toBe(0o755);
    expect(statSync(join(binaries.libraries ?? '', 'libpq.so.5.18')).mode & 0o777).toBe(0o644);
    expect(readlinkSync(join(binaries.libraries ?? '', 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(existsSync(join(folder, 'outside'))).toBe(false);
    const made = statSync(binaries.folder).ino;
    await copiedBinaries(bundle, place, linux);
    expect(statSync(binaries.folder).ino).toBe(made);
  });

  it('get a second name where they are ours and their rights are what they should be', async () => {
    const own = { ...linux, uid: thisMachine().uid };
    const native = join(folder, 'well-packed');
    mkdirSync(join(native, 'bin'), { recursive: true });
    mkdirSync(join(native, 'share'));
    writeFileSync(join(native, 'bin', 'postgres'), 'program', { mode: 0o755 });
    writeFileSync(join(native, 'share', 'writable-by-all'), 'text');
    chmodSync(join(native, 'bin', 'postgres'), 0o755);
    chmodSync(join(native, 'share', 'writable-by-all'), 0o666);
    const place = newPlace('linked');
    const copy = join(place.root, 'postgres-18.4.0-beta.17');
    await copiedBinaries({ ...bundle, native }, place, own);
    const idOf = (path: string) => statSync(path).ino;
    expect(idOf(join(copy, 'bin', 'postgres'))).toBe(idOf(join(native, 'bin', 'postgres')));
    expect(idOf(join(copy, 'share', 'writable-by-all'))).not.toBe(idOf(join(native, 'share', 'writable-by-all')));
    expect(statSync(join(copy, 'share', 'writable-by-all')).mode & 0o777).toBe(0o644);
    await copiedBinaries({ ...bundle, native, version: '18.5.0' }, place, { ...own, uid: own.uid! + 1 });
    expect(idOf(join(place.root, 'postgres-18.5.0', 'bin', 'postgres'))).not.toBe(idOf(join(copy, 'bin', 'postgres')));
  });

  it('are copied anew where a copy was cut short', async () => {
    layBundle();
    const place = newPlace('cut-short');
    mkdirSync(join(place.root, 'postgres-18.4.0-beta.17.copy-0123', 'bin'), { recursive: true });
    const binaries = await copiedBinaries(bundle, place, linux);
    expect(existsSync(join(binaries.folder, 'postgres'))).toBe(true);
    expect(readdirSync(place.root)).toEqual(['postgres-18.4.0-beta.17']);
  });
});

describe('the programs of VIGIE_PG_BIN', () => {
  const place = newPlace('own');

  it('are refused where they are not there, or by a path that is not whole', async () => {
    await expect(findBinaries(join(folder, 'none'), place, linux)).rejects.toMatchObject({
      code: 'store-pg-bin',
      message: expect.stringContaining('ENOENT'),
    });
    await expect(findBinaries('bin', place, linux)).rejects.toMatchObject({ code: 'store-pg-bin' });
  });

  it.skipIf(process.platform === 'win32')('are refused where they are too old, and taken where not', async () => {
    const own = join(folder, 'own-bin');
    mkdirSync(own);
    const lay = (version: string): void => {
      for (const name of ['postgres', 'initdb']) {
        writeFileSync(join(own, name), `#!/bin/sh\necho '${name} (PostgreSQL) ${version}'\n`, { mode: 0o755 });
      }
    };
    lay('14.9 (Debian 14.9-1)');
    await expect(findBinaries(own, place, linux)).rejects.toMatchObject({ code: 'store-pg-bin-version' });
    lay('17beta1');
    expect(await findBinaries(own, place, linux)).toEqual({ folder: own, major: 17, libraries: undefined });
    lay('15.18 (Debian 15.18-0+deb12u1)');
    expect(await findBinaries(own, place, linux)).toMatchObject({ major: 15 });
  });
});
