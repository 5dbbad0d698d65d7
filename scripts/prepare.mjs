// Makes a clone ready to run: installs the locked dependencies and builds dist/, each only when needed.
// Runs before `npm start`, `npm test` and `npm run check`, with nothing installed, so it uses Node alone.
// All its words go to standard error; it is silent when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installStamp = join(root, 'node_modules', '.vigie-lock-hash');
const buildStamp = join(root, 'dist', '.build-hash');

checkNode();
if (!isInstalled() || !isBuilt()) {
  lock();
  // Asked again: another run may have done the work while this one waited for the lock.
  if (!isInstalled()) install();
  if (!isBuilt()) build();
}

function checkNode() {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node;
  const [major, minor] = versionOf(wanted);
  const [ownMajor, ownMinor] = versionOf(process.versions.node);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  say(`needs Node ${major}.${minor} or newer; this is ${process.versions.node} (${process.execPath})`);
  process.exit(1);
}

function versionOf(text) {
  return (text.match(/\d+/g) ?? []).slice(0, 2).map(Number);
}

function isInstalled() {
  const wanted = lockHash();
  if (read(installStamp) === wanted) return true;
  if (!isSameAsInstalled()) return false;
  writeFileSync(installStamp, wanted);
  return true;
}

/** True where `npm install` has already put in what the lock file asks for, as npm itself recorded it. */
function isSameAsInstalled() {
  const record = read(join(root, 'node_modules', '.package-lock.json'));
  if (!record) return false;
  const installed = JSON.parse(record).packages;
  const { '': _self, ...wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return (
    Object.entries(wanted).every(([path, { version, optional }]) =>
      path in installed ? installed[path].version === version : optional,
    ) && Object.keys(installed).every((path) => path in wanted)
  );
}

function install() {
  say('installing dependencies (npm ci)');
  npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(installStamp, lockHash());
}

function isBuilt() {
  return read(buildStamp) === sourceHash();
}

function build() {
  say('building');
  const hash = sourceHash();
  // Without the old files, so that a deleted source leaves nothing behind; without the stamp, so that a broken build is seen.
  rmSync(join(root, 'dist'), { recursive: true, force: true, maxRetries: 3 });
  npm(['run', '--silent', 'build']);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(buildStamp, hash);
}

/** Hashes the lock file and the kind of machine: native packages differ from one to the next. */
function lockHash() {
  const text = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(`${process.platform} ${process.arch}\n`).update(text).digest('hex');
}

/** Hashes the names and contents of all that the build reads. Contents, since a checkout sets times as it likes. */
function sourceHash() {
  const hash = createHash('sha256').update(lockHash());
  for (const path of [
    'tsconfig.json',
    'tsconfig.build.json',
    'vite.config.ts',
    'scripts/copy-migrations.mjs',
    'scripts/compress-pages.mjs',
    ...sources('src'),
    ...sources('bench'),
  ]) {
    const bytes = readFileSync(join(root, path));
    hash.update(`\n${path.split(sep).join('/')} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

function sources(folder) {
  if (statSync(join(root, folder), { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .filter((path) => /\.(ts|tsx|mts|cts|json|sql|css|html|svg)$/.test(path) && !path.endsWith('.test.ts'))
    .map((path) => join(folder, path))
    .sort();
}

/** Runs the npm that runs this script, else the one on the path; ends with its exit code where it fails. */
function npm(args) {
  const { npm_execpath: cli, ...rest } = process.env;
  const env = Object.fromEntries(Object.entries(rest).filter(([name]) => !isMisleading(name)));
  // What npm says on standard output goes to standard error too: the standard output belongs to the program.
  const options = { cwd: root, env, stdio: ['ignore', 2, 2] };
  const result = cli?.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (result.status === 0) return;
  const reason = result.error?.message ?? result.signal ?? `exit code ${result.status}`;
  say(`npm ${args.filter((word) => !word.startsWith('-')).join(' ')} failed (${reason})`);
  process.exit(result.status ?? 1);
}

/** Options of the outer npm that would make the inner one install elsewhere, less, or nothing. */
function isMisleading(name) {
  return /^npm_config_(dry_run|global|location|omit|include|only|production|workspaces?|package_lock(_only)?)$/i.test(
    name,
  );
}

/** Takes the lock for the rest of this process, waiting for another run in the same checkout. */
function lock() {
  const key = createHash('sha256').update(root).digest('hex').slice(0, 16);
  // Outside the repository: npm ci empties node_modules and the build empties dist.
  const folder = join(tmpdir(), `vigie-prepare-${process.getuid?.() ?? ''}-${key}`);
  for (let told = false; !tryLock(folder); pause(100)) {
    if (isStale(folder)) rmSync(folder, { recursive: true, force: true });
    else if (!told) say(`waiting for another run of scripts/prepare.mjs (lock: ${folder})`);
    told = true;
  }
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}

function tryLock(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(folder, 'pid'), String(process.pid));
  return true;
}

/** A lock is stale when its owner is gone, or never wrote down who it is. */
function isStale(folder) {
  const pid = Number(read(join(folder, 'pid')));
  if (!pid) return Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 5000;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function say(words) {
  process.stderr.write(`vigie: ${words}\n`);
}
