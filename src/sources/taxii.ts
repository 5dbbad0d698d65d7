import type { ReadSource, SourceCursor, SourceFinding, SourceItem, SourceReading, SourceWorld } from './source.ts';
import { SourceFailure } from './source-failure.ts';
import { stixItems } from './stix/stix-items.ts';
import { type CollectionPlace, collectionPage, placeIn } from './taxii/collection-pages.ts';
import { findCollection } from './taxii/find-collection.ts';
import { ResolvedObjects } from './taxii/resolved-objects.ts';

/** Pages of one reading, at a second or more for each; the others have their turn in the next one. */
const MOST_PAGES = 100;

/**
 * Reads what was added to a collection of a TAXII 2.1 server, each object as an item with what explains it. The address is
 * that of the collection, of an API root or of the discovery; the option `collection` names one of several. Throws
 * `SourceFailure`; where that comes behind the first page, the reading ends there and goes on the next time.
 * https://docs.oasis-open.org/cti/taxii/v2.1/os/taxii-v2.1-os.html
 */
export const readTaxii: ReadSource = async function* ({ address, options, cursor }, world) {
  const collection = await findCollection(address, options['collection'], world);
  const reader = new CollectionReader({ collection, source: address }, placeIn(cursor, collection), world);
  return yield* reader.read();
};

class CollectionReader {
  readonly #at: { readonly collection: string; readonly source: string };
  readonly #world: SourceWorld;
  readonly #resolved: ResolvedObjects;
  #place: CollectionPlace;
  #objects = 0;

  constructor(
    at: { readonly collection: string; readonly source: string },
    place: CollectionPlace,
    world: SourceWorld,
  ) {
    this.#at = at;
    this.#place = place;
    this.#world = world;
    this.#resolved = new ResolvedObjects(at.collection, at.source, world);
  }

  async *read(): AsyncGenerator<SourceItem, SourceReading> {
    const isNew = this.#place.addedAfter === undefined;
    let [given, pages, more] = [0, 0, true];
    let failure: SourceFailure | undefined;
    for (; more && pages < MOST_PAGES && !failure; pages++) {
      try {
        const {
          objects,
          behind,
          more: isMore,
        } = await collectionPage({ ...this.#at, place: this.#place }, this.#world);
        await this.#resolved.resolve(objects);
        this.#objects += objects.length;
        for (const item of stixItems(objects, { within: this.#at.collection, others: this.#resolved.known })) {
          given++;
          yield item;
        }
        this.#place = behind;
        more = isMore;
      } catch (error) {
        if (!(error instanceof SourceFailure) || pages === 0) throw error;
        failure = error;
      }
    }
    const { addedAfter, next, latest } = this.#place;
    return {
      cursor: { collection: this.#at.collection, ...defined({ addedAfter, next, latest }) },
      outcome: given > 0 ? 'items' : isNew && this.#objects === 0 ? 'empty' : 'unchanged',
      findings: [...this.#resolved.findings(), ...(more ? [MORE] : [])],
      retryAfter: failure?.retryAfter,
    };
  }
}

const MORE: SourceFinding = {
  code: 'taxii-more',
  severity: 'warning',
  message: 'There are more objects in the collection, which come with the next readings.',
};

function defined(values: Readonly<Record<string, string | undefined>>): SourceCursor {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
