import type { StatedAmount } from '../amounts/amount.ts';
import type { Document } from '../domain/document.ts';
import { dayOf } from './day.ts';
import { languageCode } from './language-code.ts';

/** An object of JSON or YAML, of which nothing is known yet. */
export type UnknownRecord = Readonly<Record<string, unknown>>;

type Fields = Partial<Omit<Document, 'text'>>;

/** The fields that a record states beside its text, and a sentence for each one that had to be left out. */
export interface RecordFields {
  readonly fields: Fields;
  readonly faults: readonly string[];
}

/** The names under which a record states the fields of a document other than its text. */
export const FIELD_NAMES = ['id', 'title', 'lang', 'date', 'published', 'source', 'stage', 'country', 'amounts'];

export function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStated(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

class FieldReader {
  readonly faults: string[] = [];
  readonly #record: UnknownRecord;

  constructor(record: UnknownRecord) {
    this.#record = record;
  }

  /** The value of the field as `read` understands it; where it does not, the field is left out with a sentence. */
  field<T>(name: string, expected: string, read: (value: unknown) => T | undefined): T | undefined {
    // An inherited "constructor" is no field.
    const value = Object.hasOwn(this.#record, name) ? this.#record[name] : undefined;
    if (!isStated(value)) return undefined;
    const found = read(value);
    if (found === undefined) this.faults.push(`The field “${name}” is left out: it must be ${expected}.`);
    return found;
  }

  text(name: string): string | undefined {
    return this.field(name, 'text', (value) => (typeof value === 'string' ? value.trim() : undefined));
  }
}

function readId(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return Number.isFinite(value) ? String(value) : undefined;
}

function readCountry(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z]{2}$/i.test(value.trim()) ? value.trim().toUpperCase() : undefined;
}

function readAmount(value: unknown): StatedAmount | undefined {
  if (!isRecord(value)) return undefined;
  const { value: figure, currency } = value;
  if (typeof figure !== 'number' || !Number.isFinite(figure)) return undefined;
  if (typeof currency !== 'string' || !/^[a-z]{3}$/i.test(currency)) return undefined;
  return { value: figure, currency: currency.toUpperCase() };
}

function readAmounts(value: unknown): readonly StatedAmount[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const amounts = value.map(readAmount);
  return amounts.every((amount) => amount !== undefined) ? amounts : undefined;
}

/** Reads the fields of a document other than its text. A field of a wrong type is left out and reported, never guessed. */
export function readFields(record: UnknownRecord): RecordFields {
  const reader = new FieldReader(record);
  const day = 'a day such as 2012-05-22';
  const readDay = (value: unknown) => (typeof value === 'string' ? dayOf(value) : undefined);
  const found: Fields = {
    id: reader.field('id', 'text or a number', readId),
    title: reader.text('title'),
    lang: reader.field('lang', 'an ISO 639-1 code such as fr', (value) =>
      typeof value === 'string' ? languageCode(value) : undefined,
    ),
    date: reader.field('date', day, readDay) ?? reader.field('published', day, readDay),
    source: reader.text('source'),
    stage: reader.text('stage'),
    country: reader.field('country', 'an ISO 3166-1 code of two letters such as FR', readCountry),
    amounts: reader.field('amounts', 'a list of { value, currency } with a number and a code such as EUR', readAmounts),
  } as Fields;
  return { fields: withoutUndefined(found), faults: reader.faults };
}

function withoutUndefined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
