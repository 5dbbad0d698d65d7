import type { Extracted } from './extract-problem.ts';
import { isMisp, mispDocuments } from './misp-event.ts';
import { isNinjs } from './ninjs-check.ts';
import { ninjsDocuments } from './ninjs-document.ts';
import { isOcds, ocdsDocuments } from './ocds-documents.ts';
import type { UnknownRecord } from './record-fields.ts';
import type { RecordPlace } from './record-place.ts';
import { isStix, stixDocuments } from './stix-documents.ts';

interface JsonFormat {
  readonly is: (record: UnknownRecord) => boolean;
  readonly read: (record: UnknownRecord, place: RecordPlace) => Iterable<Extracted>;
}

const FORMATS: readonly JsonFormat[] = [
  { is: isOcds, read: ocdsDocuments },
  { is: isStix, read: stixDocuments },
  { is: isMisp, read: mispDocuments },
  { is: isNinjs, read: ninjsDocuments },
];

/** Returns what a record of a described format gives, or undefined where its format is none of these. */
export function documentsOfFormat(record: UnknownRecord, place: RecordPlace): Iterable<Extracted> | undefined {
  return FORMATS.find(({ is }) => is(record))?.read(record, place);
}
