import { AS_BANNER, type CapcoMark } from './mark.ts';

/** Returns the mark with the lists that it leaves to the banner line (rule G5); itself where it leaves none. */
export function resolveAsBanner(mark: CapcoMark, banner: CapcoMark): CapcoMark {
  if (mark.relTo !== AS_BANNER && mark.owners !== AS_BANNER) return mark;
  return {
    ...mark,
    relTo: mark.relTo === AS_BANNER ? (banner.relTo ?? AS_BANNER) : mark.relTo,
    owners: mark.owners === AS_BANNER && banner.kind === mark.kind ? banner.owners : mark.owners,
  };
}
