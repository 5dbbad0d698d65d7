// Looks at layout, lint and types and runs the quick tests, all side by side, and shows what each said in one piece.
//   npm run check
// Exit status 1 where one of them found something.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};

/** Name, and the words of a program in node_modules. The longest stands first. */
const CHECKS = [
  ['quick tests', 'vitest/vitest.mjs', 'run', '--config', 'vitest.check.config.ts'],
  ['layout and lint', '@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  ['types', ...typesBy('tsconfig.json')],
  ['types of the pure folders', ...typesBy('tsconfig.pure.json')],
  ['types of the pages', ...typesBy('tsconfig.web.json')],
];

const began = performance.now();
const failed = (await Promise.all(CHECKS.map(run))).filter((name) => name !== undefined);
const seconds = ((performance.now() - began) / 1000).toFixed(1);
process.stdout.write(failed.length === 0 ? `All is well (${seconds} s).\n` : `Not well: ${failed.join(', ')}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** What looks at the types of a project, and keeps what it found for the next time. */
function typesBy(project) {
  const kept = join(root, 'node_modules', '.cache', 'types', `${project}.tsbuildinfo`);
  return ['typescript/bin/tsc', '-p', project, '--noEmit', '--incremental', '--tsBuildInfoFile', kept];
}

/** Returns the name of a check that failed. Without a shell or npx, which would start slower than the check itself. */
function run([name, program, ...words]) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', program), ...words], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, VIGIE_QUICK: '1', ...colour },
    });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
    child.once('error', (error) => said.push(`${error.message}\n`));
    child.once('close', (status) => {
      process.stdout.write(`── ${name}\n`);
      process.stdout.write(Buffer.concat(said.map((chunk) => Buffer.from(chunk))));
      resolve(status === 0 ? undefined : name);
    });
  });
}
