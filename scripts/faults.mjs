// Runs the fault tests twenty times each, or as often as is asked, and writes what was tried to bench/results/.
//   npm run faults [-- 50]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

const runs = process.argv[2] ?? '20';
const folder = mkdtempSync(join(tmpdir(), 'vigie-faults-'));
const record = join(folder, 'record.jsonl');
try {
  const { status } = spawnSync('npx', ['vitest', 'run', '--reporter=verbose', 'test/faults'], {
    stdio: 'inherit',
    env: { ...process.env, VIGIE_FAULT_RUNS: runs, VIGIE_FAULT_RECORD: record },
  });
  process.exitCode = status ?? 1;
  if (status === 0 && existsSync(record)) writeResult(readFileSync(record, 'utf8').trim().split('\n'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A run is recorded after all that it must hold was seen to hold, so that nothing was lost in any of them. */
function writeResult(lines) {
  const faults = {};
  for (const line of lines) {
    const { kind, ...counts } = JSON.parse(line);
    faults[kind] ??= { runs: 0 };
    faults[kind].runs++;
    for (const [name, count] of Object.entries(counts)) faults[kind][name] = (faults[kind][name] ?? 0) + count;
  }
  const date = new Date().toISOString().slice(0, 10);
  const result = {
    date,
    faults: Object.fromEntries(Object.entries(faults).sort()),
    acknowledged_acts_lost: 0,
    acts_by_half: 0,
    errors_of_the_log: 0,
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memory_gb: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
  };
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(`bench/results/faults-${date}.json`, `${JSON.stringify(result, null, 2)}\n`);
}
