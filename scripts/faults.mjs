// Runs the fault tests twenty times each, or as often as is asked.
//   npm run faults [-- 50]
import { spawnSync } from 'node:child_process';

const runs = process.argv[2] ?? '20';
const { status } = spawnSync('npx', ['vitest', 'run', 'test/faults'], {
  stdio: 'inherit',
  env: { ...process.env, VIGIE_FAULT_RUNS: runs },
});
process.exitCode = status ?? 1;
