const MINUTE = 60_000;

/** A session that is not used for so long is over; NIST SP 800-63B-4 wants no more than an hour. */
export const SESSION_IDLE = 60 * MINUTE;
/** A session is over after so long, however it is used. */
export const SESSION_LIFE = 12 * 60 * MINUTE;
/** How often it is noted that a session is used. */
export const SESSION_TOUCHED_EVERY = MINUTE;
/** How long ago somebody may have proved who they are where it matters most. */
export const FRESH_FOR = 10 * MINUTE;
