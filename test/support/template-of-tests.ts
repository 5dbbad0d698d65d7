/** The instant of tests, at which their databases are made. */
export const NOW = Date.UTC(2026, 10, 20, 12);
/** The database that those of tests are copies of. */
export const TEMPLATE = 'vigie_template';
