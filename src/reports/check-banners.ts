import type { Requirement } from '../markings/requirement.ts';
import type { AnyScheme } from '../markings/scheme-set.ts';
import type { ReportFinding } from './report.ts';

interface PrintedBanner {
  readonly mark: unknown;
  readonly line: number;
}

/**
 * Compares the printed banners with what the portions come to. A banner that asks more was raised by a person, since
 * the parts together tell more than each (rule P7): then no part of it can be given away by their own marks.
 */
export function checkBanners(
  scheme: AnyScheme,
  marks: readonly unknown[],
  banners: readonly PrintedBanner[],
): ReportFinding[] {
  if (marks.length === 0) return [];
  const { state } = scheme.rollUp(marks);
  const computed = scheme.print(scheme.render(state), 'banner');
  return banners.flatMap(({ mark, line }): ReportFinding[] => {
    if (mark === undefined) return [];
    const printed = scheme.print(mark, 'banner');
    if (printed === computed) return [];
    const place = { line, column: 1 };
    const raised = scheme.join(state, scheme.stateOf(mark));
    if (['release', 'display'].some((action) => asked(scheme, raised, action) !== asked(scheme, state, action))) {
      const message = `The banner ${printed} asks more than the portions, which come to ${computed}; mark the portions so, or put the banner right, before the report is cut.`;
      return [{ code: 'report-banner-above', severity: 'error', message, ...place }];
    }
    const message = `The portions come to ${computed}, and the banner says ${printed}.`;
    return [{ code: 'report-banner-differs', severity: 'warning', message, ...place }];
  });
}

/** What a state asks, in a text that is the same where the same is asked. */
function asked(scheme: AnyScheme, state: unknown, action: string): string {
  const { clauses, notBefore }: Requirement = scheme.requirement(state, action === 'release' ? 'release' : 'display');
  const texts = clauses.map(({ anyOf, reason, until }) => JSON.stringify([reason, [...anyOf].sort(), until ?? null]));
  return JSON.stringify([[...new Set(texts)].sort(), notBefore ?? null]);
}
