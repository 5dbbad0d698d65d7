import { defaultRates } from '../amounts/default-rates.ts';
import { Refusal } from '../errors.ts';
import { Matcher } from '../matcher/matcher.ts';
import type { Expression } from '../query/ast.ts';
import { check } from '../query/check.ts';
import { errorsAmong, type Finding } from '../query/finding.ts';
import { parse } from '../query/parse.ts';
import { resolveTargets } from '../query/resolve.ts';
import {
  type DocumentCursor,
  type ListedDocument,
  newestDocuments,
  type StoredDocument,
  searchDocuments as searchStored,
} from '../store/documents.ts';
import type { Page } from '../store/page.ts';
import { printWanted } from '../store/wanted.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import { asMatched } from './as-matched.ts';
import type { Desk } from './desk.ts';
import { searchedFor } from './lexemes.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';
import { targetLookup } from './target-lookup.ts';

export interface DocumentSearch extends PageRequest {
  /** In the query language. */
  readonly expression: string;
  /** ISO 639-1 code of the language of its bare words; English where it is missing. */
  readonly language?: string | undefined;
}

export interface FoundDocuments extends ListPage<ListedDocument> {
  /**
   * Whether all documents were looked at, up to the end of the page. A search that has looked at many in vain stops,
   * and goes on with `next`: then there are at least as many as it has found.
   */
  readonly isWhole: boolean;
}

/** So many texts are held at a time. */
const CANDIDATES_AT_ONCE = 50;
/** How many documents one page may hold against the expression. */
const MOST_CANDIDATES = 2_000;

/**
 * Returns the newest documents that match an expression, from behind a cursor on. The index gives candidates, the
 * matcher has the last word. An expression that cannot be used is refused with `search-expression` and its findings.
 */
export function searchDocuments(desk: Desk, actor: Actor, search: DocumentSearch): Promise<FoundDocuments> {
  const { language = 'en' } = search;
  return act(desk, actor, {
    action: 'document-search',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, name }) {
      const most = pageSize(search.most);
      const after = readCursor('search', search.after);
      const expression = await usable(client, search.expression, language);
      const reading = new ArchiveReading(client, expression, language);
      const { found, next } = await reading.find(most, after && { receivedAt: after.at, id: after.id });
      name(
        'document',
        found.map(({ id }) => id),
      );
      return {
        items: found.map(({ body: _body, ...document }) => document),
        isWhole: next === undefined || found.length === most,
        ...(next && { next: writeCursor('search', { at: next.receivedAt, id: next.id }) }),
      };
    },
  });
}

async function usable(client: Deed['client'], source: string, language: string): Promise<Expression> {
  const parsed = parse(source);
  if (!parsed.ok) throw unusable(parsed.findings);
  const lookup = await targetLookup(client, parsed.expression);
  const errors = errorsAmong(check(parsed.expression, { language, lookup }));
  if (errors.length > 0) throw unusable(errors);
  return resolveTargets(parsed.expression, lookup);
}

function unusable(findings: readonly Finding[]): Refusal {
  return new Refusal('invalid', 'search-expression', `This cannot be looked for. ${findings[0]!.message}`, {
    findings,
  });
}

/** Goes through the archive from the newest document on, and keeps those that match. */
class ArchiveReading {
  readonly #client: Deed['client'];
  readonly #matcher = new Matcher({ rates: defaultRates });
  readonly #candidates: (after: DocumentCursor | undefined) => Promise<Page<StoredDocument, DocumentCursor>>;

  constructor(client: Deed['client'], expression: Expression, language: string) {
    this.#client = client;
    this.#matcher.set({ id: 'searched', expression, language });
    const wanted = searchedFor(expression, language);
    const isWorded = printWanted(wanted) !== '';
    this.#candidates = (after) =>
      isWorded
        ? searchStored(this.#client, wanted, { after, most: CANDIDATES_AT_ONCE })
        : newestDocuments(this.#client, { after, most: CANDIDATES_AT_ONCE });
  }

  /** Returns the matches, and where to go on where there may be more. */
  async find(
    most: number,
    from: DocumentCursor | undefined,
  ): Promise<{ readonly found: readonly StoredDocument[]; readonly next?: DocumentCursor }> {
    const found: StoredDocument[] = [];
    let after = from;
    for (let looked = 0; looked < MOST_CANDIDATES; looked += CANDIDATES_AT_ONCE) {
      const page = await this.#candidates(after);
      for (const document of page.items) {
        if (this.#matcher.count(asMatched(document)) === 0) continue;
        if (found.length === most) return { found, next: placeOf(found.at(-1)!) };
        found.push(document);
      }
      if (page.next === undefined) return { found };
      after = page.next;
    }
    return { found, ...(after && { next: after }) };
  }
}

function placeOf({ receivedAt, id }: StoredDocument): DocumentCursor {
  return { receivedAt, id };
}
