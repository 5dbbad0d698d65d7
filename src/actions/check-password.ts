import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { checkPasswordLength, normalPassword } from '../domain/password.ts';
import { Refusal } from '../errors.ts';

/** From 0 to 4: 3 is what takes 100 million guesses or more, by who knows the common passwords and patterns. */
const LEAST_SCORE = 3;
/** Looking for patterns takes longer than in proportion: what is behind that makes a password no worse. */
const MOST_SIGNS = 64;

let loaded: Promise<ZxcvbnFactory> | undefined;

/**
 * Refuses a new password that is too short, too long (`password-length`) or soon guessed (`password-weak`): by what is most
 * often taken, by rows of keys and letters, by repetition, by the own name.
 */
export async function checkPassword(password: string, ownName: string): Promise<void> {
  checkPasswordLength(password);
  loaded ??= loadEstimator();
  const start = [...normalPassword(password)].slice(0, MOST_SIGNS).join('');
  const known = ['vigie', ownName, ...ownName.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length > 2);
  if ((await loaded).check(start, known).score >= LEAST_SCORE) return;
  const message =
    'This password is among the first that somebody would try; take several words that do not belong together.';
  throw new Refusal('invalid', 'password-weak', message);
}

/** Its lists take a few megabytes, and are needed only where somebody takes a password. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new Factory({ dictionary: { ...dictionary }, graphs: adjacencyGraphs });
}
