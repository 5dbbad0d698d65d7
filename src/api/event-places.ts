import type { ChangePlace } from '../actions/follow-changes.ts';

const MOST = 20_000;

/**
 * What the ids of events stand for. An id is drawn for its event and tells nothing; the place that it leads to stays here. Those
 * of long ago are forgotten, and a restart forgets all: whoever comes back with one reads everything anew.
 */
export class EventPlaces {
  readonly #places = new Map<string, { readonly actorId: string; readonly place: ChangePlace }>();
  readonly #newId: () => string;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** Returns a new id for an event of somebody, behind which the place is. */
  add(actorId: string, place: ChangePlace): string {
    const id = this.#newId();
    this.#places.set(id, { actorId, place });
    if (this.#places.size > MOST) this.#places.delete(this.#places.keys().next().value!);
    return id;
  }

  /** Returns the place behind an event; nothing where it is not known, or was somebody else's. */
  get(actorId: string, id: string): ChangePlace | undefined {
    const known = this.#places.get(id);
    return known?.actorId === actorId ? known.place : undefined;
  }
}
