import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database/open-database.ts';
import { ROOT } from '../support/source-file.ts';

/** How often each kind of fault is tried: three times here, twenty times by `npm run faults`. */
// biome-ignore lint/style/noProcessEnv: a switch of the tests alone
const RUNS = Number(process.env['VIGIE_FAULT_RUNS'] ?? 3);

const folder = mkdtempSync(join(tmpdir(), 'vigie-faults-'));
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Writer {
  readonly process: ChildProcess;
  readonly dataFolder: string;
  /** Ids of what was acknowledged so far. */
  readonly acknowledged: string[];
}

/** Starts the loop of writes, and waits for its first acts. */
async function startWriter(): Promise<Writer> {
  const child = spawn(process.execPath, [join(ROOT, 'test', 'faults', 'write-loop.mjs'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: string[] = [];
  let dataFolder = '';
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      if (line.startsWith('ready ')) dataFolder = line.slice(6);
      else acknowledged.push(line);
    }
  });
  await until(() => acknowledged.length > 5 || child.exitCode !== null);
  expect(child.exitCode).toBeNull();
  return { process: child, dataFolder, acknowledged };
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('It did not come to that within a minute.');
    await pause(10);
  }
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await until(() => child.exitCode !== null || child.signalCode !== null);
}

/** Opens what is left and says what of the acknowledged is not there, and whether any act is there by half. */
async function inspect(acknowledged: readonly string[]): Promise<{ lost: number; partial: number; documents: number }> {
  const database = await openDatabase({ dataFolder: folder, systemFolder: folder });
  try {
    const { rows } = await database.owner.query<{ lost: number; partial: number; documents: number }>(
      `with entry as (select (convert_from(content, 'UTF8')::jsonb #>> '{objects,0,id}')::uuid as id from vigie.audit_entry)
       select (select count(*)::int from unnest($1::uuid[]) as told (id) where not exists (select from vigie.document d where d.id = told.id)) as lost,
         (select count(*)::int from vigie.document d full join entry on entry.id = d.id where d.id is null or entry.id is null) as partial,
         (select count(*)::int from vigie.document) as documents`,
      [acknowledged],
    );
    return rows[0]!;
  } finally {
    await database.close();
  }
}

describe.skipIf(!existsSync(join(ROOT, 'dist', 'src', 'store')))('an acknowledged act', () => {
  it.each(Array.from({ length: RUNS }, (_, run) => run + 1))(
    'outlives a kill of the program, time %i',
    async (run) => {
      const writer = await startWriter();
      await pause(150 + ((run * 137) % 400));
      await killed(writer.process);
      const { lost, partial, documents } = await inspect(writer.acknowledged);
      expect({ lost, partial }).toEqual({ lost: 0, partial: 0 });
      expect(documents).toBeGreaterThanOrEqual(writer.acknowledged.length);
    },
    120_000,
  );

  it.each(Array.from({ length: RUNS }, (_, run) => run + 1))(
    'outlives a kill of the database, time %i',
    async (run) => {
      const writer = await startWriter();
      await pause(100 + ((run * 211) % 300));
      const postmaster = Number(
        readFileSync(join(writer.dataFolder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0],
      );
      const before = writer.acknowledged.length;
      process.kill(postmaster, 'SIGKILL');
      // The program starts it again and goes on.
      await until(() => writer.acknowledged.length > before + 20);
      await killed(writer.process);
      const { lost, partial } = await inspect(writer.acknowledged);
      expect({ lost, partial }).toEqual({ lost: 0, partial: 0 });
    },
    120_000,
  );
});
