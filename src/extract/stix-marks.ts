import type { DocumentMark } from '../domain/document.ts';
import { Refusal } from '../errors.ts';
import { readMarkings } from '../markings/exchange/stix/granular.ts';
import { readMarkingDefinition, type TlpVersion, tlpOfStixId } from '../markings/exchange/stix/tlp-definitions.ts';
import type { UnknownRecord } from './record-fields.ts';
import { recordsAt, textAt, textsAt } from './record-values.ts';

/** The marks of an object, and a sentence part for each marking that is malformed. */
export interface StixMarks {
  readonly marks: readonly DocumentMark[];
  readonly faults: readonly string[];
}

/**
 * Reads the marks of an object: those of the whole (`where` is `label`) and those of its parts (their selectors). A fixed TLP
 * definition, of version 1 or 2, is a mark of `tlp` as it is named there, a statement one of `stix-statement`; whatever else
 * is referred to is its id, of the scheme `stix`, so that nobody takes it for no mark at all. `definitions` are those of
 * the bundle by id. https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html#_95gfoglikdff
 */
export function stixMarks(object: UnknownRecord, definitions: ReadonlyMap<string, UnknownRecord>): StixMarks {
  const marks = textsAt(object, 'object_marking_refs').map((ref) => ({ ...markOf(ref, definitions), where: 'label' }));
  for (const entry of recordsAt(object, 'granular_markings')) {
    const ref = textAt(entry, 'marking_ref');
    const where = textsAt(entry, 'selectors').join(', ');
    if (ref !== '') marks.push({ ...markOf(ref, definitions), where: where || 'a part that is not named' });
  }
  return { marks, faults: markingFaults(object) };
}

/** The ids of the markings of an object: of the whole and of its parts, each once. */
export function markingsOf(object: UnknownRecord): readonly string[] {
  const ofParts = recordsAt(object, 'granular_markings').map((entry) => textAt(entry, 'marking_ref'));
  return [...new Set([...textsAt(object, 'object_marking_refs'), ...ofParts.filter((id) => id !== '')])];
}

/** Whether an object has no marking that another one lacks: only then may its words stand with those of the other. */
export function isNoHigher(object: UnknownRecord, than: UnknownRecord): boolean {
  const own = markingsOf(than);
  return markingsOf(object).every((id) => own.includes(id));
}

/** Whether an id is that of one of the fixed definitions of TLP, which need no object to be understood. */
export function isFixedMarking(id: string): boolean {
  return tlpOfStixId(id).version !== undefined;
}

function markOf(ref: string, definitions: ReadonlyMap<string, UnknownRecord>): DocumentMark {
  const unknown: DocumentMark = { mark: ref, scheme: 'stix' };
  const definition = definitions.get(ref);
  if (definition === undefined) {
    const { marking, version } = tlpOfStixId(ref);
    return version === undefined ? unknown : tlpMark(marking.colour, version);
  }
  try {
    const { marking } = readMarkingDefinition(definition);
    if (marking.kind === 'tlp') return tlpMark(marking.marking.colour, marking.version);
    return marking.kind === 'statement' ? { mark: marking.statement, scheme: 'stix-statement' } : unknown;
  } catch (error) {
    if (error instanceof Refusal) return unknown;
    throw error;
  }
}

/** TLP 1 calls WHITE what TLP 2 calls CLEAR: a finding is what was found. */
function tlpMark(colour: string, version: TlpVersion): DocumentMark {
  return { mark: `TLP:${version === '1.0' && colour === 'CLEAR' ? 'WHITE' : colour}`, scheme: 'tlp' };
}

function markingFaults(object: UnknownRecord): string[] {
  try {
    return [...new Set(readMarkings(object).findings.map(({ message }) => message.replace(/\.$/, '')))];
  } catch (error) {
    if (error instanceof Refusal) return [error.message.replace(/\.$/, '')];
    throw error;
  }
}
