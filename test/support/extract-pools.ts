import { afterEach } from 'vitest';
import { ExtractPool, type ExtractPoolOptions } from '../../src/threads/extract-pool.ts';

/** Returns what makes the pools of a test file; each is closed behind its test. */
export function extractPools(): (options: ExtractPoolOptions) => ExtractPool {
  const pools: ExtractPool[] = [];
  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.close()));
  });
  return (options) => {
    const pool = new ExtractPool(options);
    pools.push(pool);
    return pool;
  };
}
