/** A sum of money that a text states. */
export interface Amount {
  /** The figure stated, in units of the currency; the lower end of a range. */
  readonly value: number;
  /** The upper end where a range is stated; above `value`. */
  readonly upper?: number;
  /** How the words before or after bound the figure. */
  readonly qualifier?: 'more-than' | 'at-least' | 'less-than' | 'at-most' | 'about';
  /** ISO 4217 code, historical ones too; `XBT` for bitcoin. */
  readonly currency: string;
  /** True where a default, the country or another amount decided the currency, and not the words. */
  readonly assumed?: boolean;
  /** UTF-16 span in the text, end exclusive: figure, scale and currency, both ends of a range, not the qualifier. */
  readonly start: number;
  readonly end: number;
}

/** What is known of the document: language (`en`, `fr`, or a tag that begins with one) and country (ISO 3166 alpha-2). */
export interface AmountContext {
  readonly lang?: string;
  readonly country?: string;
}

/** An amount that a document states as structured data, beside those in its prose. */
export interface StatedAmount {
  readonly value: number;
  /** ISO 4217 code. */
  readonly currency: string;
  /** What the amount is of, where the format says so: `tender`, `award`, `contract`, `framework-maximum`. */
  readonly role?: string;
}
