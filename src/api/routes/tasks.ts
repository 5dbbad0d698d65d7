import { fileNote } from '../../actions/file-note.ts';
import { listTaskNotes } from '../../actions/list-task-notes.ts';
import { listTasks } from '../../actions/list-tasks.ts';
import { moveTask } from '../../actions/move-task.ts';
import { offerTask } from '../../actions/offer-task.ts';
import { readTask } from '../../actions/read-task.ts';
import { notes } from '../../schema/wire/document.ts';
import { byId } from '../../schema/wire/fields.ts';
import { newNote } from '../../schema/wire/note.ts';
import { madeThing } from '../../schema/wire/people.ts';
import { newTask, task, taskList, taskListRequest, taskMove, taskPlace } from '../../schema/wire/task.ts';
import { route } from '../route.ts';

export const TASK_ROUTES = [
  route({
    method: 'GET',
    path: '/tasks',
    summary: 'Tasks, those that changed last first',
    scope: 'read',
    labels: 'by-policy',
    query: taskListRequest,
    answer: taskList,
    handle: ({ desk, actor, query }) => listTasks(desk, actor, query),
  }),
  route({
    method: 'POST',
    path: '/tasks',
    summary: 'Hand a question to a member of the desk or to a source',
    scope: 'write',
    labels: 'by-policy',
    body: newTask,
    answer: taskPlace,
    handle: ({ desk, actor, body }) => offerTask(desk, actor, body),
  }),
  route({
    method: 'GET',
    path: '/tasks/:id',
    summary: 'A task',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: task,
    handle: ({ desk, actor, params }) => readTask(desk, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/tasks/:id/moves',
    summary: 'Accept, decline or finish a task',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    body: taskMove,
    answer: taskPlace,
    handle: ({ desk, actor, params, body }) => moveTask(desk, actor, { ...params, ...body }),
  }),
  route({
    method: 'GET',
    path: '/tasks/:id/notes',
    summary: 'The field notes that answer a task',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: notes,
    handle: async ({ desk, actor, params }) => ({ notes: await listTaskNotes(desk, actor, params.id) }),
  }),
  route({
    method: 'POST',
    path: '/notes',
    summary: 'File a field note',
    scope: 'write',
    labels: 'by-policy',
    body: newNote,
    answer: madeThing,
    handle: ({ desk, actor, body }) => fileNote(desk, actor, body),
  }),
];
