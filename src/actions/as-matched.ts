import type { StatedAmount } from '../amounts/amount.ts';
import type { MatchDocument } from '../matcher/document.ts';

/** What of a stored document questions are held against. */
export interface StoredText {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly language: string | null;
  readonly publishedOn: string | null;
  readonly sourceName: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A stored document as questions are held against it: a source is meant by what it is called. */
export function asMatched({ details, ...document }: StoredText): MatchDocument {
  const { id, title, body, language, publishedOn, sourceName } = document;
  const { stage, country, amounts } = details as {
    readonly stage?: string;
    readonly country?: string;
    readonly amounts?: readonly StatedAmount[];
  };
  return {
    id,
    title,
    text: body,
    lang: language ?? undefined,
    date: publishedOn ?? undefined,
    source: sourceName ?? undefined,
    stage,
    country,
    amounts,
  };
}
