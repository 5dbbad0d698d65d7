import { describe, expect, it } from 'vitest';
import { Refused, UNREACHABLE } from '../wire/ask.ts';
import { handOver } from './hand-over-filters.ts';

const MINE = { name: 'Mine', search: { mine: 'yes' } };
const STORY = { name: 'By story', search: { by: 'story' } };

/** What of a stored text is handed over, and what is in the browser afterwards. */
async function handed(
  text: string | null,
  there: readonly string[] = [],
  refused: readonly string[] = [],
  status = 409,
) {
  const store = new Map(text === null ? [] : [['vigie.filters.me', text]]);
  const kept: unknown[] = [];
  const isAny = await handOver('me', {
    store: {
      getItem: (key) => store.get(key) ?? null,
      setItem: (key, value) => void store.set(key, value),
      removeItem: (key) => void store.delete(key),
    },
    there: there.map((name) => ({ name })),
    async keep(filter) {
      if (refused.includes(filter.name)) throw new Refused({ ...UNREACHABLE, status });
      kept.push(filter);
    },
  });
  return { kept, isAny, left: store.size };
}

describe('handing filters over', () => {
  it('gives the desk what the browser kept, once', async () => {
    expect(await handed(JSON.stringify([MINE, STORY]))).toEqual({ kept: [MINE, STORY], isAny: true, left: 0 });
    expect(await handed(null)).toEqual({ kept: [], isAny: false, left: 0 });
  });

  it('does not write over what the desk keeps under the name', async () => {
    expect((await handed(JSON.stringify([MINE, STORY]), ['Mine'])).kept).toEqual([STORY]);
  });

  it('stays in the browser where the desk was not reached', async () => {
    const { kept, left } = await handed(JSON.stringify([MINE, STORY]), [], ['Mine'], 0);
    expect([kept, left]).toEqual([[STORY], 1]);
  });

  it.each([401, 403, 408, 429, 500, 502, 503])(
    'stays where the desk could not take it, by status %i',
    async (status) => {
      expect((await handed(JSON.stringify([MINE, STORY]), [], ['Mine'], status)).left).toBe(1);
    },
  );

  it.each([400, 409, 413, 422])('is forgotten where it is none that the desk takes, by status %i', async (status) => {
    expect((await handed(JSON.stringify([MINE, STORY]), [], ['Mine'], status)).left).toBe(0);
  });

  it('goes on after one that is refused, and leaves the hit that was open', async () => {
    const open = { name: ' Open ', search: { mine: 'yes', hit: 'x' } };
    const { kept, left } = await handed(JSON.stringify([MINE, open]), [], ['Mine']);
    expect(kept).toEqual([{ name: 'Open', search: { mine: 'yes' } }]);
    expect(left).toBe(0);
  });

  it.each(['', '{', 'null', '{"name":"x"}', '[1, null, {"name":1,"search":{}}, {"name":"x","search":{"a":1}}]'])(
    'gives nothing of %s',
    async (text) => {
      expect(await handed(text)).toEqual({ kept: [], isAny: false, left: 0 });
    },
  );
});
