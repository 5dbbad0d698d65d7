import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { thisMachine } from './machine.ts';
import { isHold, type Owner, readOwner, refuseSecondOwner, takePlace } from './owner-lock.ts';
import { findPlace, type Place } from './place.ts';
import { beginningOf, isServerOf, stillRuns } from './running-program.ts';

let place: Place;
beforeEach(() => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'vigie-lock-'));
  place = findPlace({ dataFolder }, { ...thisMachine(), uid: 1000 });
});
afterEach(() => rmSync(place.root, { recursive: true, force: true }));

function leave(owner: Partial<Owner>): void {
  writeFileSync(place.ownerFile, JSON.stringify({ since: '2026-01-01T00:00:00Z', host: 'h', beginning: '', ...owner }));
}

/** The number of a program that has ended. */
async function endedProgram(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid!;
}

describe('the hold on a place', () => {
  it('is taken by one, told to the second, and given back', async () => {
    const hold = await takePlace(place, 'here');
    if (!isHold(hold)) return expect.unreachable();
    expect(statSync(place.ownerFile).mode & 0o777).toBe(0o600);
    await hold.tellListening({ socketFolder: '/s', port: 5432 });
    const second = await takePlace(place, 'here');
    expect(second).toMatchObject({ pid: process.pid, host: 'here', listening: { socketFolder: '/s' } });
    await hold.release();
    expect(readdirSync(place.root)).toEqual([]);
    expect(isHold(await takePlace(place, 'here'))).toBe(true);
  });

  it('says who has the place, since when and where', () => {
    const owner = { pid: 17, beginning: '', since: '2026-02-03T04:05:06Z', host: 'h', listening: undefined };
    const { message } = refuseSecondOwner(owner, place);
    expect(message).toContain(`process 17) has had the database in ${place.root} open since 2026-02-03T04:05:06Z`);
  });

  it('is taken from a program that is gone, and tells what it left', async () => {
    leave({ pid: await endedProgram(), listening: { socketFolder: '/tmp/vigie-aaaaaa', port: 1 } });
    const hold = await takePlace(place, 'here');
    expect(hold).toMatchObject({ leftBy: { listening: { socketFolder: '/tmp/vigie-aaaaaa' } } });
    expect(readdirSync(place.root)).toEqual(['owner.json']);
  });

  it('is taken where another program has got the number of the owner', async () => {
    leave({ pid: process.pid, beginning: 'another-boot/1' });
    expect(isHold(await takePlace(place, 'here'))).toBe(beginningOf(process.pid) !== '');
  });

  it('is taken where the record is broken', async () => {
    for (const text of ['', '{"pid":', '{"pid":-1}', 'null']) {
      writeFileSync(place.ownerFile, text);
      const hold = await takePlace(place, 'here');
      expect(isHold(hold)).toBe(true);
      if (isHold(hold)) await hold.release();
    }
  });

  it('is taken by one only of many that find a stale record at once, time after time', async () => {
    const pid = await endedProgram();
    // A claim of a program that was killed while it took the place stands in nobody's way.
    writeFileSync(`${place.ownerFile}.000000000000.claim`, JSON.stringify({ pid, beginning: '' }));
    for (let round = 0; round < 5; round++) {
      leave({ pid });
      const taken = await Promise.all(Array.from({ length: 20 }, () => takePlace(place, 'here')));
      expect(taken.filter(isHold)).toHaveLength(1);
      expect(readdirSync(place.root)).toEqual(['owner.json']);
    }
  });

  it('is refused to all where a program that runs does not get on with taking it', async () => {
    const { pid } = process;
    writeFileSync(`${place.ownerFile}.000000000000.claim`, JSON.stringify({ pid, beginning: beginningOf(pid) }));
    await expect(takePlace(place, 'here', 50)).rejects.toMatchObject({ code: 'store-busy' });
    expect(readdirSync(place.root)).toEqual(['owner.json.000000000000.claim']);
  });

  it('does not give back what another has taken since', async () => {
    const hold = await takePlace(place, 'here');
    leave({ pid: 1, beginning: 'other' });
    if (isHold(hold)) await hold.release();
    expect(await readOwner(place)).toMatchObject({ pid: 1 });
    expect(readFileSync(place.ownerFile, 'utf8')).toContain('other');
  });
});

describe('a running program', () => {
  it('is known by its number and its beginning', async () => {
    const beginning = beginningOf(process.pid);
    expect(beginning).toBeDefined();
    expect(stillRuns(process.pid, beginning ?? '')).toBe(true);
    expect(stillRuns(await endedProgram(), '')).toBe(false);
    expect(isServerOf(process.pid, process.cwd())).toBe(false);
  });
});
