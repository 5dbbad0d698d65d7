// Runs the fault tests twenty times each, or as often as is asked, those of the pipeline fifty times at least, and writes
// what was tried to bench/results/.
//   npm run faults [-- 50 [pipeline]]     of one file of test/faults alone, which has a result of its own
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeResult } from './write-result.mjs';

const [runs = '20', file] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'vigie-faults-'));
const record = join(folder, 'record.jsonl');
try {
  const { status } = spawnSync('npx', ['vitest', 'run', '--reporter=verbose', `test/faults/${file ?? ''}`], {
    stdio: 'inherit',
    env: { ...process.env, VIGIE_FAULT_RUNS: runs, VIGIE_FAULT_RECORD: record },
  });
  process.exitCode = status ?? 1;
  if (status === 0 && existsSync(record)) recordRuns(readFileSync(record, 'utf8').trim().split('\n'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A run is recorded after all that it must hold was seen to hold, so that nothing was lost in any of them. */
function recordRuns(lines) {
  const faults = {};
  for (const line of lines) {
    const { kind, ...counts } = JSON.parse(line);
    faults[kind] ??= { runs: 0 };
    faults[kind].runs++;
    for (const [name, count] of Object.entries(counts)) faults[kind][name] = (faults[kind][name] ?? 0) + count;
  }
  const outcome =
    'no acknowledged act lost, none by half, the same hits as where nothing disturbs it, the log verified after each run';
  writeResult(file === undefined ? 'faults' : `faults-${file}`, {
    faults: Object.fromEntries(Object.entries(faults).sort()),
    outcome,
  });
}
