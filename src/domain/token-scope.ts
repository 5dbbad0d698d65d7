/** What a token may be used for; it never may more than its account. */
export const TOKEN_SCOPES = ['read', 'write', 'administer'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** Words of actions that change nothing but the log. */
const READING: readonly string[] = ['read', 'list', 'count', 'search', 'preview', 'explain', 'prove'];

/**
 * Returns the scope that an act needs: `administer` where it is open to administrators alone, `read` where its name says so,
 * else `write`. An act of which nobody thought here changes something.
 */
export function scopeOf(action: string, roles: readonly string[]): TokenScope {
  if (roles.every((role) => role === 'administrator' || role === 'system')) return 'administer';
  return isReading(action) ? 'read' : 'write';
}

/** Whether an act changes nothing but the log, by its name. */
export function isReading(action: string): boolean {
  return action.split('-').some((word) => READING.includes(word));
}
