import { fileReader } from './records/file-items.ts';

/** Reads news items (ninjs) in a file at an address: one, a list, or one on each line. */
export const readNinjs = fileReader('application/json, application/x-ndjson;q=0.9, */*;q=0.5');
