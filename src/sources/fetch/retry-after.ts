const LONGEST_SECONDS = 30 * 24 * 3600;

/**
 * Reads the header Retry-After (RFC 9110, 10.2.3): seconds, or a date, of which the seconds from `now` (milliseconds) are
 * given. At most 30 days; undefined for what is neither.
 */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text), LONGEST_SECONDS);
  // A number with a sign or a point would be read as a year.
  if (!/^[A-Za-z]{3,9},? /.test(text)) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  return Math.min(Math.max(0, Math.ceil((at - now) / 1000)), LONGEST_SECONDS);
}
