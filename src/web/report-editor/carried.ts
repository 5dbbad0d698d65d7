/** What somebody takes along from a document into a report, to answer with it. */
export interface Carried {
  readonly documentId: string;
  readonly title: string;
  readonly sourceId: string | null;
  readonly sourceName: string | null;
  readonly quotation: string;
  readonly hit?: { readonly id: string; readonly credibility: number | null } | undefined;
  readonly answers?: { readonly orderId: string; readonly questionId: string } | undefined;
}

let carried: Carried | undefined;

/** Takes something along to the page that comes next; it stands in no address, since addresses are kept in places where marked text has no place. */
export function carry(what: Carried): void {
  carried = what;
}

/** Returns what was taken along, once. */
export function unload(): Carried | undefined {
  const what = carried;
  carried = undefined;
  return what;
}

/** Returns what was taken along, and leaves it there. */
export function load(): Carried | undefined {
  return carried;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** More than this is no quotation. */
const LONGEST = 1200;
const ENDS = /[.!?…]["’”»)\]]*(?=\s)|\n/gu;

/** Returns the sentence around the first place that was found, or the beginning of the text where there is none. */
export function quotationOf(text: string, spans: readonly Span[]): string {
  const [first] = spans;
  const { start, end } = first ?? { start: 0, end: 0 };
  const ends = [...text.matchAll(ENDS)].map(({ index, 0: sign }) => index + sign.length);
  const from = ends.findLast((at) => at <= start) ?? 0;
  const to = ends.find((at) => at >= Math.max(end, 1)) ?? text.length;
  return text.slice(from, to).replace(/\s+/gu, ' ').trim().slice(0, LONGEST);
}

/** Returns what of a text somebody selected, as it stands there; nothing where the selection is elsewhere. */
export function selectedOf(text: string, selected: string): string | undefined {
  const words = selected.replace(/\s+/gu, ' ').trim();
  if (words === '' || words.length > LONGEST) return undefined;
  return text.replace(/\s+/gu, ' ').includes(words) ? words : undefined;
}
