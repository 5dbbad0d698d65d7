import { type CleanText, cleanText } from '../../clean-text.ts';
import { isValid } from '../../finding.ts';
import type { Form, Reading } from '../../scheme.ts';
import { Draft } from '../us-capco/draft.ts';
import { cutElements, type Element } from '../us-capco/elements.ts';
import { checkDodm } from './check.ts';
import { DODM_REGISTER, DODM_VOCABULARY, type DodmMark } from './mark.ts';
import { printDodm } from './print.ts';
import { readElements } from './read-elements.ts';
import { readHead } from './read-head.ts';

/** The longest text that is looked at: far longer than any marking. */
const LONGEST = 4096;

/**
 * Reads one marking by the DoD manual of 2012, without its parentheses. Names of both forms, any order of categories
 * and controls, and superfluous slashes are read; one warning then shows the canonical form. Rules of findings are
 * paragraphs of the manual.
 */
export function readDodm(text: string, form: Form): Reading<DodmMark> {
  if (text.length > LONGEST) {
    const span = { start: 0, end: text.length };
    const message = `A marking has at most ${LONGEST} characters.`;
    return { findings: [{ code: 'marking-too-long', severity: 'error', message, span }] };
  }
  const clean = cleanText(text);
  const draft = new Draft(DODM_VOCABULARY, form, clean);
  const body = inside(clean, draft);
  const { authority, elements } = readFirst(draft, body);
  if (elements) readElements(draft, elements);
  const mark = markOf(draft, authority);
  if (!mark) return { findings: draft.findings };
  const whole = draft.span(0, clean.text.length);
  const findings = [...draft.findings, ...checkDodm(mark, (id) => draft.places.get(id) ?? whole)];
  const canonical = printDodm(mark, form);
  if (isValid(findings) && canonical !== body.text) {
    const message = `It is understood; its canonical form is ${canonical}.`;
    findings.push({ code: 'dodm-canonical', severity: 'warning', message, span: whole, canonical });
  }
  return { mark, findings };
}

/** Returns the mark, its ACCM behind what the register knows, sorted. */
function markOf(draft: Draft, authority: string | undefined): DodmMark | undefined {
  const mark = draft.mark();
  if (!mark) return undefined;
  const accm = (id: string): boolean => id.startsWith(`${DODM_REGISTER.dodm.accm}-`);
  const nonIc = [...mark.nonIc.filter((id) => !accm(id)), ...mark.nonIc.filter(accm).sort()];
  return { ...mark, nonIc, ...(authority === undefined ? {} : { authority }) };
}

/** Returns where the marking stands inside the parentheses of a portion mark. */
function inside({ text }: CleanText, draft: Draft): { readonly text: string; readonly from: number } {
  const opens = text.startsWith('(');
  const closes = text.endsWith(')');
  if (opens !== closes || (opens && draft.form === 'banner')) {
    const message = 'Parentheses stand in pairs around a portion mark, and nowhere else.';
    draft.error('marking-parenthesis', message, { start: 0, end: text.length });
  }
  return { text: text.slice(opens ? 1 : 0, closes ? -1 : undefined), from: opens ? 1 : 0 };
}

/** Reads level and owner, and returns the elements behind them, or none where they were not understood. */
function readFirst(
  draft: Draft,
  { text, from }: { readonly text: string; readonly from: number },
): { readonly authority?: string | undefined; readonly elements?: Element[] } {
  const foreign = text.startsWith('//');
  const begin = foreign ? 2 : 0;
  const cut = text.indexOf('//', begin);
  const end = cut < 0 ? text.length : cut;
  const head = { text: text.slice(begin, end).replace(/\/$/, ''), start: from + begin, end: from + end };
  if (head.text === '') {
    draft.lose('marking-empty', 'There is no marking here.', { start: from, end: from + text.length });
    return {};
  }
  const read = readHead(draft, head, foreign);
  if (!read) return {};
  const elements = cutElements(text.slice(end)).map((element) => ({
    ...element,
    start: element.start + from + end,
    end: element.end + from + end,
  }));
  return { authority: read.authority, elements };
}
