import type { MarkingFinding } from '../markings/finding.ts';
import type { Form, Reading } from '../markings/scheme.ts';

export const FORMS = ['auto', 'portion', 'banner'] as const;
export type AskedForm = (typeof FORMS)[number];

/** What reads markings and writes them: a scheme, or one edition of its rules. */
export interface MarkReader {
  readonly id: string;
  read(text: string, form: Form): Reading<unknown>;
  print(mark: unknown, form: Form): string;
}

/** A marking as it was given, in the form that it was taken for. */
export interface ReadMarking extends Reading<unknown> {
  readonly form: Form;
  readonly isValid: boolean;
  /** Without parentheses; absent where the marking was not understood. */
  readonly canonical: string | undefined;
}

const ENCLOSED = /^[([](.*)[)\]]$/s;

/** Reads one marking, in or out of parentheses; the spans of its findings are those of `source`. */
export function readMarking(reader: MarkReader, source: string, asked: AskedForm = 'auto'): ReadMarking {
  const enclosed = ENCLOSED.exec(source);
  const text = enclosed?.[1] ?? source;
  const form = asked !== 'auto' ? asked : enclosed ? 'portion' : formOf(reader, text);
  // On a banner line parentheses are a mistake, and the scheme says so.
  const inner = enclosed && (form === 'portion' || reader.id === 'tlp') ? text : source;
  const by = inner === source ? 0 : 1;
  const { mark, findings: read } = reader.read(inner, form);
  const findings = read.map((finding) => shifted(finding, by));
  const isValid = mark !== undefined && !findings.some(({ severity }) => severity === 'error');
  const canonical = mark === undefined ? undefined : reader.print(mark, form);
  return { ...(mark === undefined ? {} : { mark }), findings, form, isValid, canonical };
}

function shifted(finding: MarkingFinding, by: number): MarkingFinding {
  const { start, end } = finding.span;
  return by === 0 ? finding : { ...finding, span: { start: start + by, end: end + by } };
}

/** A level that is spelled out begins a banner line; the short one a portion mark. */
function formOf(reader: MarkReader, text: string): Form {
  const longest = text.replace(/^\/\//, '').split('/')[0]!.trim();
  if (reader.id === 'tlp') return 'banner';
  const portion = reader.read(text, 'portion');
  if (portion.mark === undefined) return /^\p{L}{4}/u.test(longest) ? 'banner' : 'portion';
  const canonical = reader.print(portion.mark, 'banner');
  const level = (words: string): string => words.replace(/^\/\//, '').split('/')[0]!.toUpperCase();
  const short = level(reader.print(portion.mark, 'portion'));
  if (portion.findings.some(({ code }) => code === 'capco-level-form')) return 'banner';
  return level(canonical) !== short && level(text).trim() === level(canonical) ? 'banner' : 'portion';
}
