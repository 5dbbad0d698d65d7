import { hash, verify } from '@node-rs/argon2';
import { mayBePassword, normalPassword } from '../domain/password.ts';

/** Argon2id with 19 MiB, two passes and one lane (RFC 9106; what OWASP asks at least), off the thread of the program. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Of random bytes that nobody kept: what is compared where there is no password, so that it takes as long. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$cMMQTKUtFtBaNKzrAaVvvQ$EUQIjPumu9L2bFJiBi5gM//XfM11rcfapG8nPYK2lpo';

/** Returns a password as it is kept. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalPassword(password), COST);
}

/** Returns whether a password is the one of a hash. Without one the answer is no, after the same work. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const isPossible = mayBePassword(password);
  const isRight = await verify(stored ?? NOBODYS, isPossible ? normalPassword(password) : '');
  return isRight && isPossible && stored !== null;
}
