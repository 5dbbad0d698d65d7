import type { WrittenReport } from '../domain/report.ts';
import type { Said } from '../errors.ts';
import { saidOf } from '../markings/finding.ts';
import type { AnyScheme, SchemeSet } from '../markings/scheme-set.ts';

/** The marks of a report, each read once. */
export interface ReportMarks {
  readonly scheme: AnyScheme;
  /** Returns the mark that a text is, with what it leaves to the banner line; nothing where it is none, or not valid. */
  markOf(text: string): unknown;
  /** What is wrong with a text that is no mark, in a sentence. */
  complaintOf(text: string): MarkComplaint;
}

/** Reads the marks of a report in its scheme; bare lists of release mean those of its handling. */
export function readMarks(schemes: SchemeSet, { handling }: Pick<WrittenReport, 'handling'>): ReportMarks {
  const scheme = schemes.scheme(handling.scheme);
  const whole = readEither(scheme, handling.marking).mark;
  const known = new Map<string, Read>();
  const read = (text: string): Read => {
    const before = known.get(text);
    if (before) return before;
    const reading = readOne(scheme, text);
    const resolved =
      reading.mark === undefined || whole === undefined ? reading.mark : scheme.resolve(reading.mark, whole);
    const made = { mark: resolved, complaint: reading.complaint };
    known.set(text, made);
    return made;
  };
  return { scheme, markOf: (text) => read(text).mark, complaintOf: (text) => read(text).complaint };
}

/** Why a text is no mark, and what the scheme says of it. */
export type MarkComplaint = Pick<Said, 'message' | 'reason'>;

interface Read {
  readonly mark: unknown;
  readonly complaint: MarkComplaint;
}

const NOTHING_WRONG: MarkComplaint = { message: '' };
const NO_MARK: MarkComplaint = { message: 'It carries no mark; unmarked is not unclassified.' };
const NO_MARKING: MarkComplaint = { message: 'This is no marking of the scheme of the report.' };

function readOne(scheme: AnyScheme, text: string): Read {
  if (text.trim() === '') return { mark: undefined, complaint: NO_MARK };
  const { mark, findings } = scheme.read(text, 'portion');
  const error = findings.find(({ severity }) => severity === 'error');
  if (mark !== undefined && !error) return { mark, complaint: NOTHING_WRONG };
  return { mark: undefined, complaint: error ? { message: error.message, reason: saidOf(error) } : NO_MARKING };
}

/** A marking of a whole: written as a portion mark, else as a banner. */
export function readEither(scheme: AnyScheme, text: string): Read {
  const asPortion = readOne(scheme, text);
  if (asPortion.mark !== undefined) return asPortion;
  const { mark, findings } = scheme.read(text, 'banner');
  const isValid = mark !== undefined && !findings.some(({ severity }) => severity === 'error');
  return isValid ? { mark, complaint: NOTHING_WRONG } : asPortion;
}
