// Runs the two-run leak test ten thousand times, or as often as is asked, and the mutations of the policies.
//   npm run leaks [-- 2000]
import { spawnSync } from 'node:child_process';

const runs = process.argv[2] ?? '10000';
const { status } = spawnSync('npx', ['vitest', 'run', '--reporter=verbose', '--testTimeout=7200000', 'test/leaks'], {
  stdio: 'inherit',
  env: { ...process.env, VIGIE_LEAK_RUNS: runs },
});
process.exitCode = status ?? 1;
