import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearTheWay, refuseServerElsewhere } from './leftover-server.ts';
import { thisMachine } from './machine.ts';
import { findPlace, type Place } from './place.ts';

let place: Place;
let record: string;
let lines: string[];

beforeEach(async () => {
  place = findPlace({ dataFolder: mkdtempSync(join(tmpdir(), 'vigie-left-')) }, { ...thisMachine(), uid: 1000 });
  mkdirSync(place.cluster);
  record = join(place.cluster, 'postmaster.pid');
  const ended = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(ended, 'exit');
  lines = [String(ended.pid), place.cluster, '1795000000', '5432', place.root, '', ' 123  4', 'ready   '];
});
afterEach(() => rmSync(place.root, { recursive: true, force: true }));

describe('the record of a server', () => {
  it('that is gone keeps its lines but for the number, which becomes that of the parent of the next', async () => {
    writeFileSync(record, lines.join('\n'));
    writeFileSync(join(place.root, '.s.PGSQL.5432.lock'), 'x');
    await clearTheWay(place);
    expect(readFileSync(record, 'utf8').split('\n')).toEqual([String(process.pid), ...lines.slice(1)]);
    expect(existsSync(join(place.root, '.s.PGSQL.5432.lock'))).toBe(false);
  });

  it.runIf(process.platform === 'linux')('that ends without taking its record away is made harmless, too', async () => {
    const server = spawn('sleep', ['60'], { argv0: 'postgres', cwd: place.cluster, stdio: 'ignore' });
    await once(server, 'spawn');
    const own = [String(server.pid), ...lines.slice(1)];
    writeFileSync(record, own.join('\n'));
    await clearTheWay(place);
    expect(readFileSync(record, 'utf8').split('\n')).toEqual([String(process.pid), ...lines.slice(1)]);
  });

  it.skipIf(process.platform === 'win32')('is not written through a link', async () => {
    const elsewhere = join(place.root, 'elsewhere');
    writeFileSync(elsewhere, lines.join('\n'));
    symlinkSync(elsewhere, record);
    await expect(clearTheWay(place)).rejects.toMatchObject({ code: 'ELOOP' });
    expect(readFileSync(elsewhere, 'utf8')).toBe(lines.join('\n'));
  });

  it('that answers, but that this system does not see, is left alone', async () => {
    const server = createServer().listen(join(place.root, '.s.PGSQL.5432'));
    await once(server, 'listening');
    writeFileSync(record, lines.join('\n'));
    await expect(refuseServerElsewhere(place, 50)).rejects.toMatchObject({ code: 'store-elsewhere' });
    server.close();
    await once(server, 'close');
    await refuseServerElsewhere(place);
  });

  it('that answers for a moment after it was killed is no hindrance', async () => {
    const server = createServer().listen(join(place.root, '.s.PGSQL.5432'));
    await once(server, 'listening');
    writeFileSync(record, lines.join('\n'));
    setTimeout(() => server.close(), 100);
    await refuseServerElsewhere(place);
    expect(server.listening).toBe(false);
  });
});
