// What the pages share with the desk of a report as it is written and as it is read: types and tables, and no checks.
export type {
  Copy,
  CopyAnswer,
  CopyInline,
  CopyPortion,
  CopyRow,
  CopySource,
} from '../domain/copy.ts';
export { COPY_WORDS, type CopyWords, gradeInWords, LIKELIHOOD_RANGES } from '../domain/copy-words.ts';
export { type PortionPlace, placePortions } from '../domain/place-portions.ts';
export {
  type Answer,
  type Citation,
  CONFIDENCES,
  type Confidence,
  type Inline,
  inlinesOf,
  LIKELIHOODS,
  type Likelihood,
  marksOf,
  PORTION_KINDS,
  type PortionKind,
  type RaisedBanner,
  REPORT_LANGUAGES,
  REPORT_STATUSES,
  type ReportLanguage,
  type ReportPortion,
  type ReportRow,
  type ReportStatus,
  type WrittenReport,
} from '../domain/report.ts';
export type { Reliability } from '../domain/source.ts';
export type { StatedMarking } from '../domain/stated-marking.ts';
