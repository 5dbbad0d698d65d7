import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

/** Milliseconds between two looks at whether what was lent is given back. */
const LOOK = 2;

type Listener = (...told: unknown[]) => void;

/**
 * Lends a pool whose connections outlive the loan: a new one takes 8 ms of the processors, and then has to learn about the tables.
 * Once it is ended, whoever still has it gets nothing by it any more, and no listener of theirs stays.
 */
export function lendPool(pool: pg.Pool): pg.Pool {
  const listening: [event: string, listener: Listener][] = [];
  let ended: Promise<void> | undefined;
  const whileLent =
    (method: 'connect' | 'query') =>
    async (...given: unknown[]): Promise<unknown> => {
      if (ended) throw new Error('Cannot use a pool after calling end on the pool');
      return (pool[method] as (...all: unknown[]) => unknown)(...given);
    };
  const own: Record<PropertyKey, unknown> = {
    connect: whileLent('connect'),
    query: whileLent('query'),
    on(event: string, listener: Listener) {
      listening.push([event, listener]);
      pool.on(event as 'error', listener);
      return lent;
    },
    end() {
      ended ??= allGivenBack(pool).then(() => {
        for (const [event, listener] of listening) pool.off(event as 'error', listener);
      });
      return ended;
    },
  };
  const lent: pg.Pool = new Proxy(pool, {
    get(target, name) {
      if (name === 'ended' || name === 'ending') return ended !== undefined;
      if (name in own) return own[name];
      const found: unknown = Reflect.get(target, name);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
  return lent;
}

async function allGivenBack(pool: pg.Pool): Promise<void> {
  while (pool.waitingCount > 0 || pool.idleCount < pool.totalCount) await pause(LOOK);
}
