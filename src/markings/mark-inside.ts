import type { Span } from './finding.ts';
import { foldText } from './fold-text.ts';
import type { AnyScheme } from './scheme-set.ts';

const CODE_SPAN = /(?<!`)(`{1,8})(?!`)[^`]+\1(?!`)/g;
/** What stands in brackets of any kind, over line breaks too; a bracket that never closes ends with its line. */
const BRACKETED = /[([{（﹙［]([^()[\]{}（）﹙﹚［］]{1,4096}?)(?:[)\]}）﹚］]|(?=\n)|$)/g;
/** A level and a control with slashes between them, in brackets or not. */
const SLASHED = /(?<![\p{L}\p{N}/:.])\p{Lu}{1,12}(?: \p{Lu}{1,12}){0,2}\s{0,2}[/∕⁄⧸]{2}\s{0,2}\p{Lu}{2,20}/gu;
const LABEL_AT_LINE = /^[ \t>*_]*TLP\s?:\s?\p{L}/gimu;
/** Separators that a mark is written with by mistake. */
const LOOSE_SEPARATORS = /\s*(?:[/\\|∕⁄⧸–—-]|&#47;|&sol;)+\s*/g;

/**
 * Returns where inside the words of a portion something stands that reads like a mark, however it was mangled: a second
 * portion that was not begun anew would be given away with the first. Code spans are not looked into, and what reads
 * like a mark only by accident, as “(S-400)” or “UBoat (U) class” does, is not one.
 */
export function markInside(words: string, scheme: AnyScheme): Span | undefined {
  const shown = words.replace(CODE_SPAN, (code) => ' '.repeat(code.length));
  for (const match of shown.matchAll(BRACKETED)) {
    const end = match.index + match[0].length;
    if (isMark(match[1]!, { text: shown, start: match.index, end }, scheme)) return { start: match.index, end };
  }
  for (const pattern of scheme.id === 'tlp' ? [LABEL_AT_LINE] : [SLASHED]) {
    for (const match of shown.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (scheme.id === 'tlp' || readsAsMark(match[0], scheme)) return span;
    }
  }
  return undefined;
}

interface Place extends Span {
  readonly text: string;
}

function isMark(inner: string, { text, start, end }: Place, scheme: AnyScheme): boolean {
  const folded = plain(inner);
  if (/[/\\|∕⁄⧸]|&#47;|&sol;/.test(inner) || /[\s–—-]/.test(folded)) return readsAsMark(folded, scheme);
  if (folded === '' || folded !== folded.toUpperCase()) return false;
  const { mark, findings } = scheme.read(folded, 'portion');
  // A single word: not the plural of “PORTION(S)”, not a link, and not a letter that is no level here, as in “Smith (R)”.
  const isJoined = /[\p{L}\p{N}]/u.test(text[start - 1] ?? '') || /[\p{L}\p{N}([]/u.test(text[end] ?? '');
  return mark !== undefined && !isJoined && !findings.some(({ code }) => /^[a-z]+-level$/.test(code));
}

/** A text with its look-alikes put right, without emphasis and line breaks. */
function plain(text: string): string {
  return foldText(text).text.replace(/[*_]/g, '').replace(/\s+/g, ' ').trim();
}

/** Whether a text is a mark of the scheme, with its own separators or with others in their place. */
function readsAsMark(text: string, scheme: AnyScheme): boolean {
  const folded = plain(text);
  if (folded.includes('//') && (isRead(folded, scheme) || hasLevel(folded, scheme))) return true;
  if (folded !== folded.toUpperCase()) return false;
  const tries = [folded.replace(LOOSE_SEPARATORS, '//'), folded.replace(LOOSE_SEPARATORS, '/'), ...spaced(folded)];
  return tries.some((attempt) => attempt.includes('/') && isRead(attempt.replace(/^\/\/(?=\w)/, ''), scheme));
}

/** `SECRET NOFORN` as `SECRET//NOFORN`, after its first and after its second word. */
function spaced(text: string): string[] {
  const words = text.split(' ');
  return [1, 2]
    .filter((count) => words.length > count)
    .map((count) => `${words.slice(0, count).join(' ')}//${words.slice(count).join(' ')}`);
}

/** Whether it is understood without a word that is in no register: such a word may be any word. */
function isRead(text: string, scheme: AnyScheme): boolean {
  return (['portion', 'banner'] as const).some((form) => {
    const { mark, findings } = scheme.read(text, form);
    return mark !== undefined && !findings.some(({ code }) => code.endsWith('-unregistered'));
  });
}

/** With slashes and a level that is known, it is meant as a mark even where something in it is wrong. */
function hasLevel(text: string, scheme: AnyScheme): boolean {
  const level = text.replace(/^\/+/, '').split('/')[0]!.trim();
  if (level === '' || level !== level.toUpperCase()) return false;
  return (['portion', 'banner'] as const).some((form) => scheme.read(level, form).mark !== undefined);
}
