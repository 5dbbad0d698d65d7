/** Which scheme somebody used last: a choice, and nothing of an order. */
export const LAST_SCHEME = 'vigie-scheme';
