/** What a command tells the shell, as grep does. */
export const EXIT = { found: 0, nothing: 1, trouble: 2 } as const;
