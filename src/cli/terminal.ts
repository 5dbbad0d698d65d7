/** Where a command writes and how: standard output for results, standard error for everything else. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Whether results go to a person's terminal. */
  readonly isInteractive: boolean;
  readonly showsProgress: boolean;
  readonly hasColour: boolean;
  /** Columns. */
  readonly width: number;
}

const STYLES = { bold: '1', dim: '2', red: '31', green: '32', yellow: '33', cyan: '36', found: '1;33' } as const;

/** Returns `text` in a style, or as it is where the terminal shows none. */
export function styled(terminal: Terminal, style: keyof typeof STYLES, text: string): string {
  return terminal.hasColour && text ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text;
}

// Control characters, and the marks that reverse the direction of what follows: text from outside must not
// move the cursor, recolour the screen or hide words.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this removes
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Returns text from outside as one line that is safe to print. */
export function printable(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNPRINTABLE, '').trim();
}

/** Returns `text` cut to `width` columns, with an ellipsis where something was cut. */
export function cutTo(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
}
