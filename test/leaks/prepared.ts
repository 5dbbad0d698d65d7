import type pg from 'pg';
import type { TestStore } from '../support/store.ts';

type Query = (text: string, values: readonly unknown[], ...rest: unknown[]) => unknown;

const names = new Map<string, string>();
const prepared = new WeakSet<pg.PoolClient>();

/** Has every statement with values prepared, once for each connection: plays ask the same thousands of times. */
export function prepareStatements({ database: { owner, app, work } }: TestStore): void {
  for (const pool of [owner, app, work]) pool.on('acquire', prepare);
}

function prepare(client: pg.PoolClient): void {
  if (prepared.has(client)) return;
  prepared.add(client);
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const named: Query = (text, values, ...rest) =>
    typeof text === 'string' && Array.isArray(values)
      ? query({ name: nameOf(text), text, values }, ...rest)
      : query(text, values, ...rest);
  Object.assign(client, { query: named });
}

function nameOf(text: string): string {
  const known = names.get(text) ?? `play ${names.size}`;
  names.set(text, known);
  return known;
}
