import type { AnyScheme } from '../markings/scheme-set.ts';

interface LeavesLists {
  resolve(mark: unknown, banner: unknown): unknown;
}

/**
 * Returns a mark with the lists that it leaves to the banner line (rule G5), where the scheme knows such marks; itself
 * where there is no banner or nothing was left to it.
 */
export function withBannerLists(scheme: AnyScheme, mark: unknown, banner: unknown): unknown {
  if (banner === undefined || !('resolve' in scheme)) return mark;
  return (scheme as AnyScheme & LeavesLists).resolve(mark, banner);
}
