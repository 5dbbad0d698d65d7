import type { MarkingFinding, Span } from './finding.ts';
import { type FoldedText, foldText } from './fold-text.ts';

/** A marking's text as plain capitals, and where each of its characters stood in the text that was given. */
export interface CleanText {
  readonly text: string;
  /** Returns where `start` to `end` of the clean text stand in the given one. */
  readonly span: (start: number, end: number) => Span;
  readonly findings: readonly MarkingFinding[];
}

const PLAIN = /^(?! )[A-Z0-9/,\- +:]*(?<! )$/;
const LOOSE = / \/|\/ | {2}/;

/**
 * Returns `text` as plain capitals without spaces at its ends and slashes. Whatever was not so is a finding of
 * severity `error`: it is understood, and it is not right.
 */
export function cleanText(text: string): CleanText {
  if (PLAIN.test(text) && !LOOSE.test(text)) {
    return { text, span: (start, end) => ({ start, end }), findings: [] };
  }
  const folded = foldText(text);
  const tight = tighten(folded.text);
  const span = (start: number, end: number): Span => {
    const from = tight.places[start] ?? folded.text.trimEnd().length;
    return folded.spanOf(from, Math.max(from, (tight.places[end - 1] ?? from - 1) + 1));
  };
  return {
    text: tight.text.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
    span,
    findings: oddities(folded, tight.loose),
  };
}

interface Tight {
  readonly text: string;
  /** Where each character stood. */
  readonly places: readonly number[];
  /** The first space that was left out. */
  readonly loose: Span | undefined;
}

/** Leaves out spaces at the ends and at slashes, and all but one of several. */
function tighten(text: string): Tight {
  const places: number[] = [];
  let tight = '';
  let loose: Span | undefined;
  const end = text.trimEnd().length;
  for (let index = text.length - text.trimStart().length; index < end; index++) {
    const isLoose = text[index] === ' ' && (text[index + 1] === '/' || text[index + 1] === ' ' || tight.endsWith('/'));
    if (isLoose) {
      loose ??= { start: index, end: index + 1 };
      continue;
    }
    tight += text[index]!;
    places.push(index);
  }
  return { text: tight, places, loose };
}

function oddities(folded: FoldedText, loose: Span | undefined): MarkingFinding[] {
  const findings: MarkingFinding[] = [];
  const say = (code: string, span: Span | undefined, message: string): void => {
    if (span) findings.push({ code, severity: 'error', message, span, rule: 'G1' });
  };
  const isLetter = folded.lookAlikes.map((_, index) => /[A-Za-z0-9]/.test(plainAt(folded, index)));
  const letter = folded.lookAlikes[isLetter.indexOf(true)];
  say('marking-look-alike', letter, 'A letter of another alphabet stands for one that looks like it.');
  const sign = folded.lookAlikes[isLetter.indexOf(false)] ?? folded.oddSpaces[0];
  say('marking-odd-character', sign, 'A space, dash or slash is not the plain one of the keyboard.');
  say('marking-invisible', folded.invisible[0], 'An invisible character stands inside the marking.');
  const small = folded.text.search(/[a-z]/);
  const capitals = folded.text.slice(small).match(/[a-z][^A-Z]*[a-z]|[a-z]/)?.[0].length ?? 0;
  const lower = small < 0 ? undefined : folded.spanOf(small, small + capitals);
  say('marking-lower-case', lower, 'A marking is written in capitals.');
  const sentence = 'A marking has no spaces at its slashes, and single ones elsewhere.';
  say('marking-spacing', loose && folded.spanOf(loose.start, loose.end), sentence);
  return findings;
}

/** The plain sign that a look-alike was read as. */
function plainAt({ text, lookAlikes, spanOf }: FoldedText, index: number): string {
  const { start } = lookAlikes[index]!;
  let place = Math.min(start, text.length - 1);
  while (place > 0 && spanOf(place, place + 1).start > start) place--;
  return text[place] ?? '';
}
