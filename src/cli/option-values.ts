import { InvalidArgumentError } from 'commander';

/** Which account a command acts as. */
export const AS = '--as <name>';
export const AS_HELP = 'account that acts, by name or id; needed where several could';

/** Gathers what an option is given that may be repeated. */
export function repeat(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** By a pattern of its own: help is printed without loading anything else of the program. */
export function languageCode(value: string): string {
  if (!/^[a-z]{2}$/.test(value)) throw new InvalidArgumentError('A language is an ISO 639-1 code such as en or fr.');
  return value;
}

export function threadCount(value: string): number {
  if (!/^(?:[1-9]|[1-5]\d|6[0-4])$/.test(value)) throw new InvalidArgumentError('Give a number from 1 to 64.');
  return Number(value);
}

export function instant(value: string): number {
  const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;
  const time = shape.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('Give an instant with its zone, such as 2026-11-20T18:00Z.');
  return time;
}

export function portNumber(value: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535) throw new InvalidArgumentError('Give a port from 0 to 65535.');
  return port;
}

/** Where to listen. */
export interface ListenPlace {
  readonly host: string;
  readonly port: number;
}

/** Reads `HOST:PORT`, or a port of the loopback. */
export function listenPlace(value: string): ListenPlace {
  const [, host = '127.0.0.1', port = ''] = /^(?:(\[[\da-f:.]+\]|[^:]+):)?(\d{1,5})$/i.exec(value) ?? [];
  if (port !== '' && Number(port) <= 65_535) return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  throw new InvalidArgumentError('Give HOST:PORT or a port, such as 127.0.0.1:4280.');
}

export function dayCount(value: string): number {
  if (!/^[1-9]\d{0,2}$/.test(value) || Number(value) > 366)
    throw new InvalidArgumentError('Give a number from 1 to 366.');
  return Number(value);
}

/** Reads a list that is separated by commas. */
export function list(value: string): readonly string[] {
  return value.split(',').map((one) => one.trim());
}
