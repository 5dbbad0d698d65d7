import type { Actor } from '../../actions/actor.ts';
import type { Desk } from '../../actions/desk.ts';
import { listStoryChanges } from '../../actions/list-story-changes.ts';
import { type Merging, mergeStories } from '../../actions/merge-stories.ts';
import { withDesk } from '../../actions/open-desk.ts';
import { operatorNamed } from '../../actions/operator.ts';
import { readStory } from '../../actions/read-story.ts';
import { splitStory } from '../../actions/split-story.ts';
import type { StoryChanged } from '../../actions/story-members.ts';
import { undoStoryChange } from '../../actions/undo-story-change.ts';
import { counted } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { printable, styled } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';

interface As {
  readonly as?: string | undefined;
}

/** Lists the documents of a story and what people did to it. Returns the exit status: 1 where it was not gathered yet. */
export function showStory(documentId: string, { as }: As, { terminal, settings }: OnDesk): Promise<number> {
  return withDesk(settings, async (desk) => {
    const actor = await operatorNamed(desk, 'analyst', as);
    const members = await readStory(desk, actor, documentId);
    for (const { documentId: id, title, sourceName, publishedOn, receivedAt } of members) {
      const day = styled(terminal, 'dim', (publishedOn ?? receivedAt.toISOString()).slice(0, 10));
      const source = sourceName === null ? [] : [styled(terminal, 'cyan', printable(sourceName))];
      const called = title === '' ? [] : [printable(title)];
      terminal.out(`${[day, styled(terminal, 'dim', id), ...source, ...called].join('  ')}\n`);
    }
    for (const { id, kind, madeAt, documentIds } of await listStoryChanges(desk, actor, documentId)) {
      const moved = `${kind} of ${counted(documentIds.length, 'document')}`;
      terminal.out(`${styled(terminal, 'yellow', moved)}  ${madeAt.toISOString()}  ${styled(terminal, 'dim', id)}\n`);
    }
    if (members.length === 0) terminal.error('The document was not gathered into a story yet.\n');
    return members.length === 0 ? EXIT.nothing : EXIT.found;
  });
}

/** Takes documents out of their story. Returns the exit status. */
export function split(ids: readonly string[], as: As, on: OnDesk): Promise<number> {
  return change(as, on, (desk, actor) => splitStory(desk, actor, ids));
}

/** Puts one story into another. Returns the exit status. */
export function merge(merging: Merging, as: As, on: OnDesk): Promise<number> {
  return change(as, on, (desk, actor) => mergeStories(desk, actor, merging));
}

/** Puts documents back where they were. Returns the exit status. */
export function undo(changeId: string, as: As, on: OnDesk): Promise<number> {
  return change(as, on, (desk, actor) => undoStoryChange(desk, actor, changeId));
}

function change(
  { as }: As,
  { terminal, settings }: OnDesk,
  work: (desk: Desk, actor: Actor) => Promise<StoryChanged>,
): Promise<number> {
  return withDesk(settings, async (desk) => {
    const { changeId, documentIds } = await work(desk, await operatorNamed(desk, 'analyst', as));
    for (const id of documentIds) terminal.out(`${id}\n`);
    terminal.error(
      `${counted(documentIds.length, 'document')} moved; “vigie story undo ${changeId}” puts them back.\n`,
    );
    return EXIT.found;
  });
}
