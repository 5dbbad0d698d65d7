import { type Accepting, accepts } from '../domain/acceptance.ts';
import type { ListedDocument } from '../store/documents.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import { ArchiveReading, usableExpression } from './archive-reading.ts';
import { utcDay } from './days.ts';
import type { Desk } from './desk.ts';

/** A question before it is asked. */
export interface QuestionPreviewRequest {
  /** In the query language. */
  readonly expression: string;
  /** ISO 639-1 code of the language of its bare words; English where it is missing. */
  readonly language?: string | undefined;
  /** Of the order that it is for; without one, all documents count. */
  readonly window?: Accepting['window'] | undefined;
}

/** What a question would have found in the archive, as far as the actor may read it. */
export interface QuestionPreview {
  /** How many documents match; at least so many where not all were looked at. */
  readonly count: number;
  readonly isWhole: boolean;
  /** How many by week, as the Monday that it begins with (UTC), by the day of publication, else of receipt; in order. */
  readonly weeks: readonly { readonly monday: string; readonly count: number }[];
  /** The newest that match. */
  readonly samples: readonly ListedDocument[];
}

const MOST_FOUND = 500;
const SAMPLES = 5;
const DAY = 86_400_000;

/** Shows what a question would find, and how often, before it is asked. Refused with `search-expression`. */
export function previewQuestion(desk: Desk, actor: Actor, request: QuestionPreviewRequest): Promise<QuestionPreview> {
  const { expression: source, language = 'en', window = {} } = request;
  return act(desk, actor, {
    action: 'question-preview',
    roles: ['editor', 'analyst'],
    async work({ client, name }) {
      const expression = await usableExpression(client, source, language);
      const { found, next } = await new ArchiveReading(client, expression, language).find(MOST_FOUND, undefined);
      const matching = found.filter((document) => isIn(window, document));
      const samples = matching.slice(0, SAMPLES).map(({ body: _body, ...document }) => document);
      name(
        'document',
        samples.map(({ id }) => id),
      );
      return { count: matching.length, isWhole: next === undefined, weeks: byWeek(matching), samples };
    },
  });
}

interface Dated {
  readonly publishedOn: string | null;
  readonly receivedAt: Date;
}

function isIn(window: Accepting['window'], document: Dated): boolean {
  const asking = { window, replay: false, disciplines: ['documents'], sourceIds: [] } as const;
  return accepts(asking, { publishedOn: dayOf(document), receivedOn: dayOf(document), discipline: 'documents' });
}

function dayOf({ publishedOn, receivedAt }: Dated): string {
  return publishedOn ?? utcDay(receivedAt);
}

function byWeek(documents: readonly Dated[]): QuestionPreview['weeks'] {
  const weeks = new Map<string, number>();
  for (const document of documents) {
    const at = Date.parse(dayOf(document));
    // 1970-01-01 was a Thursday.
    const monday = utcDay(new Date(at - ((Math.floor(at / DAY) + 3) % 7) * DAY));
    weeks.set(monday, (weeks.get(monday) ?? 0) + 1);
  }
  return [...weeks].map(([monday, count]) => ({ monday, count })).sort((a, b) => (a.monday < b.monday ? -1 : 1));
}
