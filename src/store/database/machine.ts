import { readFileSync } from 'node:fs';
import { homedir, hostname, tmpdir } from 'node:os';

/** A user of the operating system, as `/etc/passwd` has it. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** What the computer is like, handed in so that tests can describe another one. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** The version of glibc; undefined where the C library is another, such as musl. A function, since asking is slow. */
  readonly glibc: () => string | undefined;
  readonly host: string;
  readonly home: string;
  /** Undefined on Windows, which has none. */
  readonly uid: number | undefined;
  readonly accounts: readonly Account[];
  /** Folders for short-lived files, the preferred first. */
  readonly temporaryFolders: readonly string[];
}

export function thisMachine(): Machine {
  const windows = process.platform === 'win32';
  return {
    platform: process.platform,
    arch: process.arch,
    glibc: glibcVersion,
    host: hostname(),
    home: homedir(),
    uid: process.getuid?.(),
    accounts: windows ? [] : readAccounts(),
    temporaryFolders: windows ? [tmpdir()] : [...new Set([tmpdir(), '/tmp'])],
  };
}

/** Reads the lines of `/etc/passwd`; a line that it does not understand is no account to run a server as. */
export function parseAccounts(text: string): Account[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    if (!name || !/^\d+$/.test(uid ?? '') || !/^\d+$/.test(gid ?? '')) return [];
    return [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}

function readAccounts(): Account[] {
  try {
    return parseAccounts(readFileSync('/etc/passwd', 'utf8'));
  } catch {
    return [];
  }
}

function glibcVersion(): string | undefined {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined;
  return report?.header?.glibcVersionRuntime;
}
