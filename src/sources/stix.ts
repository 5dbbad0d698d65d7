import { isStix } from '../extract/json-signs.ts';
import { LARGEST_FILE } from '../extract/limits.ts';
import { isRecord } from '../extract/record-fields.ts';
import { listAt } from '../extract/record-values.ts';
import { fileItems, fileReader, type ItemsOfFile } from './records/file-items.ts';
import { holdsLines } from './records/line-items.ts';
import { parsedJson } from './records/parsed-json.ts';
import { allUnpacked } from './records/unpacked.ts';
import { stixItems } from './stix/stix-items.ts';

const NOTHING_ELSE = new Map();

/** The objects of a bundle, or of a list, one by one; anything else as it is. */
const objectItems: ItemsOfFile = async function* (fetched, place) {
  if (holdsLines(fetched)) return yield* fileItems(fetched, place);
  const bytes = await allUnpacked(fetched.bytes, LARGEST_FILE);
  const value = bytes.some((byte) => byte > 0x20) ? parsedJson(bytes) : [];
  if (Array.isArray(value) || (isRecord(value) && isStix(value) && Array.isArray(value['objects']))) {
    const objects = Array.isArray(value) ? value : listAt(value, 'objects');
    yield* stixItems(objects, { within: place.address, others: NOTHING_ELSE });
    return [];
  }
  return yield* fileItems(fetched, place);
};

/** Reads STIX objects in a file at an address: a bundle, a list, one object, or one on each line. */
export const readStix = fileReader(
  'application/stix+json;version=2.1, application/json;q=0.9, application/x-ndjson;q=0.9, */*;q=0.5',
  objectItems,
);
