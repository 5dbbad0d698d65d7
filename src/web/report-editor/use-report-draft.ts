import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { Citation, WrittenReport } from '../../schema/report-text.ts';
import { Refused, write } from '../wire/ask.ts';
import type { CheckedReport, ReportPlace, WholeReport } from '../wire/shapes.ts';
import { Autosave } from './autosave.ts';
import type { ReportBody } from './report-document.ts';
import { fieldsOf, type ReportFields, writtenFrom } from './written-draft.ts';

/** Where a report stands at the desk: what is written goes over that and nothing else. */
export type WrittenOver = Pick<ReportPlace, 'version' | 'status' | 'changedAt'>;

function meaningOf(error: Error): 'conflict' | 'again' | 'refused' {
  if (!(error instanceof Refused)) return 'refused';
  const { code, status } = error.problem;
  if (code === 'report-moved') return 'conflict';
  return status === 0 || status === 429 || status >= 500 ? 'again' : 'refused';
}

/** A report while it is written: its parts, what of it is kept, and what the desk said to it. */
export function useReportDraft(whole: WholeReport) {
  const queries = useQueryClient();
  const [fields, setFields] = useState(() => fieldsOf(whole.report));
  const [body, setBody] = useState<ReportBody>(() => whole.report);
  const [citations, setCitations] = useState<ReadonlyMap<string, Citation>>(
    () => new Map(whole.report.citations.map((citation) => [citation.id, citation])),
  );
  const { said, check } = useChecks(whole);
  const [, tell] = useReducer((times: number) => times + 1, 0);
  const written = useMemo(() => writtenFrom({ fields, body, citations }), [fields, body, citations]);
  const [autosave] = useState(
    () =>
      new Autosave<WrittenReport, WrittenOver>({
        kept: writtenFrom({ fields: fieldsOf(whole.report), body: whole.report, citations }),
        place: whole,
        async save(report, { version, changedAt }) {
          const place = await write<ReportPlace>('PUT', `/reports/${whole.id}`, { version, changedAt, report });
          void check(report);
          return place;
        },
        meaning: meaningOf,
        changed: tell,
      }),
  );
  useEffect(() => autosave.write(written), [autosave, written]);
  useEffect(
    () => () => {
      autosave.stop();
      for (const key of ['report', 'reports']) void queries.invalidateQueries({ queryKey: [key] });
    },
    [autosave, queries],
  );
  const change = useCallback(
    (changed: Partial<ReportFields>) => setFields((before) => ({ ...before, ...changed })),
    [],
  );
  const keepCitation = useCallback(
    (citation: Citation) => setCitations((before) => new Map(before).set(citation.id, citation)),
    [],
  );
  return { fields, body, citations, said, written, autosave, change, setBody, keepCitation };
}

/** What the desk says of the report as it was saved last. */
function useChecks(whole: WholeReport) {
  const [said, setSaid] = useState<CheckedReport>(whole);
  const asked = useRef(0);
  const check = useCallback(async (report: WrittenReport): Promise<void> => {
    asked.current += 1;
    const own = asked.current;
    // Where it says nothing, what it said before stands until the next time.
    const checked = await write<CheckedReport>('POST', '/reports/checks', report).catch(() => undefined);
    if (checked && own === asked.current) setSaid(checked);
  }, []);
  return { said, check };
}

export type ReportDraft = ReturnType<typeof useReportDraft>;
