import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** The clock of tests: milliseconds since 1970. */
export const NOW = Date.UTC(2026, 10, 20, 12);
/** How long a worker waits for another one to end, in milliseconds. */
const PATIENCE = 30_000;
/** A migrated database that others are copied from. */
export const TEMPLATE = 'vigie_template';

/**
 * Returns the server of this process, of which there is one for each worker: two that share one wait for each other's transactions.
 * By a file beside it, since workers are numbered otherwise from one version of the runner to the next.
 */
export async function claimServer(folders: readonly string[]): Promise<string> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const free = folders.find((folder) => takeClaim(`${folder}.claim`) || isOwnOrLeft(`${folder}.claim`));
    if (free !== undefined) return free;
    if (performance.now() > deadline) {
      throw new Error(`There are ${folders.length} servers for tests, and more workers.`);
    }
    // One that has done its part may be about to end.
    await pause(50);
  }
}

function takeClaim(claim: string): boolean {
  try {
    writeFileSync(claim, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whoever has ended needs it no more. */
function isOwnOrLeft(claim: string): boolean {
  const pid = Number(readFileSync(claim, 'utf8'));
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    rmSync(claim, { force: true });
    return takeClaim(claim);
  }
}
