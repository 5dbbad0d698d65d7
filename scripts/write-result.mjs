import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** Writes what a long run came to into bench/results/, by its name and the day, with the machine that it ran on. */
export function writeResult(name, result) {
  const date = new Date().toISOString().slice(0, 10);
  const machine = {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(`bench/results/${name}-${date}.json`, `${JSON.stringify({ date, ...result, machine }, null, 2)}\n`);
}
