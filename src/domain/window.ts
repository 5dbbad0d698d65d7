/** From when to when an order holds, as UTC days `YYYY-MM-DD`, both included. An unknown end is said to be unknown. */
export interface Window {
  readonly from?: string | undefined;
  readonly until?: string | 'unknown' | undefined;
}

/**
 * Returns whether a document of `day` falls into the window; `unknown` where the document has no date and
 * the window has bounds, which is for a person to judge.
 */
export function isInWindow(window: Window, day: string | undefined): boolean | 'unknown' {
  const until = window.until === 'unknown' ? undefined : window.until;
  if (window.from === undefined && until === undefined) return true;
  if (day === undefined) return 'unknown';
  return (window.from === undefined || day >= window.from) && (until === undefined || day <= until);
}
