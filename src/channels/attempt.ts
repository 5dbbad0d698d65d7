/**
 * What came of one attempt to send something. `refused` is final; what is `postponed` may go another time, and is given up
 * by whoever counts; `unknown`: it was sent, and the answer was lost. `code` is of `docs/errors.md`.
 */
export type Attempt = (
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused' | 'unknown'; readonly code: string }
  | {
      readonly kind: 'postponed';
      readonly code: string;
      /** Whether the other side may have it all the same. */
      readonly mayHaveCome: boolean;
      /** Seconds until it wants to be asked again. */
      readonly retryAfter?: number | undefined;
    }
) & {
  /** What the other side said, at most 500 characters. */
  readonly answer: string;
};

const LONGEST_ANSWER = 500;

/** Returns what the other side said as a line that may be kept: of the addresses in it, no other than `own` stays. */
export function keptAnswer(said: string, own: string): string {
  return said
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[^\s<>()[\]:;,"']+@[^\s<>()[\]:;,"']+/g, (address) =>
      address.toLowerCase().startsWith(own.toLowerCase()) ? address : '…',
    )
    .trim()
    .slice(0, LONGEST_ANSWER);
}
