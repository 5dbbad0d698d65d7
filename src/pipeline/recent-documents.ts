import type { HeldDocument } from '../store/matched-documents.ts';

/** UTF-16 units of all texts together. */
const MOST_TEXT = 32_000_000;

/**
 * The documents that were just received, so that matching them need not read them back. No more than that: what is not
 * here is read from the store, and is the same.
 */
export class RecentDocuments {
  readonly #documents = new Map<string, HeldDocument>();
  #text = 0;

  add(document: HeldDocument): void {
    this.#documents.set(document.id, document);
    this.#text += document.title.length + document.body.length;
    for (const oldest of this.#documents.keys()) {
      if (this.#text <= MOST_TEXT) return;
      this.take(oldest);
    }
  }

  /** Returns the document and forgets it; nothing where it is not here. */
  take(id: string): HeldDocument | undefined {
    const document = this.#documents.get(id);
    if (!document) return undefined;
    this.#documents.delete(id);
    this.#text -= document.title.length + document.body.length;
    return document;
  }
}
