/** Entries of one feed; the first ones are read, which are the newest as a rule. */
export const MOST_ENTRIES = 5_000;
/** Bytes of a feed, unpacked. */
export const LARGEST_FEED = 32 * 1024 * 1024;
