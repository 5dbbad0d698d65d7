import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Whether the mail server of the system is there, `dovecot-imapd` on Debian. */
export const hasDovecot = spawnSync('dovecot', ['--version']).status === 0;

export interface Dovecot {
  /** Such as `127.0.0.1:40123`. */
  readonly place: string;
  close(): Promise<void>;
}

/** Runs Dovecot on a free port of this machine with these mails in the INBOX of `ann`, whose password is `s3cret`. */
export async function openDovecot(mails: readonly Uint8Array[]): Promise<Dovecot> {
  const base = mkdtempSync(join(tmpdir(), 'vigie-dovecot-'));
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? 'nobody' : userInfo().username;
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, user])));
  const mailbox = join(base, 'mail');
  for (const folder of ['cur', 'new', 'tmp', '.']) mkdirSync(join(mailbox, folder), { recursive: true });
  // Its name carries the order in which the mails came.
  const name = (at: number): string => `${1_000_000_000 + at}.M${at}P1.host`;
  for (const [at, bytes] of mails.entries()) writeFileSync(join(mailbox, 'new', name(at)), bytes);
  if (isRoot) execFileSync('chown', ['-R', `${uid}:${gid}`, mailbox]);
  chmodSync(base, 0o755);
  const port = await freePort();
  writeFileSync(join(base, 'passwd'), `ann:{PLAIN}s3cret:${uid}:${gid}::${mailbox}::\n`);
  writeFileSync(join(base, 'dovecot.conf'), settingsOf({ base, mailbox, port, user, isRoot }));
  const server = spawn('dovecot', ['-F', '-c', join(base, 'dovecot.conf')], { stdio: 'ignore' });
  try {
    await answered(port, server);
  } catch (error) {
    await stop(server);
    rmSync(base, { recursive: true, force: true });
    throw error;
  }
  return {
    place: `127.0.0.1:${port}`,
    close: async () => {
      await stop(server);
      rmSync(base, { recursive: true, force: true });
    },
  };
}

interface Written {
  readonly base: string;
  readonly mailbox: string;
  readonly port: number;
  readonly user: string;
  readonly isRoot: boolean;
}

function settingsOf({ base, mailbox, port, user, isRoot }: Written): string {
  const users = isRoot ? '' : `default_internal_user = ${user}\ndefault_login_user = ${user}\n`;
  const chroot = isRoot ? '' : 'service anvil {\n chroot =\n}\nservice imap-login {\n chroot =\n}\n';
  return `protocols = imap
base_dir = ${base}/run
state_dir = ${base}/state
log_path = ${base}/log
ssl = no
disable_plaintext_auth = no
listen = 127.0.0.1
first_valid_uid = 1
mail_location = maildir:${mailbox}
${users}${chroot}service imap-login {
 inet_listener imap {
  port = ${port}
 }
 inet_listener imaps {
  port = 0
 }
}
passdb {
 driver = passwd-file
 args = ${base}/passwd
}
userdb {
 driver = passwd-file
 args = ${base}/passwd
}
`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const taken = createServer();
    taken.on('error', reject);
    taken.listen(0, '127.0.0.1', () => {
      const { port } = taken.address() as { port: number };
      taken.close(() => resolve(port));
    });
  });
}

/** Waits until something listens at the port. */
async function answered(port: number, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200 && server.exitCode === null; tries++) {
    if (await listens(port)) return;
    await pause(50);
  }
  throw new Error('Dovecot did not start.');
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });
}
