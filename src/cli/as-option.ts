/** Which account a command acts as. */
export const AS = '--as <name>';
export const AS_HELP = 'account that acts, by name or id; needed where several could';
