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
  newestDocuments,
  type StoredDocument,
  searchDocuments as searchStored,
} from '../store/documents.ts';
import type { Page } from '../store/page.ts';
import { printWanted } from '../store/wanted.ts';
import type { Deed } from './act.ts';
import { asMatched } from './as-matched.ts';
import { searchedFor } from './lexemes.ts';
import { targetLookup } from './target-lookup.ts';

/** So many texts are held at a time. */
const CANDIDATES_AT_ONCE = 50;
/** How many documents one page may hold against the expression. */
const MOST_CANDIDATES = 2_000;

/** Returns what an expression means, its targets among those that the actor may read; refused with `search-expression`. */
export async function usableExpression(client: Deed['client'], source: string, language: string): Promise<Expression> {
  const parsed = parse(source);
  if (!parsed.ok) throw unusable(parsed.findings);
  const lookup = await targetLookup(client, parsed.expression);
  const errors = errorsAmong(check(parsed.expression, { language, lookup }));
  if (errors.length > 0) throw unusable(errors);
  return resolveTargets(parsed.expression, lookup);
}

function unusable(findings: readonly Finding[]): Refusal {
  return new Refusal('invalid', 'search-expression', `This cannot be looked for. ${findings[0]!.message}`, {
    reason: findings[0]!,
    findings,
  });
}

/** Goes through the archive from the newest document on, and keeps those that match. */
export class ArchiveReading {
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
