import { Refusal } from '../errors.ts';

const SHORTEST = 12;
const MOST_BYTES = 1024;

/** Returns a password as it is hashed: the same words typed on another machine are the same password (Unicode NFKC). */
export function normalPassword(password: string): string {
  return password.normalize('NFKC');
}

/** Refuses a new password that is too short or too long (`password-length`). How easily it is guessed is asked elsewhere. */
export function checkPasswordLength(password: string): void {
  const signs = [...normalPassword(password)];
  if (signs.length >= SHORTEST && mayBePassword(password)) return;
  const message = `A password has at least ${SHORTEST} signs and at most ${MOST_BYTES} bytes; several words are best.`;
  throw new Refusal('invalid', 'password-length', message);
}

/** Returns whether a text is short enough to be a password at all; a longer one is not worked on. */
export function mayBePassword(text: string): boolean {
  if (text.length > MOST_BYTES) return false;
  return [...normalPassword(text)].reduce((sum, sign) => sum + utf8Length(sign), 0) <= MOST_BYTES;
}

function utf8Length(sign: string): number {
  const point = sign.codePointAt(0)!;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x1_0000 ? 3 : 4;
}
