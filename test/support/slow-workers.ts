import { availableParallelism } from 'node:os';

/** How many slow test files run at once: as many as there are processors, which is what they wait for most. */
export const SLOW_WORKERS = availableParallelism();
