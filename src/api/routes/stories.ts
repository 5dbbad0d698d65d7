import { listStoryChanges } from '../../actions/list-story-changes.ts';
import { mergeStories } from '../../actions/merge-stories.ts';
import { readStory } from '../../actions/read-story.ts';
import { splitStory } from '../../actions/split-story.ts';
import { undoStoryChange } from '../../actions/undo-story-change.ts';
import { story } from '../../schema/wire/document.ts';
import { byId } from '../../schema/wire/fields.ts';
import { merging, split, storyChanged, storyChanges } from '../../schema/wire/story.ts';
import { route } from '../route.ts';

export const STORY_ROUTES = [
  route({
    method: 'GET',
    path: '/documents/:id/story',
    summary: 'The documents that tell the same thing',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: story,
    handle: async ({ desk, actor, params }) => ({ members: await readStory(desk, actor, params.id) }),
  }),
  route({
    method: 'GET',
    path: '/documents/:id/story-changes',
    summary: 'Where people moved the documents of a story',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: storyChanges,
    handle: async ({ desk, actor, params }) => ({ changes: await listStoryChanges(desk, actor, params.id) }),
  }),
  route({
    method: 'POST',
    path: '/stories/splits',
    summary: 'Take documents out of a story into one of their own',
    scope: 'write',
    labels: 'by-policy',
    body: split,
    answer: storyChanged,
    handle: ({ desk, actor, body }) => splitStory(desk, actor, body.documentIds),
  }),
  route({
    method: 'POST',
    path: '/stories/merges',
    summary: 'Put one story into another',
    scope: 'write',
    labels: 'by-policy',
    body: merging,
    answer: storyChanged,
    handle: ({ desk, actor, body }) => mergeStories(desk, actor, body),
  }),
  route({
    method: 'POST',
    path: '/stories/changes/:id/undo',
    summary: 'Put back where documents were before a split or a merge',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    answer: storyChanged,
    handle: ({ desk, actor, params }) => undoStoryChange(desk, actor, params.id),
  }),
];
