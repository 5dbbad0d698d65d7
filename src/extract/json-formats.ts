import type { Extracted } from './extract-problem.ts';
import { isCsaf, isMisp, isNinjs, isOcds, isStix } from './json-signs.ts';
import type { UnknownRecord } from './record-fields.ts';
import type { RecordPlace } from './record-place.ts';

/** Reads the documents of a record of one format. */
type RecordReader = (record: UnknownRecord, place: RecordPlace) => Iterable<Extracted>;

/** A described format, whose reader brings files that most records do not need. */
interface JsonFormat {
  readonly is: (record: UnknownRecord) => boolean;
  readonly loadReader: () => Promise<RecordReader>;
}

const FORMATS: readonly JsonFormat[] = [
  { is: isOcds, loadReader: async () => (await import('./ocds-documents.ts')).ocdsDocuments },
  { is: isStix, loadReader: async () => (await import('./stix-documents.ts')).stixDocuments },
  { is: isMisp, loadReader: async () => (await import('./misp-event.ts')).mispDocuments },
  { is: isNinjs, loadReader: async () => (await import('./ninjs-document.ts')).ninjsDocuments },
  { is: isCsaf, loadReader: async () => (await import('./csaf-document.ts')).csafDocuments },
];

/** Returns the described format that a record is in, or undefined where it is in none of these. */
export function describedFormat(record: UnknownRecord): JsonFormat | undefined {
  return FORMATS.find(({ is }) => is(record));
}
