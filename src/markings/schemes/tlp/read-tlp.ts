import type { MarkingFinding, Span } from '../../finding.ts';
import { type FoldedText, foldText } from '../../fold-text.ts';
import register from '../../registers/tlp.json' with { type: 'json' };
import type { Reading } from '../../scheme.ts';
import { COLOURS, isPapColour, isTlpColour, printTlp, type TlpColour, type TlpMarking } from './marking.ts';

const SHAPE =
  /^ *(?<tlp>tlp *: *(?<colour>amber *\+ *strict|amber +strict|[a-z0-9+_-]+))(?:(?<between> *\/\/ *| +)(?<pap>pap *: *(?<action>[a-z0-9+_-]+)))? *$/di;
/** Longer than any label with its PAP, spaces and all; what is longer is other text. */
const LONGEST = 120;
const LABELS = COLOURS.map((colour) => `TLP:${colour}`);
const VERSION_1: ReadonlyMap<string, string> = new Map(Object.entries(register.version1));

/** A label as it stands in the text: `TLP: Amber`, its place, and its name without spaces and in capitals, `AMBER`. */
interface Written {
  readonly text: string;
  readonly span: Span;
  readonly name: string;
}

/**
 * Reads `TLP:AMBER`, `TLP:AMBER+STRICT`, `TLP:AMBER PAP:GREEN`. What is understood and yet no label by T1 (spaces inside,
 * the label WHITE of TLP 1, look-alike letters) has a mark and an error; lower case has a mark and a warning; any other
 * name has no mark: `AMBER-STRICT` and `RED+STRICT` are not guessed at.
 */
export function readTlp(source: string): Reading<TlpMarking> {
  const folded = foldText(source.slice(0, LONGEST + 1));
  const match = source.length > LONGEST ? null : SHAPE.exec(folded.text);
  if (!match) return { findings: [noLabel(source)] };
  const tlp = writtenAs(folded, match, 'tlp');
  const pap = match.groups?.['pap'] === undefined ? undefined : writtenAs(folded, match, 'pap');
  const colour = colourNamed(tlp);
  const action = pap && papNamed(pap);
  const findings = [...colour.findings, ...(action?.findings ?? [])];
  if (colour.value === undefined || (action && action.value === undefined)) return { findings };
  const mark: TlpMarking = { colour: colour.value, ...(action?.value && { pap: action.value }) };
  return { mark, findings: [...findings, ...layoutFindings(source, folded, match, mark)] };
}

/**
 * Reads a label that is known to be of TLP 1 (T4). RED, AMBER and GREEN keep their names, WHITE becomes CLEAR; since RED
 * and AMBER of TLP 1 sometimes meant what is now AMBER+STRICT, a warning says so: a person decides.
 */
export function tlpFromVersion1(label: string): Reading<TlpMarking> {
  const reading = readTlp(label);
  const { mark } = reading;
  if (!mark) return reading;
  const span = { start: 0, end: label.length };
  const name = reading.findings.some((finding) => finding.code === 'tlp-white') ? 'WHITE' : mark.colour;
  if (!VERSION_1.has(name)) {
    const message = `TLP 1 has no label TLP:${name}; its labels are TLP:${[...VERSION_1.keys()].join(', TLP:')}.`;
    const values = { what: `TLP:${name}`, labels: [...VERSION_1.keys()].map((label) => `TLP:${label}`) };
    return { findings: [{ code: 'tlp-not-version-1', severity: 'error', message, span, values, rule: 'T4' }] };
  }
  const findings = reading.findings.filter((finding) => finding.code !== 'tlp-white');
  if (name === 'WHITE') findings.push(white(span, 'warning'));
  if (register.version1Unsure.includes(name)) {
    const message = `This ${name} is of TLP 1, where it sometimes meant what TLP 2 calls TLP:AMBER+STRICT; ask the source, or choose it by hand.`;
    findings.push({
      code: 'tlp-version-1-unsure',
      severity: 'warning',
      message,
      span,
      values: { what: name },
      rule: 'T4',
    });
  }
  return { mark, findings };
}

function writtenAs(folded: FoldedText, match: RegExpExecArray, part: 'tlp' | 'pap'): Written {
  const [start, end] = match.indices!.groups![part]!;
  const name = match.groups![part === 'tlp' ? 'colour' : 'action']!.toUpperCase();
  return { text: match[0].slice(start, end), span: folded.spanOf(start, end), name: name.replace(/ /g, '') };
}

function noLabel(source: string): MarkingFinding {
  const message = `This is no TLP label; the labels are ${LABELS.join(', ')}, and PAP:RED and the like may follow after a space.`;
  const span = { start: 0, end: source.length };
  return { code: 'tlp-not-a-label', severity: 'error', message, span, values: { labels: LABELS }, rule: 'T1' };
}

function white(span: Span, severity: 'error' | 'warning'): MarkingFinding {
  const message = 'TLP:WHITE is a label of TLP 1; it was read as TLP:CLEAR, its name in TLP 2.';
  return { code: 'tlp-white', severity, message, span, rule: 'T4', canonical: 'TLP:CLEAR' };
}

interface Named<Value> {
  readonly value?: Value;
  readonly findings: readonly MarkingFinding[];
}

function colourNamed(written: Written): Named<TlpColour> {
  const { name, span } = written;
  if (isTlpColour(name)) return { value: name, findings: spellingFindings(written, `TLP:${name}`) };
  if (name === 'AMBERSTRICT') {
    const canonical = 'TLP:AMBER+STRICT';
    const message = `The plus sign is part of the label; it was read as ${canonical}.`;
    const finding = { code: 'tlp-plus-missing', severity: 'error', message, span, rule: 'T1', canonical } as const;
    // `AMBERSTRICT` in one word is no label; only where a space stands for the sign is it plain what was meant.
    return / strict$/i.test(written.text)
      ? { value: 'AMBER+STRICT', findings: [finding] }
      : { findings: [unknown(written)] };
  }
  const known = VERSION_1.get(name);
  if (known !== undefined && isTlpColour(known)) return { value: known, findings: [white(span, 'error')] };
  return { findings: [unknown(written)] };
}

function unknown({ name, span }: Written): MarkingFinding {
  const common = { code: 'tlp-unknown-label', severity: 'error', span, rule: 'T1' } as const;
  if (/^AMBER[-_]?STRICT$/.test(name)) {
    const message = 'The plus sign is part of the label: write TLP:AMBER+STRICT.';
    return { ...common, message, canonical: 'TLP:AMBER+STRICT' };
  }
  if (name.endsWith('STRICT')) {
    const message = 'STRICT only extends AMBER; there is TLP:AMBER+STRICT and TLP:RED.';
    return { ...common, message, values: { strict: `TLP:${name}` } };
  }
  const message = `There is no such TLP label; the labels are ${LABELS.join(', ')}, and they are never translated.`;
  return { ...common, message, values: { what: `TLP:${name}`, labels: LABELS } };
}

function papNamed(written: Written): Named<NonNullable<TlpMarking['pap']>> {
  const { name, span } = written;
  if (isPapColour(name)) return { value: name, findings: spellingFindings(written, `PAP:${name}`) };
  if (name === 'WHITE') {
    const message = 'PAP:WHITE is the older name; it was read as PAP:CLEAR.';
    const finding = { code: 'tlp-pap-white', severity: 'warning', message, span, canonical: 'PAP:CLEAR' } as const;
    return { value: 'CLEAR', findings: [finding] };
  }
  const message = 'There is no such PAP label; the labels are PAP:CLEAR, PAP:GREEN, PAP:AMBER, PAP:RED.';
  return { findings: [{ code: 'tlp-unknown-pap', severity: 'error', message, span }] };
}

function spellingFindings({ text, span }: Written, canonical: string): MarkingFinding[] {
  const findings: MarkingFinding[] = [];
  if (text.includes(' ')) {
    const message = `A label has no spaces inside: write ${canonical}.`;
    findings.push({ code: 'tlp-space', severity: 'error', message, span, rule: 'T1', canonical });
  }
  if (text !== text.toUpperCase()) {
    const message = `Labels are written in capitals: ${canonical}.`;
    findings.push({ code: 'tlp-case', severity: 'warning', message, span, rule: 'T1', canonical });
  }
  return findings;
}

/** What stands around and between the letters: spaces, separators, look-alikes, invisible signs. */
function layoutFindings(
  source: string,
  folded: FoldedText,
  match: RegExpExecArray,
  mark: TlpMarking,
): readonly MarkingFinding[] {
  const findings: MarkingFinding[] = [];
  const canonical = printTlp(mark);
  const whole = { start: 0, end: source.length };
  const add = (code: string, severity: 'error' | 'warning', message: string, span: Span | undefined): void => {
    if (span) findings.push({ code, severity, message, span, rule: 'T1', canonical });
  };
  const lookAlike = folded.lookAlikes.length > 0 ? whole : undefined;
  add('tlp-look-alike', 'error', `A sign only looks like one of the label: write ${canonical}.`, lookAlike);
  const invisible = folded.invisible.length > 0 ? whole : undefined;
  add('tlp-invisible-sign', 'error', `There is an invisible sign in the label: write ${canonical}.`, invisible);
  const odd = folded.oddSpaces.length > 0 ? whole : undefined;
  add('tlp-odd-space', 'warning', `A space is not the plain one: write ${canonical}.`, odd);
  const between = match.groups?.['between'];
  if (between !== undefined && between !== ' ') {
    const span = folded.spanOf(...match.indices!.groups!['between']!);
    const message = 'One plain space stands between the TLP label and the PAP label.';
    findings.push({ code: 'tlp-separator', severity: 'warning', message, span, canonical: ' ' });
  }
  const around = folded.text !== folded.text.trim() ? whole : undefined;
  add('tlp-outer-space', 'warning', `There are spaces around the label: write ${canonical}.`, around);
  return findings;
}
