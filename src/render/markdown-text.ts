const BRACKETED = /[(（﹙]([^()（）﹙﹚\n]*)/g;
const SLASH = /[/\\|∕⁄⧸]/u;
const SMALL_LETTER = /\p{Ll}/u;
const NO_FIGURE_OR_SIGN = /[^\p{Ll}\p{N}\p{P}\p{Sc}\p{Sm}\s]/u;
/** Signs that are written by their numbers, since a backslash before them is not understood wherever reports are read. */
const BY_NUMBER = /[`^|[\]{}［］]/g;
const PARENTHESES = /[()（）﹙﹚]/g;
const EMPHASIS = /[\\*_~]/g;
const REFERENCE = /&(?=#?[\p{L}\p{N}]+;)/gu;
/** The second of two slashes behind a capital, `S//NF`, and one that begins a text, before which a capital may stand. */
const SLASH_BEHIND = /[/∕⁄⧸](?<=(?:\p{Lu}\s{0,2}[/∕⁄⧸]|^\s*).)/gu;
const TLP = /(?<=\b(?:TLP|PAP)\s?):/giu;

/** A slash of any kind; or what is neither a figure nor a sign, without small letters. */
function isLikeMark(text: string): boolean {
  return SLASH.test(text) || (NO_FIGURE_OR_SIGN.test(text) && !SMALL_LETTER.test(text));
}

/** Whether something in the words of a portion could be taken for a mark that stands inside it. */
export function mayHoldMark(text: string): boolean {
  return [...text.matchAll(BRACKETED)].some(([, inside = '']) => isLikeMark(inside));
}

/**
 * Returns a text as Markdown in which no sign of it is markup, and nothing reads like a mark to `readReport`. It stands
 * behind a mark and never begins a line.
 */
export function markdownText(text: string, holdsMark: boolean): string {
  const plain = text
    .replace(REFERENCE, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(EMPHASIS, '\\$&')
    .replace(BY_NUMBER, numbered)
    .replace(SLASH_BEHIND, numbered)
    .replace(TLP, numbered);
  const shown = holdsMark ? plain.replace(PARENTHESES, numbered) : plain;
  const lines = shown.split('\n');
  return lines.map((line, at) => withoutSpaces(line, { before: at > 0, behind: at < lines.length - 1 })).join('<br>');
}

/** Takes the spaces at the ends of a line, in one pass: a pattern would begin anew at each space of a long run. */
function withoutSpaces(
  line: string,
  { before, behind }: { readonly before: boolean; readonly behind: boolean },
): string {
  let [start, end] = [0, line.length];
  while (before && start < end && line[start] === ' ') start++;
  while (behind && end > start && line[end - 1] === ' ') end--;
  return line.slice(start, end);
}

/** Returns a sign by its number: `&#91;` for `[`. */
export function numbered(sign: string): string {
  return `&#${sign.codePointAt(0)};`;
}

/** Returns a link of Markdown; words that read like a mark stand before their address, since brackets would make them one. */
export function markdownLink(words: string, address: string): string {
  const safe = address.replace(UNSAFE, percentEncoded);
  if (isLikeMark(words)) return `${words} <${safe}>`;
  return `[${words}](<${safe.replace(REFERENCE, '&amp;')}>)`;
}

const UNSAFE = /[()[\]{}（）﹙﹚［］*_~`|\\<>]/g;

function percentEncoded(sign: string): string {
  const encoded = encodeURIComponent(sign);
  return encoded === sign ? `%${sign.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
}

/** Puts `sign` around a text, but where CommonMark would not read it as emphasis there. */
export function emphasised(text: string, sign: string, before: string): string {
  const words = text.trim();
  if (words === '') return text;
  const start = text.length - text.trimStart().length;
  const [space, behind] = [text.slice(0, start), text.slice(start + words.length)];
  // Next to punctuation a sign opens and closes only beside a space: what is not sure stays plain.
  const isJoined = space === '' && before !== '' && !/\s/.test(before.at(-1)!);
  if (isJoined || !/^[\p{L}\p{N}]/u.test(words) || !/[\p{L}\p{N}]$/u.test(words)) return text;
  return `${space}${sign}${words}${sign}${behind}`;
}
