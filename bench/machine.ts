import { cpus, totalmem } from 'node:os';

/** The day and the machine, which stand beside everything that is measured. */
export function dayAndMachine() {
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memory_gb: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
  };
}
