import type { Span } from '../markings/finding.ts';
import type { AnyScheme } from '../markings/scheme-set.ts';

const CODE_SPAN = /(?<!`)(`{1,8})(?!`)[^`]+\1(?!`)/g;
const BRACKETED = /[([]([^()[\]\n]{1,400})[)\]]/g;
const LABELLED = /^[ \t>]*(TLP\s?:\s?[A-Z]+(?:\+STRICT)?)(?![A-Z])/gm;
const OTHER_PARENTHESES: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '﹙': '(',
  '﹚': ')',
  '［': '[',
  '］': ']',
};

/**
 * Returns where inside the words of a portion something stands that reads like a mark: a second portion that was not
 * begun anew would be given away with the first. Code spans are not looked into.
 */
export function markInside(words: string, scheme: AnyScheme): Span | undefined {
  const shown = words
    .replace(CODE_SPAN, (code) => ' '.repeat(code.length))
    .replace(/[（）﹙﹚［］]/g, (sign) => OTHER_PARENTHESES[sign]!);
  for (const pattern of scheme.id === 'tlp' ? [BRACKETED, LABELLED] : [BRACKETED]) {
    for (const match of shown.matchAll(pattern)) {
      const end = match.index + match[0].length;
      const around = { before: shown[match.index - 1] ?? '', after: shown[end] ?? '' };
      if (isMark(match[1]!, around, scheme)) return { start: match.index, end };
    }
  }
  return undefined;
}

function isMark(inner: string, { before, after }: { before: string; after: string }, scheme: AnyScheme): boolean {
  if (inner !== inner.toUpperCase()) return false;
  const { mark, findings } = scheme.read(inner, 'portion');
  if (inner.includes('/')) return mark !== undefined || hasLevel(inner, scheme);
  // A single word: not the plural of “PORTION(S)”, not a link, and not a letter that is no level here, as in “Smith (R)”.
  const isJoined = /[\p{L}\p{N}]/u.test(before) || /[\p{L}\p{N}([]/u.test(after);
  return mark !== undefined && !isJoined && !findings.some(({ code }) => /^[a-z]+-level$/.test(code));
}

/** With slashes and a level that is known, it is meant as a mark even where something in it is wrong. */
function hasLevel(inner: string, scheme: AnyScheme): boolean {
  const level = inner.split('/')[0]!.trim();
  return level !== '' && scheme.read(level, 'portion').mark !== undefined;
}
