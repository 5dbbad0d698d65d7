/** Returns the charset that a header Content-Type states, as it was written. */
export function charsetIn(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType ?? '')?.[1];
}
