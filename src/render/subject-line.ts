const LONGEST = 200;

/** Returns the subject of a message from its parts, which are of one line each; what is too long for one is cut, with a sign that it is. */
export function subjectLine(parts: readonly (string | null | undefined)[]): string {
  const signs = [...parts.filter((part) => part !== null && part !== undefined).join(' – ')];
  if (signs.length <= LONGEST) return signs.join('');
  return `${signs
    .slice(0, LONGEST - 1)
    .join('')
    .trimEnd()}…`;
}
