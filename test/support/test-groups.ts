import { availableParallelism } from 'node:os';
import { memoryFolder } from './memory-folder.ts';

const SLOW_FILES = '*.slow.test.ts';
const inMemory = memoryFolder();

/** What holds for all tests. */
const SHARED = {
  env: inMemory === undefined ? {} : { TMPDIR: inMemory },
  // Nothing here leaves anything behind in a module, so that each worker loads each module once. Half of the time
  // went into starting a process for every file, and into loading the same modules there.
  isolate: false,
};

/** What asks for nothing but a processor, for a moment. */
export const QUICK = {
  ...SHARED,
  name: 'quick',
  include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
  exclude: [`**/${SLOW_FILES}`],
  testTimeout: 30_000,
  maxWorkers: availableParallelism(),
};

/** What asks for databases, browsers and other programs. */
export const SLOW = {
  ...SHARED,
  name: 'slow',
  include: [`src/**/${SLOW_FILES}`, `test/**/${SLOW_FILES}`],
  testTimeout: 60_000,
  hookTimeout: 30_000,
  // What is waited for comes when the machine comes to it.
  expect: { poll: { timeout: 15_000 } },
  globalSetup: 'test/support/programs.ts',
  // One more than there are processors, since a slow test waits for other programs a good part of its time.
  maxWorkers: availableParallelism() + 1,
};

/** Both by the same workers: apart, each would load the same modules, and the first would end before the second begins. */
export const ALL = { ...SLOW, name: 'all', include: QUICK.include };
