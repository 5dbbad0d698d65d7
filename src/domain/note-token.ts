/** What a mail carries in its subject to become a note of a task: 130 bits that nobody guesses. */
const TOKEN = /\bnote-([a-z2-7]{26})\b/gi;
/** Signs of which a token is made; each stands for five bits. */
const SIGNS = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 26;

/** Returns a token made of random bytes, of which the low five bits of each count. */
export function noteToken(random: Uint8Array): string {
  return `note-${Array.from(random.subarray(0, LENGTH), (byte) => SIGNS[byte % SIGNS.length]).join('')}`;
}

/** How many random bytes a token takes. */
export const NOTE_TOKEN_BYTES = LENGTH;

/** The tokens in a text, in small letters, each once. */
export function noteTokensIn(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(TOKEN), ([token]) => token.toLowerCase()))];
}

/**
 * The text without tokens and the brackets around them: whoever reads a note may not write others by it. Also where letters
 * stand next to one, as in an address in which brackets are encoded.
 */
export function withoutNoteTokens(text: string): string {
  return text.replace(/(?:[[(]|%5B)?note-[a-z2-7]{26}(?:[\])]|%5D)?/gi, '').trim();
}
