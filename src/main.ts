#!/usr/bin/env node
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ListenForMachines, ListenForPeople } from './cli/desk-work.ts';
import { run } from './cli/program.ts';
import type { Terminal } from './cli/terminal.ts';

// `vigie match … | head` closes the pipe while there is more to write: that is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

const terminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  isInteractive: process.stdout.isTTY === true,
  showsProgress: process.stderr.isTTY === true,
  hasColour: process.stdout.isTTY === true && process.stdout.hasColors(),
  errorHasColour: process.stderr.isTTY === true && process.stderr.hasColors(),
  // Some terminals say 0 for what they do not know.
  width: process.stdout.columns || 100,
};

try {
  const settings = async () => (await import('./config/settings.ts')).readSettings();
  const work = async () => (await import('./pipeline/desk-work.ts')).deskWork;
  const listen: ListenForMachines = async (port, health) =>
    (await import('./api/machine-status.ts')).listenForMachines(port, health, Date.now);
  const letIn = async (): Promise<ListenForPeople> => {
    const { listenForPeople } = await import('./api/listen.ts');
    const pages = join(dirname(fileURLToPath(import.meta.url)), '..', 'web');
    return (place, serving) => listenForPeople(place, { ...serving, pages });
  };
  process.exitCode = await run(process.argv.slice(2), terminal, process.stdin, { settings, work, listen, letIn });
} catch (error) {
  const trace = error instanceof Error ? error.stack : String(error);
  terminal.error(`vigie: This is a fault of the program, not of what it was given; please report it.\n${trace}\n`);
  process.exitCode = 2;
}
