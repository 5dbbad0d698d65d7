import { checkSource, usualDiscipline } from '../domain/source.ts';
import { Refusal } from '../errors.ts';
import { readSource } from '../store/sources.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { NewSource } from './create-source.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type ReadableSource, readable } from './source-content.ts';
import { labelOfOwn } from './stated.ts';

/** Kinds that are read on the web, where looking changes nothing. */
const TRIED = new Set<string>(['feed', 'web-page', 'sitemap', 'csaf']);

/**
 * Asks to see what a source would give, of which nothing is kept; the entry says who asked. Who may not read what its documents are
 * marked with knows of no such source; one that may bring marks of its own, or is not on the web, is refused (`source-not-tried`).
 */
export function askTrial(desk: Desk, actor: Actor, id: string): Promise<ReadableSource> {
  return act(desk, actor, {
    action: 'source-try',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'source', id }],
    async work({ client }) {
      const source = readable(await found('source', id, (known) => readSource(client, known)));
      checkTried(source);
      return source;
    },
  });
}

/** The same of a source that nobody has made yet: it must be one that whoever asks could make. */
export function askDraftTrial(desk: Desk, actor: Actor, draft: NewSource): Promise<void> {
  return act(desk, actor, {
    action: 'source-try',
    roles: ['editor', 'analyst'],
    async prepare(now) {
      const { discipline = usualDiscipline(draft.kind), schedule = {} } = draft;
      checkSource({ ...draft, discipline, schedule, status: 'active' });
      checkTried(draft);
      await labelOfOwn(desk, actor, draft, now);
      await labelOfOwn(desk, actor, draft.defaultMarking, now);
    },
    work: async () => undefined,
  });
}

function checkTried({ trusted, kind }: Pick<NewSource, 'trusted' | 'kind'>): void {
  if (!trusted && TRIED.has(kind)) return;
  const message =
    'Only sources on the web that are not trusted with marks can be tried; “vigie source run” reads this one.';
  throw new Refusal('invalid', 'source-not-tried', message);
}
