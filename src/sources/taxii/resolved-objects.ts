import { isRecord, type UnknownRecord } from '../../extract/record-fields.ts';
import { recordsAt, textAt } from '../../extract/record-values.ts';
import { isFixedMarking, markingsOf } from '../../extract/stix-marks.ts';
import type { SourceFinding, SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';

import { taxiiRequest } from './taxii-request.ts';

/** Objects of one reading that are asked for by their ids. */
const MOST_ASKED = 300;
const STIX_ID = /^(?:marking-definition|identity)--[0-9a-f-]{36}$/i;
/** What is not there, or not for us; anything else may be there another time. */
const NOT_THERE = new Set(['fetch-not-found', 'fetch-gone', 'fetch-forbidden', 'fetch-status']);

/**
 * What objects of a collection refer to and their page does not hold: definitions of markings, and who made them. It is asked
 * for by its id, once. A definition that is not there stays unresolved, and counts as a mark that cannot be read.
 */
export class ResolvedObjects {
  readonly known = new Map<string, UnknownRecord>();
  readonly #collection: string;
  readonly #source: string;
  readonly #world: SourceWorld;
  readonly #missing = new Set<string>();
  #asked = 0;

  constructor(collection: string, source: string, world: SourceWorld) {
    this.#collection = collection;
    this.#source = source;
    this.#world = world;
  }

  /** Makes known what these objects refer to, as far as the collection has it. Throws what may pass. */
  async resolve(objects: readonly unknown[]): Promise<void> {
    const records = objects.filter(isRecord);
    for (const record of records) this.#keep(record);
    for (const id of new Set(records.flatMap(neededBy))) {
      if (this.known.has(id) || this.#missing.has(id)) continue;
      const found = this.#asked < MOST_ASKED && STIX_ID.test(id) ? await this.#askFor(id) : undefined;
      if (found) this.#keep(found);
      else this.#missing.add(id);
    }
  }

  findings(): SourceFinding[] {
    const count = [...this.#missing].filter((id) => id.startsWith('marking-definition')).length;
    if (count === 0) return [];
    const message = `The collection does not have the definitions of ${count} markings that its objects bear.`;
    return [{ code: 'taxii-markings-missing', severity: 'warning', message }];
  }

  /** No more than is referred to from elsewhere. */
  #keep(record: UnknownRecord): void {
    const id = textAt(record, 'id');
    if (STIX_ID.test(id)) this.known.set(id, record);
  }

  async #askFor(id: string): Promise<UnknownRecord | undefined> {
    this.#asked++;
    try {
      const address = `${this.#collection}objects/${id}/`;
      const { resource } = await taxiiRequest(address, this.#source, this.#world);
      return recordsAt(resource, 'objects').find((object) => textAt(object, 'id') === id);
    } catch (error) {
      if (error instanceof SourceFailure && NOT_THERE.has(error.code)) return undefined;
      throw error;
    }
  }
}

function neededBy(object: UnknownRecord): readonly string[] {
  const maker = textAt(object, 'created_by_ref');
  return [...markingsOf(object).filter((id) => !isFixedMarking(id)), ...(maker === '' ? [] : [maker])];
}
