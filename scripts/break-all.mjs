import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const print = (line) => process.stdout.write(`${line}\n`);

/**
 * Makes each break in its file, in place, sees whether one of the tests notices, and puts the file back. A break is a file, what
 * stands there once, and what takes its place. Sets the exit status 1 where one went unnoticed or is stale.
 */
export function breakAll(breaks, tests) {
  let unnoticed = 0;
  for (const [file, from, to] of breaks) {
    const original = readFileSync(file, 'utf8');
    if (original.split(from).length !== 2) {
      print(`stale      ${file}: ${from}`);
      unnoticed++;
      continue;
    }
    writeFileSync(
      file,
      original.replace(from, () => to),
    );
    try {
      const { status } = spawnSync('npx', ['vitest', 'run', '--bail', '1', ...tests], { encoding: 'utf8' });
      if (status === 0) unnoticed++;
      print(`${status === 0 ? 'UNNOTICED' : 'noticed  '}  ${file}: ${from}`);
    } finally {
      writeFileSync(file, original);
    }
  }
  print(`${breaks.length - unnoticed} of ${breaks.length} breaks were noticed.`);
  process.exitCode = unnoticed === 0 ? 0 : 1;
}
