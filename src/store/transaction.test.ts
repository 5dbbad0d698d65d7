import type pg from 'pg';
import { expect, it } from 'vitest';
import { inSession } from './transaction.ts';

/** Nothing comes to a connection. */
const pool = { connect: () => expect.unreachable() } as unknown as pg.Pool;
const session = { actorId: '00000000-0000-4000-8000-000000000000', clearanceId: '7', now: 0 };

it.each([
  ['a quotation mark', "7', true), set_config('vigie.clearance', '1"],
  ['a backslash', '7\\'],
  ['a line feed', '7\n'],
  ['a semicolon', '7;'],
])('a session does not begin with %s in what it is stated by', async (_, text) => {
  const work = () => expect.unreachable();
  await expect(inSession(pool, { ...session, clearanceId: text }, work)).rejects.toThrow(/than an id: clearance/);
  await expect(inSession(pool, { ...session, actorId: text }, work)).rejects.toThrow(/than an id: actor/);
});
