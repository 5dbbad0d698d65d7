import type { Actor } from '../../src/actions/actor.ts';
import { assignHit } from '../../src/actions/assign-hit.ts';
import { changeBackFill } from '../../src/actions/change-back-fill.ts';
import { dropQuarantined } from '../../src/actions/change-quarantined.ts';
import { changeSource } from '../../src/actions/change-source.ts';
import { changeTarget } from '../../src/actions/change-target.ts';
import { createSource } from '../../src/actions/create-source.ts';
import { createTarget } from '../../src/actions/create-target.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { explainDocument } from '../../src/actions/explain-document.ts';
import { explainHits } from '../../src/actions/explain-hits.ts';
import { fileNote } from '../../src/actions/file-note.ts';
import { judgeHits } from '../../src/actions/judge-hits.ts';
import { listBackFills } from '../../src/actions/list-back-fills.ts';
import { listEditions } from '../../src/actions/list-editions.ts';
import { listGroups, readGroup } from '../../src/actions/list-groups.ts';
import { listQuarantined } from '../../src/actions/list-quarantined.ts';
import { listReaders } from '../../src/actions/list-readers.ts';
import { listSources } from '../../src/actions/list-sources.ts';
import { listTargets } from '../../src/actions/list-targets.ts';
import { listTaskNotes } from '../../src/actions/list-task-notes.ts';
import { listTasks } from '../../src/actions/list-tasks.ts';
import { moveTask } from '../../src/actions/move-task.ts';
import { offerTask } from '../../src/actions/offer-task.ts';
import { previewQuestion } from '../../src/actions/preview-question.ts';
import { readDocumentBytes } from '../../src/actions/read-document-bytes.ts';
import { readHit } from '../../src/actions/read-hit.ts';
import { readSource } from '../../src/actions/read-source.ts';
import { readStory } from '../../src/actions/read-story.ts';
import { readTarget } from '../../src/actions/read-target.ts';
import { readTask } from '../../src/actions/read-task.ts';
import { snoozeHit } from '../../src/actions/snooze-hit.ts';
import { undoJudgement } from '../../src/actions/undo-judgement.ts';
import { LOW_ACTS_ON_REPORTS } from './low-acts-on-reports.ts';
import { LOW_ACTS_ON_THE_QUEUE } from './low-acts-on-the-queue.ts';
import type { LowAct, NOUN_ACTS } from './scenario.ts';
import { NAMES, STATED, TEXTS } from './scenario.ts';
import { idOf, pick } from './world.ts';

type Refer = (noun: string) => string;
type Doing = (desk: Desk, actor: Actor, act: LowAct, refer: Refer) => Promise<unknown>;

const CHANGES = ['accept', 'decline', 'finish'] as const;
const RUN_CHANGES = ['pause', 'resume', 'cancel'] as const;

/** Acts on sources, targets, tasks, hits and people, by the name of the act. */
export const LOW_ACTS_ON_NOUNS: Readonly<Record<(typeof NOUN_ACTS)[number], Doing>> = {
  ...LOW_ACTS_ON_THE_QUEUE,
  ...LOW_ACTS_ON_REPORTS,
  'explain-document': (desk, actor, _act, refer) => explainDocument(desk, actor, refer('document')),
  'explain-hits': (desk, actor, _act, refer) => explainHits(desk, actor, [refer('hit')]),
  'preview-question': (desk, actor, { words }) => previewQuestion(desk, actor, { expression: pick(TEXTS, words) }),
  'read-story': (desk, actor, _act, refer) => readStory(desk, actor, refer('document')),
  'list-back-fills': (desk, actor, { most }) => listBackFills(desk, actor, { most }),
  'change-back-fill': (desk, actor, { words }, refer) =>
    changeBackFill(desk, actor, { id: refer('back-fill'), change: pick(RUN_CHANGES, words) }),
  'drop-quarantined': (desk, actor, _act, refer) => dropQuarantined(desk, actor, refer('quarantined')),
  'list-quarantined': (desk, actor, { most }) => listQuarantined(desk, actor, { most }),
  'list-targets': (desk, actor, { most }) => listTargets(desk, actor, { most }),
  'read-target': (desk, actor, _act, refer) => readTarget(desk, actor, refer('target')),
  'create-target': (desk, actor, { words, label }) =>
    createTarget(desk, actor, {
      ...pick(STATED, label),
      ...{
        name: pick(NAMES, words),
        title: pick(TEXTS, words),
        kind: 'party',
        aliases: [{ text: pick(TEXTS, words) }],
      },
    }),
  'change-target': async (desk, actor, { words }, refer) => {
    const { id, changedAt } = await readTarget(desk, actor, refer('target'));
    return changeTarget(desk, actor, { id, changedAt, title: pick(TEXTS, words), aliases: [] });
  },
  'list-sources': (desk, actor, { most }) => listSources(desk, actor, { most }),
  'read-source': (desk, actor, _act, refer) => readSource(desk, actor, refer('source')),
  'create-source': (desk, actor, { words, label, most }) =>
    createSource(desk, actor, {
      ...pick(STATED, label),
      ...{
        name: pick(NAMES, words),
        kind: words % 2 === 0 ? 'feed' : 'field-notes',
        address: 'https://news.example/feed',
        reliability: 'B',
        trusted: false,
      },
      defaultMarking: pick(STATED, label + most - 1),
    }),
  'change-source': async (desk, actor, { words }, refer) => {
    const source = await readSource(desk, actor, refer('source'));
    return changeSource(desk, actor, { ...source, name: pick(TEXTS, words) });
  },
  'offer-task': (desk, actor, { words, label, by, target }, refer) =>
    offerTask(desk, actor, {
      questionId: target.of === 'below' ? idOf('question', refer('order')) : refer('question'),
      to:
        label % 2 === 0
          ? {
              memberId: pick(
                [idOf('person', by === 'low' ? 'peer' : 'low'), idOf('person', 'high'), refer('reader')],
                words,
              ),
            }
          : { sourceId: refer('source') },
      instruction: pick(TEXTS, words),
    }),
  'move-task': (desk, actor, { words, label }, refer) =>
    moveTask(desk, actor, { id: refer('task'), move: pick(CHANGES, words), note: pick(TEXTS, label) }),
  'file-note': (desk, actor, { words, label, most }, refer) =>
    fileNote(desk, actor, {
      sourceId: refer('source'),
      title: pick(TEXTS, words),
      body: pick(TEXTS, label),
      ...(most % 2 === 0 && { stated: pick(STATED, label) }),
      ...(words % 2 === 0 && { taskId: refer('task') }),
      ...(label % 3 === 0 && { informant: refer('informant') }),
    }),
  'list-task-notes': (desk, actor, _act, refer) => listTaskNotes(desk, actor, refer('task')),
  'read-task': (desk, actor, _act, refer) => readTask(desk, actor, refer('task')),
  'list-tasks': (desk, actor, { most, label }, refer) =>
    listTasks(desk, actor, { most, mine: label % 3 === 0, orderId: label % 3 === 1 ? refer('order') : undefined }),
  'read-hit': (desk, actor, _act, refer) => readHit(desk, actor, refer('hit')),
  'assign-hit': (desk, actor, { words }, refer) =>
    assignHit(desk, actor, {
      id: refer('hit'),
      memberId: pick([idOf('person', 'peer'), idOf('person', 'high'), refer('reader'), null], words),
    }),
  'snooze-hit': (desk, actor, { words }, refer) =>
    snoozeHit(desk, actor, { id: refer('hit'), until: new Date(desk.now() + (words - 1) * 60_000) }),
  'judge-hits': (desk, actor, { most }, refer) =>
    judgeHits(desk, actor, {
      ids: [refer('hit'), idOf('row', 'below', 'hit 0')],
      judgement: 'relevant',
      credibility: most,
    }),
  'undo-judgement': (desk, actor, { most }, refer) => undoJudgement(desk, actor, { id: refer('hit'), place: most }),
  'list-editions': (desk, actor, _act, refer) => listEditions(desk, actor, refer('document')),
  'read-bytes': (desk, actor, _act, refer) => readDocumentBytes(desk, actor, refer('document')),
  'list-readers': (desk, actor, { most }) => listReaders(desk, actor, { most }),
  'list-groups': (desk, actor, { most }) => listGroups(desk, actor, { most }),
  'read-group': (desk, actor, _act, refer) => readGroup(desk, actor, refer('group')),
};
