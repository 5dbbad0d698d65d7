import { bandKeys, NEAR_DUPLICATE, resemblance, type Signature } from './signature.ts';

/** A document that is like the one that was asked about. */
export interface Likeness<Id> {
  readonly id: Id;
  /** Estimated, from 0 to 1. */
  readonly resemblance: number;
}

/** Signatures in memory, found by the band keys that they share: what a database does with an index over arrays. */
export class LikenessIndex<Id> {
  /** In the order in which they were added. */
  readonly #signatures = new Map<Id, Signature>();
  readonly #byKey = new Map<number, Set<Id>>();

  get size(): number {
    return this.#signatures.size;
  }

  /** Adds a document, or replaces it; one that is replaced keeps its place in the order. */
  set(id: Id, signature: Signature): void {
    const old = this.#signatures.get(id);
    if (old) this.#forgetKeys(id, old);
    this.#signatures.set(id, signature);
    for (const key of bandKeys(signature)) {
      const ids = this.#byKey.get(key);
      if (ids) ids.add(id);
      else this.#byKey.set(key, new Set([id]));
    }
  }

  /** Removes a document; returns whether it was there. */
  delete(id: Id): boolean {
    const signature = this.#signatures.get(id);
    if (signature) this.#forgetKeys(id, signature);
    return this.#signatures.delete(id);
  }

  /** Returns the documents that share a band key with `signature`, each once, in no order that means anything. */
  candidates(signature: Signature): Id[] {
    const found = new Set<Id>();
    for (const key of bandKeys(signature)) for (const id of this.#byKey.get(key) ?? []) found.add(id);
    return [...found];
  }

  /** Returns the candidates whose estimated resemblance reaches `threshold`, the most alike first. */
  find(signature: Signature, threshold = NEAR_DUPLICATE): Likeness<Id>[] {
    return this.candidates(signature)
      .map((id) => ({ id, resemblance: resemblance(signature, this.#signatures.get(id)!) }))
      .filter((found) => found.resemblance >= threshold)
      .sort((one, other) => other.resemblance - one.resemblance);
  }

  #forgetKeys(id: Id, signature: Signature): void {
    for (const key of bandKeys(signature)) {
      const ids = this.#byKey.get(key);
      ids?.delete(id);
      if (ids?.size === 0) this.#byKey.delete(key);
    }
  }
}
