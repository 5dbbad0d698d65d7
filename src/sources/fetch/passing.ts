/**
 * Codes of failures that pass by themselves: what was asked for may be had another time. That a host asks to be left alone
 * (`fetch-retry-later`) is not among them, since each reader has its own answer to it.
 */
export const PASSING: ReadonlySet<string> = new Set([
  ...['fetch-unknown-host', 'fetch-connection', 'fetch-certificate', 'fetch-too-slow', 'fetch-bad-answer'],
  ...['fetch-server-error', 'fetch-robots-unreachable'],
]);
