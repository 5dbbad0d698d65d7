import type { Piece } from '../matcher/snippet.ts';

/** Where a command writes and how: standard output for results, standard error for everything else. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Whether results go to a person's terminal. */
  readonly isInteractive: boolean;
  readonly showsProgress: boolean;
  /** Whether results, and what goes to standard error, may be coloured. */
  readonly hasColour: boolean;
  readonly errorHasColour: boolean;
  /** Columns. */
  readonly width: number;
}

/** Results are no wider than this, nor narrower: longer lines are hard to read, shorter ones say nothing. */
const [NARROWEST, WIDEST] = [60, 160];
const WIDTH_ELSEWHERE = 100;

/** Returns how many columns a line of results may take. */
export function resultWidth({ isInteractive, width }: Terminal): number {
  return isInteractive ? Math.max(NARROWEST, Math.min(width, WIDEST)) : WIDTH_ELSEWHERE;
}

const STYLES = { bold: '1', dim: '2', red: '31', green: '32', yellow: '33', cyan: '36', found: '1;33' } as const;

/** Returns `text` in a style, or as it is where the terminal shows none. */
export function styled(terminal: Terminal, style: keyof typeof STYLES, text: string): string {
  return terminal.hasColour && text ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text;
}

/** The same for standard error, which may go elsewhere. */
export function styledError(terminal: Terminal, style: keyof typeof STYLES, text: string): string {
  return styled({ ...terminal, hasColour: terminal.errorHasColour }, style, text);
}

// Control characters, and the marks that reverse the direction of what follows or annotate it unseen: text from
// outside must not move the cursor, recolour the screen or hide words.
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this removes
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Returns text from outside as one line that is safe to print; space at its ends is kept as one space. */
export function printablePiece(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNPRINTABLE, '');
}

/** Returns text from outside as one line that is safe to print. */
export function printable(text: string): string {
  return printablePiece(text).trim();
}

/** Returns `text` with a sign for each unit that must not be printed, so that a caret below it stays in its place. */
export function printableSource(text: string): string {
  return text.replace(UNPRINTABLE, (sign) => ('\n\r\t'.includes(sign) ? sign : '�'.repeat(sign.length)));
}

/** Returns JSON on one line without any unit that a terminal would obey: each is written as an escape. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(UNPRINTABLE, (sign) =>
    Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}

/** Returns `text` cut to `width` columns, with an ellipsis where something was cut. */
export function cutTo(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
}

/** Returns text as lines of at most `width` characters, broken between words. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Returns pieces as text that is safe to print. A found one stands out by its style, or between angle quotes where there is none. */
export function highlighted(pieces: readonly Piece[], terminal: Terminal): string {
  return pieces
    .map(({ text: outside, found }) => {
      const text = printablePiece(outside);
      return !found ? text : terminal.hasColour ? styled(terminal, 'found', text) : `‹${text}›`;
    })
    .join('');
}
