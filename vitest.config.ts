import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { HeavyFirst } from './test/support/heavy-first.ts';
import { memoryFolder } from './test/support/memory-folder.ts';
import { SLOW_WORKERS } from './test/support/slow-workers.ts';

const SLOW = '**/*.slow.test.ts';
const inMemory = memoryFolder();
const env = inMemory === undefined ? {} : { TMPDIR: inMemory };

export default defineConfig({
  test: {
    sequence: { sequencer: HeavyFirst },
    projects: [
      {
        test: {
          name: 'quick',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [SLOW],
          testTimeout: 30_000,
          env,
          // Nothing here leaves anything behind in a module, so that each worker loads each module once. Half of the time
          // went into starting a process for every file, and into loading the same modules there.
          isolate: false,
          // Vitest keeps one processor for itself, which on two is half of the machine.
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'slow',
          include: [`src/${SLOW}`, `test/${SLOW}`],
          testTimeout: 60_000,
          hookTimeout: 30_000,
          env,
          // What is waited for comes when the machine comes to it.
          expect: { poll: { timeout: 15_000 } },
          globalSetup: 'test/support/programs.ts',
          isolate: false,
          maxWorkers: SLOW_WORKERS,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
