/** One thing that the palette can do. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** What kind of thing it is, in a word. */
  readonly kind: string;
  run(): void;
}

const MOST = 12;
const MARKS = /\p{M}/gu;

/** In small letters and without accents: nobody types them in a hurry. */
function plain(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').toLowerCase();
}

/** Returns the commands in whose label all words that were typed begin one, those that begin with the first word first. */
export function matching(commands: readonly Command[], typed: string): readonly Command[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return commands.slice(0, MOST);
  const found = commands.filter(({ label }) => {
    const parts = plain(label).split(/[^\p{L}\p{N}]+/u);
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  });
  const rank = ({ label }: Command): number => (plain(label).startsWith(words[0]!) ? 0 : 1);
  return [...found].sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
}
