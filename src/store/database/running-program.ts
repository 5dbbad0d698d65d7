import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { createConnection } from 'node:net';

/**
 * When a running program began, in a form that no later program of the same number shares; '' where the system does
 * not tell; undefined where no such program runs. One that has ended but whose parent has not asked yet counts as gone.
 */
export function beginningOf(pid: number): string | undefined {
  if (!answersSignals(pid)) return undefined;
  if (process.platform === 'linux') return beginningOnLinux(pid);
  if (process.platform === 'win32') return '';
  return tellOfProgram(pid, 'lstart');
}

/** True where the program with this number is the one that began then. */
export function stillRuns(pid: number, beginning: string): boolean {
  const now = beginningOf(pid);
  return now !== undefined && (now === '' || beginning === '' || now === beginning);
}

/** True where `pid` is a PostgreSQL server of this folder. */
export function isServerOf(pid: number, cluster: string): boolean {
  if (beginningOf(pid) === undefined) return false;
  if (process.platform === 'win32') return true;
  if (process.platform !== 'linux') return tellOfProgram(pid, 'command')?.includes(cluster) ?? false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster) && isServerProgram(pid);
  } catch {
    return false;
  }
}

/** True where something accepts connections there. */
export function answersAt(target: { path: string } | { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(target);
    const settle = (answers: boolean): void => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(2000, () => settle(false));
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
}

/** A program of another folder may have been started in this one: a shell of the person who looks after it. */
function isServerProgram(pid: number): boolean {
  const [program] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  return /(^|\/)postgres(:|$)/.test(program ?? '');
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function beginningOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in parentheses, may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`;
  } catch {
    // Gone since, or hidden from us (hidepid), or /proc is not there.
    return answersSignals(pid) ? '' : undefined;
  }
}

function tellOfProgram(pid: number, field: 'lstart' | 'command'): string | undefined {
  try {
    const words = ['-ww', '-o', `${field}=`, '-p', String(pid)];
    return execFileSync('/bin/ps', words, { encoding: 'utf8', env: { LC_ALL: 'C' }, stdio: 'pipe' }).trim();
  } catch {
    return undefined;
  }
}
