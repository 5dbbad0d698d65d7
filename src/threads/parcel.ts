import type { MatchDocument } from '../matcher/document.ts';
import type { Attributes, Packed } from './match-messages.ts';

/** The memory in which the documents of one batch go to a thread, used again when the batch is done. */
export class Parcel {
  #units = new SharedArrayBuffer(1 << 20);
  #bytes = Buffer.from(this.#units);

  /**
   * Packs the documents from `from` up to `to`. Throws where one has no title or no text;
   * the parcel can be packed again all the same.
   */
  pack(documents: readonly MatchDocument[], from: number, to: number): Packed {
    const lengths = new Int32Array((to - from) * 2);
    const attributes: (Attributes | undefined)[] = [];
    let any = false;
    let at = 0;
    for (let index = from; index < to; index++) {
      const document = documents[index]!;
      const { title, text } = checked(document, index);
      this.#reserve(at + (title.length + text.length) * 2);
      if (title) at += this.#bytes.write(title, at, 'utf16le');
      at += this.#bytes.write(text, at, 'utf16le');
      lengths[(index - from) * 2] = title.length;
      lengths[(index - from) * 2 + 1] = text.length;
      const known = attributesOf(document);
      attributes.push(known);
      any ||= known !== undefined;
    }
    return { units: this.#units, lengths, attributes: any ? attributes : undefined };
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#units.byteLength) return;
    const larger = new SharedArrayBuffer(bytes * 2);
    const copy = Buffer.from(larger);
    this.#bytes.copy(copy);
    this.#units = larger;
    this.#bytes = copy;
  }
}

/** A document comes from files and callers: one bad record must be named, and must not spoil the memory. */
function checked(document: MatchDocument | undefined, index: number): MatchDocument {
  if (typeof document?.title === 'string' && typeof document.text === 'string') return document;
  throw new TypeError(`Document ${index} (id ${String(document?.id)}) must have a title and a text, both strings.`);
}

function attributesOf({ lang, date, source, stage, country, amounts }: MatchDocument): Attributes | undefined {
  const any = lang ?? date ?? source ?? stage ?? country ?? amounts;
  return any === undefined ? undefined : { lang, date, source, stage, country, amounts };
}
