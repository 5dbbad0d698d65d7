/** The clock of tests: milliseconds since 1970. */
export const NOW = Date.UTC(2026, 10, 20, 12);
/** A migrated database that others are copied from. */
export const TEMPLATE = 'vigie_template';
