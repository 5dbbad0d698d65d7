import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardSchemes as schemes } from '../src/markings/standard-schemes.ts';
import { checkReport } from '../src/reports/check-report.ts';
import { copyFor } from '../src/reports/copy-for.ts';
import { wholeCopy } from '../src/web/report/whole-copy.ts';
import { liveBanner } from '../src/web/report-editor/live-banner.ts';
import { bodyOf, documentOf } from '../src/web/report-editor/report-document.ts';
import type { WholeReport } from '../src/web/wire/shapes.ts';
import { arbitraryReport, REPORT_MARKS, REPORT_READERS } from './support/arbitrary-reports.ts';
import { propertyRuns } from './support/property-runs.ts';

const raised = fc.option(
  fc.record({ marking: fc.constantFrom(...REPORT_MARKS, 'nonsense'), reason: fc.constantFrom('', 'Together.') }),
  { nil: undefined },
);

describe('what the pages say of a report', () => {
  it('is the banner that the desk comes to, with the same reasons', () => {
    fc.assert(
      fc.property(arbitraryReport, raised, (whole, above) => {
        const report = { ...whole.report, raised: above };
        const { banner, reasons, findings } = checkReport({ ...whole, report }, schemes);
        const live = liveBanner(report)!;
        expect(live.banner).toBe(banner);
        expect(reasons.slice(0, live.reasons.length)).toEqual(live.reasons);
        const complaints = findings.filter(({ code }) => code.startsWith('marking-raise') || code.includes('raised'));
        expect(live.complaint?.code).toBe(complaints[0]?.code);
      }),
      { numRuns: propertyRuns(200) },
    );
  });

  it('shows the whole as the copy for a reader who may have all of it', () => {
    const [all] = REPORT_READERS;
    fc.assert(
      fc.property(arbitraryReport, (whole) => {
        const outcome = copyFor(whole, { schemes, reader: all!, now: 0 });
        const kept = checkReport(whole, schemes);
        const shown = wholeCopy({
          ...kept,
          report: whole.report,
          sources: [],
          questions: [],
        } as unknown as WholeReport);
        // What stands under nothing, and tables without rows, copies leave out; the whole is whole.
        if (outcome.kind !== 'copy' || outcome.copy.portions.length !== shown.portions.length) return;
        const places = (portions: typeof shown.portions) => portions.map((one) => ({ ...one, answers: [] }));
        expect(places(shown.portions)).toEqual(places(outcome.copy.portions));
        // A report that cites above its marks is not released; the banner of a copy would be above its sources too.
        if (!kept.findings.some(({ code }) => code === 'report-cites-above')) {
          expect(shown.banner).toBe(outcome.copy.banner);
        }
      }),
      { numRuns: propertyRuns(200) },
    );
  });

  it('is written as it was read', () => {
    fc.assert(
      fc.property(arbitraryReport, ({ report: { portions, answers } }) => {
        const one = answers.filter(
          ({ portionId }, at) => answers.findIndex((other) => other.portionId === portionId) === at,
        );
        const body = bodyOf(documentOf({ portions, answers: one }));
        const said = portions.filter(({ kind, content }) => kind === 'table' || content.length > 0);
        expect(body.portions).toEqual(said);
      }),
      { numRuns: propertyRuns(100) },
    );
  });
});
