import type { MatchDocument } from '../matcher/document.ts';
import type { Attributes } from './match-messages.ts';

/** A document whose strings are made from its units only when they are asked for, which most never are. */
export class PackedDocument implements MatchDocument {
  readonly id = '';
  readonly lang: string | undefined;
  readonly date: string | undefined;
  readonly source: string | undefined;
  readonly stage: string | undefined;
  readonly country: string | undefined;
  readonly amounts: MatchDocument['amounts'];
  readonly packed: { readonly title: Uint16Array; readonly text: Uint16Array };
  #title: string | undefined;
  #text: string | undefined;

  constructor(title: Uint16Array, text: Uint16Array, attributes: Attributes | undefined) {
    this.packed = { title, text };
    this.lang = attributes?.lang;
    this.date = attributes?.date;
    this.source = attributes?.source;
    this.stage = attributes?.stage;
    this.country = attributes?.country;
    this.amounts = attributes?.amounts;
  }

  get title(): string {
    this.#title ??= stringOf(this.packed.title);
    return this.#title;
  }

  get text(): string {
    this.#text ??= stringOf(this.packed.text);
    return this.#text;
  }
}

function stringOf(units: Uint16Array): string {
  return Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');
}
