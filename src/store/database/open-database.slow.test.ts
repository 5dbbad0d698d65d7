import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../../test/support/source-file.ts';
import { thisMachine } from './machine.ts';
import { type Database, type DatabaseSettings, openDatabase } from './open-database.ts';
import { isServerOf } from './running-program.ts';

const machine = thisMachine();
const isRoot = machine.uid === 0;
const isUnix = process.platform !== 'win32';
const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

const folder = mkdtempSync(join(tmpdir(), 'vigie-database-'));
// Root's server runs as another user, who must get through.
chmodSync(folder, 0o711);
const opened: Database[] = [];
const children: number[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});
afterAll(() => {
  for (const pid of children) if (runs(pid)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}, 60_000);

/** The programs that the first test copied: the other places need no copy of their own. */
let copied: string | undefined;

/** Settings for a place of this name; places of one name are the same place. */
function at(name: string): DatabaseSettings {
  return {
    dataFolder: join(folder, name),
    systemFolder: join(folder, name),
    pgBin: name === 'life' ? undefined : copied,
  };
}

async function open(settings: DatabaseSettings): Promise<Database> {
  const database = await openDatabase(settings);
  opened.push(database);
  return database;
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z');
  } catch {
    return false;
  }
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 25_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('It did not come about in 25 s.');
    await pause(20);
  }
}

async function rootOf(database: Database): Promise<string> {
  return (await database.status()).dataFolder ?? '';
}

function serverPid(root: string): number {
  // While a server starts, the file is not there for a moment.
  return Number(readIfAllowed(join(root, 'cluster', 'postmaster.pid')).split('\n')[0]);
}

function wordsOf(root: string): string[] {
  return Object.values(JSON.parse(readFileSync(join(root, 'passwords.json'), 'utf8')) as Record<string, string>);
}

/** A Vigie of its own that opens the database, commits a row, says so and waits. */
async function otherVigie(settings: DatabaseSettings, as: { uid?: number; gid?: number } = {}) {
  const child = spawn(process.execPath, [builtProgram(), JSON.stringify(settings)], {
    ...as,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child.pid!);
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  child.stderr.on('data', (text) => {
    said += text;
  });
  await until(() => said.includes('\n') || child.exitCode !== null);
  return { child, said: () => said };
}

let built: string | undefined;

/** This folder as JavaScript, with a program that uses it: Node 20 does not run TypeScript. */
function builtProgram(): string {
  if (built) return built;
  const out = join(folder, 'built');
  mkdirSync(out);
  const compilerOptions = { noEmit: false, rootDir: ROOT, outDir: out, typeRoots: [join(ROOT, 'node_modules/@types')] };
  const files = [join(ROOT, 'src/store/database/open-database.ts')];
  writeFileSync(
    join(out, 'tsconfig.json'),
    JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), compilerOptions, files, include: [] }),
  );
  execFileSync(process.execPath, [TSC, '-p', join(out, 'tsconfig.json')]);
  symlinkSync(join(ROOT, 'node_modules'), join(out, 'node_modules'));
  writeFileSync(join(out, 'package.json'), '{"type":"module"}');
  built = join(out, 'program.js');
  writeFileSync(
    built,
    `import { openDatabase } from './src/store/database/open-database.js';
     try {
       const database = await openDatabase(JSON.parse(process.argv[2]));
       await database.owner.query('create table if not exists kept (line text)');
       await database.owner.query("insert into kept values ('committed')");
       const status = await database.status();
       process.stdin.once('data', () => database.close().then(() => process.exit(0)));
       console.log(JSON.stringify(status));
     } catch (error) {
       console.log(error.code, error.message);
       process.exitCode = 1;
     }`,
  );
  for (const name of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
    const path = join(out, name);
    if (!lstatSync(path).isSymbolicLink() && !name.startsWith('node_modules')) {
      chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
    }
  }
  chmodSync(out, 0o755);
  return built;
}

/** True where users other than ours can read the folder, as the test with another user needs. */
function isOpenToAll(path: string): boolean {
  return (statSync(path).mode & 0o005) === 0o005 && (dirname(path) === path || isOpenToAll(dirname(path)));
}

describe('a private database', () => {
  it('is made at the first start, keeps its rows and starts again', async () => {
    const first = performance.now();
    const database = await open(at('life'));
    process.stderr.write(`first start: ${Math.round(performance.now() - first)} ms\n`);
    await database.owner.query("create table kept as select 'a row' as line");
    const status = await database.status();
    expect(status).toMatchObject({ kind: 'private', version: expect.stringMatching(/^18\./), database: 'vigie' });
    expect(status).toMatchObject({ isOwner: true, ownerPid: process.pid, requestedFolder: at('life').dataFolder });
    expect(status.runsAs ?? '').toMatch(isRoot ? /^(postgres|nobody)$/ : /^$/);
    expect(status.sizeInBytes).toBeGreaterThan(1_000_000);
    const programs = readdirSync(status.dataFolder ?? '').find((name) => name.startsWith('postgres-'));
    copied = join(status.dataFolder ?? '', programs ?? '', 'bin');
    await database.close();
    expect(readdirSync(status.dataFolder ?? '')).not.toContain('owner.json');
    const warm = performance.now();
    const again = await open(at('life'));
    process.stderr.write(`warm start: ${Math.round(performance.now() - warm)} ms\n`);
    expect((await again.app.query('select current_user as role')).rows).toEqual([{ role: 'vigie_app' }]);
    expect((await again.owner.query('select line from kept')).rows).toEqual([{ line: 'a row' }]);
  });

  it('is encoded in UTF-8, sorts by code point, writes to the disk and listens to its socket only', async () => {
    const database = await open(at('life'));
    const { rows } = await database.owner.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings where name in
         ('data_checksums', 'fsync', 'listen_addresses', 'ssl', 'server_encoding', 'TimeZone', 'log_statement')
       order by name collate "C"`,
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      TimeZone: 'UTC',
      data_checksums: 'on',
      fsync: 'on',
      listen_addresses: isUnix ? '' : '127.0.0.1',
      log_statement: 'none',
      server_encoding: 'UTF8',
      ssl: 'off',
    });
    const order = await database.owner.query(
      `select string_agg(w, '' order by w) as sorted from unnest('{b,A,é,a,Z}'::text[]) w`,
    );
    expect(order.rows).toEqual([{ sorted: 'AZabé' }]);
  });

  it('lets a second owner not in, and says who has it; a command may join it', async () => {
    const database = await open(at('life'));
    const root = await rootOf(database);
    await expect(openDatabase(at('life'))).rejects.toMatchObject({
      code: 'store-owned',
      message: expect.stringContaining(`process ${process.pid}) has had the database in ${root} open since 2`),
    });
    const other = await otherVigie(at('life'));
    expect(other.said()).toMatch(/^store-owned /);
    const joined = await open({ ...at('life'), whenOwned: 'join' });
    expect((await joined.work.query('select current_user as role')).rows).toEqual([{ role: 'vigie_work' }]);
    await joined.close();
    expect((await database.app.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('clears away what a killed start left half made', async () => {
    const database = await open(at('half'));
    const root = await rootOf(database);
    await database.close();
    rmSync(join(root, 'cluster'), { recursive: true });
    mkdirSync(join(root, 'cluster.making-0123', 'base'), { recursive: true });
    writeFileSync(join(root, 'cluster.making-0123-word'), 'x');
    writeFileSync(join(root, 'passwords.json.0123.unfinished'), '{');
    await open(at('half'));
    expect(readdirSync(root).filter((name) => /making|unfinished/.test(name))).toEqual([]);
    expect(existsSync(join(root, 'cluster', 'PG_VERSION'))).toBe(true);
  });

  it('refuses a database of another version, and one without its passwords', async () => {
    const database = await open(at('versions'));
    const root = await rootOf(database);
    await database.close();
    writeFileSync(join(root, 'cluster', 'PG_VERSION'), '17\n');
    await expect(openDatabase(at('versions'))).rejects.toMatchObject({
      code: 'store-other-major',
      message: expect.stringMatching(/PostgreSQL 17, .* version 18, .*[Ee]xport it .* import it/),
    });
    writeFileSync(join(root, 'cluster', 'PG_VERSION'), '18\n');
    const kept = readFileSync(join(root, 'passwords.json'), 'utf8');
    rmSync(join(root, 'passwords.json'));
    await expect(openDatabase(at('versions'))).rejects.toMatchObject({ code: 'store-passwords-lost' });
    writeFileSync(join(root, 'passwords.json'), kept.replaceAll(/:"./g, ':"!'), { mode: 0o600 });
    await expect(openDatabase(at('versions'))).rejects.toMatchObject({ code: 'store-start' });
    expect(readdirSync(root)).not.toContain('owner.json');
  });

  it('says why the server does not start', async () => {
    const database = await open(at('broken'));
    const root = await rootOf(database);
    await database.close();
    rmSync(join(root, 'cluster', 'global', 'pg_control'));
    await expect(openDatabase(at('broken'))).rejects.toMatchObject({
      code: 'store-start',
      message: expect.stringMatching(/did not start in .*pg_control.*logs lie in/s),
    });
    expect(existsSync(join(root, 'owner.json'))).toBe(false);
  });

  it('shows its passwords to no other program and in no log', async () => {
    const database = await open(at('life'));
    const root = await rootOf(database);
    await expect(database.app.query("select 'a private word'::int")).rejects.toThrow();
    await expect(database.administer((client) => client.query('select 1'), 'nowhere')).rejects.toMatchObject({
      code: 'store-no-database',
    });
    const seen = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .flatMap((pid) => ['cmdline', 'environ'].map((file) => readIfAllowed(`/proc/${pid}/${file}`)));
    const logs = readdirSync(join(root, 'logs')).map((name) => readFileSync(join(root, 'logs', name), 'utf8'));
    expect(seen.join('\n')).toContain(join(root, 'cluster'));
    for (const word of wordsOf(root)) expect([...seen, ...logs].join('\n')).not.toContain(word);
    expect(logs.join('\n')).not.toContain('a private word');
    expect(statSync(join(root, 'passwords.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(root, 'cluster')).mode & 0o777).toBe(0o700);
    expect(statSync(join(root, 'socket')).mode & 0o777).toBe(0o700);
  });

  it.runIf(isRoot && isOpenToAll(ROOT))('works for an ordinary user', async () => {
    const nobody = machine.accounts.find(({ name }) => name === 'nobody');
    if (!nobody) return;
    const home = join(folder, 'nobody');
    mkdirSync(home);
    chownSync(home, nobody.uid, nobody.gid);
    const { child, said } = await otherVigie({ dataFolder: join(home, 'desk') }, { uid: nobody.uid, gid: nobody.gid });
    expect(said()).toMatch(/^{/);
    const status = JSON.parse(said()) as Record<string, unknown>;
    expect(status).toMatchObject({ dataFolder: join(home, 'desk'), isOwner: true });
    expect(status).not.toHaveProperty('runsAs');
    expect(statSync(join(home, 'desk')).mode & 0o777).toBe(0o700);
    child.stdin.write('stop');
    await once(child, 'exit');
    expect(readdirSync(join(home, 'desk'))).not.toContain('owner.json');
    expect(readdirSync(join(home, 'desk', 'cluster'))).not.toContain('postmaster.pid');
  });
});

describe.runIf(isUnix)('after kill -9', () => {
  it('of the server, it is started again and has what was committed', async () => {
    const warnings: string[] = [];
    const database = await open({ ...at('killed'), warn: (sentence) => warnings.push(sentence) });
    const root = await rootOf(database);
    await database.owner.query("create table kept as select 'committed' as line");
    const pid = serverPid(root);
    process.kill(pid, 'SIGKILL');
    await until(async () => serverPid(root) !== pid && (await answers(database)));
    expect((await database.owner.query('select line from kept')).rows).toEqual([{ line: 'committed' }]);
    expect(warnings.join(' ')).toContain('started again');
    expect(warnings.join(' ')).not.toMatch(new RegExp(wordsOf(root).join('|')));
  });

  it('of the Vigie, the next one stops the server that was left and has what was committed', async () => {
    const other = await otherVigie(at('left'));
    const root = String((JSON.parse(other.said()) as { dataFolder: string }).dataFolder);
    const left = serverPid(root);
    other.child.kill('SIGKILL');
    await once(other.child, 'exit');
    expect(isServerOf(left, join(root, 'cluster'))).toBe(true);
    const database = await open(at('left'));
    expect(serverPid(root)).not.toBe(left);
    expect(isServerOf(left, join(root, 'cluster'))).toBe(false);
    expect((await database.owner.query('select line from kept')).rows).toEqual([{ line: 'committed' }]);
  });

  it('of both at once, the next one starts all the same', async () => {
    const other = await otherVigie(at('both'));
    const root = String((JSON.parse(other.said()) as { dataFolder: string }).dataFolder);
    const killed = serverPid(root);
    process.kill(killed, 'SIGKILL');
    other.child.kill('SIGKILL');
    await once(other.child, 'exit');
    const database = await open(at('both'));
    expect((await database.owner.query('select line from kept')).rows).toEqual([{ line: 'committed' }]);
  });

  it('a record of the server whose number another program has got does not stand in the way', async () => {
    const database = await open(at('stale'));
    const root = await rootOf(database);
    const record = join(root, 'cluster', 'postmaster.pid');
    const text = readFileSync(record, 'utf8');
    await database.close();
    const { pid } = spawnSleeper();
    writeFileSync(record, text.replace(/^\d+/, String(pid)));
    const again = await open(at('stale'));
    expect((await again.app.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(runs(pid)).toBe(true);
  });

  it('a server that ends over and over is not started for ever', async () => {
    const warnings: string[] = [];
    const database = await open({ ...at('killed'), warn: (sentence) => warnings.push(sentence) });
    const root = await rootOf(database);
    const isGivenUp = (): boolean => warnings.some((sentence) => sentence.includes('is not started again'));
    for (let count = 0; count < 6 && !isGivenUp(); count++) {
      const pid = serverPid(root);
      process.kill(pid, 'SIGKILL');
      await until(async () => isGivenUp() || (serverPid(root) !== pid && (await answers(database))));
    }
    expect(isGivenUp()).toBe(true);
    await database.close();
    expect(readdirSync(root)).not.toContain('owner.json');
  }, 90_000);
});

async function answers(database: Database): Promise<boolean> {
  try {
    await database.administer((client) => client.query('select 1'));
    return true;
  } catch {
    return false;
  }
}

function spawnSleeper(): { pid: number } {
  const { pid } = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
  children.push(pid!);
  return { pid: pid! };
}

function readIfAllowed(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
