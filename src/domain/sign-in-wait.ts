/**
 * What failures are counted by: one account from one client address, one address with whatever names, one account from
 * addresses from which nobody has signed in to it.
 */
export type CountedBy = 'pair' | 'client' | 'account';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * How many failures are free, how long the first wait is, and what it doubles up to. No wait is long, so that nobody is
 * locked out for long by somebody else's trying: 15 minutes at the address that tries, one minute elsewhere.
 */
const RULES = {
  pair: { free: 5, first: 30 * SECOND, longest: 15 * MINUTE },
  client: { free: 50, first: 30 * SECOND, longest: 15 * MINUTE },
  account: { free: 100, first: MINUTE, longest: MINUTE },
} as const satisfies Readonly<Record<CountedBy, unknown>>;

/** After so long without any, earlier failures count no more. */
export const FAILURES_FORGOTTEN_AFTER = 24 * 60 * MINUTE;

/** Returns how long nothing is tried after the last of so many failures, in milliseconds. */
export function waitAfter(by: CountedBy, failures: number): number {
  const { free, first, longest } = RULES[by];
  if (failures < free) return 0;
  return Math.min(longest, first * 2 ** Math.min(failures - free, 20));
}
