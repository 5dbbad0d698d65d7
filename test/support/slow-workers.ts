import { availableParallelism } from 'node:os';

/** How many slow test files run at once: one more than there are processors, since they wait for others much of their time. */
export const SLOW_WORKERS = availableParallelism() + 1;
