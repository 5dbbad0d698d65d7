import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { newFolder } from './fault-writer.ts';

/** A disk of its own in memory, which can be made as full as is wanted by making it smaller. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves so much room, in bytes. */
  leave(bytes: number): Promise<void>;
  /** Gives all the room back. */
  makeRoom(): void;
  remove(): void;
}

const WHOLE = 512 * 2 ** 20;
const TRIES = 20;

/** Why no disk can be mounted here, as the name of a test ends with that needs one; '' where one can. */
export const whyNoDisk = tryToMount();

export function newDisk(name: string): SmallDisk {
  const outer = newFolder(name);
  const folder = join(outer, 'disk');
  mkdirSync(folder);
  mount(folder);
  chmodSync(folder, 0o711);
  const resize = (bytes: number): void => {
    execFileSync('mount', ['-o', `remount,size=${bytes}`, folder], { stdio: 'pipe' });
  };
  const remove = (): void => {
    process.off('exit', remove);
    unmount(folder);
    rmSync(outer, { recursive: true, force: true });
  };
  // A test that was cut short leaves no disk behind either.
  process.once('exit', remove);
  return {
    folder,
    async leave(bytes) {
      for (let tries = 1; ; tries++) {
        const { blocks, bfree, bsize } = await statfs(folder);
        try {
          resize((blocks - bfree) * bsize + bytes);
          return;
        } catch (error) {
          // Whoever writes there may have taken more since it was looked at; a disk is made no smaller than what it holds.
          if (tries === TRIES) throw error;
        }
      }
    },
    makeRoom: () => resize(WHOLE),
    remove,
  };
}

function mount(folder: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${WHOLE},mode=711`, 'vigie-test', folder], { stdio: 'pipe' });
}

/** Lazily, since a server that is just ending may still have its files open. */
function unmount(folder: string): void {
  execFileSync('umount', ['-l', folder], { stdio: 'pipe' });
}

function tryToMount(): string {
  if (process.platform !== 'linux') return ' - SKIPPED: only Linux mounts a disk in memory so';
  const folder = newFolder('mount');
  try {
    mount(folder);
    unmount(folder);
    return '';
  } catch (error) {
    const [reason = ''] = String((error as { stderr?: unknown }).stderr ?? error).split('\n');
    return ` - SKIPPED: no disk can be mounted here (${reason.trim()})`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
