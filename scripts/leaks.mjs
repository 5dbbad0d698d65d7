// Runs the two-run leak test ten thousand times, or as often as is asked, in two processes, then takes away each policy
// by itself and sees the test fail. Writes what was played to bench/results/.
//   npm run leaks [-- 2000]
import { spawn } from 'node:child_process';
import { writeResult } from './write-result.mjs';

const runs = Number(process.argv[2] ?? 10_000);
const firstSeed = Date.now() % 2 ** 31;
const seeds = [firstSeed, firstSeed + 1];
const start = performance.now();

/** Runs a test file and returns its exit status. */
function play(file, { seed, count }) {
  return new Promise((resolve) => {
    const child = spawn('npx', ['vitest', 'run', '--reporter=verbose', '--testTimeout=7200000', file], {
      stdio: 'inherit',
      env: { ...process.env, VIGIE_LEAK_RUNS: String(count), VIGIE_LEAK_SEED: String(seed) },
    });
    child.on('close', (status) => resolve(status ?? 1));
  });
}

const played = await Promise.all(
  seeds.map((seed) => play('test/leaks/two-runs.slow.test.ts', { seed, count: Math.ceil(runs / seeds.length) })),
);
const seconds = Math.round((performance.now() - start) / 1000);
const mutations = await play('test/leaks/mutations.slow.test.ts', { seed: firstSeed, count: runs });
process.exitCode = Math.max(...played, mutations);
if (process.exitCode === 0) {
  const worlds = Math.ceil(runs / seeds.length) * seeds.length;
  const outcome = 'no difference in any pair of worlds; each policy that was taken away was noticed';
  writeResult('leaks', { worlds, seeds, seconds, outcome });
}
