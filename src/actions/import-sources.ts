import { Refusal } from '../errors.ts';
import type { Actor } from './actor.ts';
import { allSources } from './all-sources.ts';
import { createSourceOnce } from './create-source.ts';
import type { Desk } from './desk.ts';
import type { ListedOutline } from './source-work.ts';
import type { Stated } from './stated.ts';
import { type SubscriptionList, subscriptionList } from './subscription-list.ts';

/** What became of a list of subscriptions. */
export interface ImportedSources {
  /** Ids of the sources that were made. */
  readonly made: readonly string[];
  /** How many could not be made, such as those whose address holds a password. */
  readonly refused: number;
  /** How many were not looked at, since the rest was enough for once. */
  readonly leftOut: number;
}

/** Characters of the name of a source. */
const LONGEST_NAME = 1000;

/**
 * Makes the sources of a list of subscriptions that the actor does not know here yet, by address, and at most so many of them.
 * What is wrong with one leaves the others; what refuses the first of them, such as a marking above the actor, refuses all.
 */
export async function importSources(
  desk: Desk,
  actor: Actor,
  {
    outlines,
    most = outlines.length,
    ...stated
  }: Stated & { readonly outlines: readonly ListedOutline[]; readonly most?: number },
): Promise<ImportedSources> {
  const known = new Set((await allSources(desk, actor)).map(({ address }) => address));
  const unknown = outlines.filter(({ address }) => !known.has(address));
  const tried = unknown.slice(0, most);
  const made: string[] = [];
  let refused = 0;
  for (const [at, outline] of tried.entries()) {
    try {
      const source = await createSourceOnce(desk, actor, {
        ...describedBy(outline),
        ...stated,
        defaultMarking: stated,
      });
      if (source) made.push(source.id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (isOfOutline(error)) refused++;
      else if (made.length === 0) throw error;
      else return { made, refused: refused + tried.length - at, leftOut: unknown.length - tried.length };
    }
  }
  return { made, refused, leftOut: unknown.length - tried.length };
}

function describedBy({ title, address, kind }: ListedOutline) {
  // A sign of two units that would be cut in half is left out.
  const name = (title || address).slice(0, LONGEST_NAME).replace(/[\u{d800}-\u{dbff}]$/u, '');
  return { name, kind, address, reliability: 'F', trusted: false } as const;
}

/** Else it is of the marking or of the actor, and what comes behind would be refused alike. */
function isOfOutline({ code }: Refusal): boolean {
  return code.startsWith('source-') || code === 'action-unstorable';
}

/** Returns the sources on the web that the actor may read and that are not retired, with what marks such a list as a whole. */
export async function exportSources(desk: Desk, actor: Actor): Promise<SubscriptionList> {
  return subscriptionList(desk.schemes, await allSources(desk, actor));
}
