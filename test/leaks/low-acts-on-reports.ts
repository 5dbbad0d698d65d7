import type { Actor } from '../../src/actions/actor.ts';
import { acknowledgeCopy, answerCopy } from '../../src/actions/answer-copy.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { draftReport } from '../../src/actions/draft-report.ts';
import { listCopyAnswers } from '../../src/actions/list-copy-answers.ts';
import { listReports } from '../../src/actions/list-reports.ts';
import { moveReport } from '../../src/actions/move-report.ts';
import { listCopies, readCopy } from '../../src/actions/own-copies.ts';
import { previewCopy } from '../../src/actions/preview-release.ts';
import { previewReport } from '../../src/actions/preview-report.ts';
import { listReleases, readLedger } from '../../src/actions/read-ledger.ts';
import { readReport } from '../../src/actions/read-report.ts';
import { writeReport } from '../../src/actions/write-report.ts';
import { SATISFACTIONS } from '../../src/domain/channel.ts';
import type { WrittenReport } from '../../src/domain/report.ts';
import { type LowAct, type REPORT_ACTS, STATED, TEXTS } from './scenario.ts';
import { idOf, pick } from './world.ts';

type Refer = (noun: string) => string;
type Doing = (desk: Desk, actor: Actor, act: LowAct, refer: Refer) => Promise<unknown>;

const MOVES = ['submit', 'return', 'approve'] as const;
const LEDGERS = ['releaseId', 'reportId', 'orderId', 'recipientId'] as const;
const NOUNS = { releaseId: 'release', reportId: 'report', orderId: 'order', recipientId: 'reader' } as const;

/** Acts on reports, and on what was released, by the name of the act. */
export const LOW_ACTS_ON_REPORTS: Readonly<Record<(typeof REPORT_ACTS)[number], Doing>> = {
  'list-reports': (desk, actor, { most, label }, refer) =>
    listReports(desk, actor, { most, orderId: label % 2 === 0 ? refer('order') : undefined }),
  'read-report': (desk, actor, { most }, refer) =>
    readReport(desk, actor, refer('report'), most === 1 ? undefined : most - 1),
  'draft-report': (desk, actor, act, refer) => draftReport(desk, actor, { report: reportOf(act, refer) }),
  'write-report': async (desk, actor, act, refer) => {
    const read = await readReport(desk, actor, refer('report'));
    return writeReport(desk, actor, { ...read, report: reportOf(act, refer) });
  },
  'move-report': async (desk, actor, { words }, refer) => {
    const read = await readReport(desk, actor, refer('report'));
    return moveReport(desk, actor, { ...read, move: pick(MOVES, words) });
  },
  'preview-report': (desk, actor, act, refer) => previewReport(desk, actor, reportOf(act, refer)),
  'preview-copy': (desk, actor, { words }, refer) =>
    previewCopy(desk, actor, {
      id: refer('report'),
      recipientId: pick([idOf('person', 'low'), idOf('person', 'high'), refer('reader')], words),
    }),
  'read-ledger': (desk, actor, { words }, refer) => {
    const by = pick(LEDGERS, words);
    return readLedger(desk, actor, { by, id: by === 'recipientId' ? actor.id : refer(NOUNS[by]) });
  },
  'list-releases': (desk, actor, _act, refer) => listReleases(desk, actor, refer('report')),
  'list-copies': (desk, actor, { most }) => listCopies(desk, actor, { most }),
  'read-copy': (desk, actor, _act, refer) => readCopy(desk, actor, refer('copy')),
  'acknowledge-copy': (desk, actor, _act, refer) => acknowledgeCopy(desk, actor, refer('copy')),
  'answer-copy': (desk, actor, { words }, refer) =>
    answerCopy(desk, actor, { id: refer('copy'), satisfaction: pick(SATISFACTIONS, words), words: 'and who pays?' }),
  'list-copy-answers': (desk, actor, { most }) => listCopyAnswers(desk, actor, { most }),
};

/** A report of one portion that cites a document and answers a question, which may be above. */
function reportOf({ words, label, most, by }: LowAct, refer: Refer): WrittenReport {
  const [portionId, citationId] = [idOf('own portion', by, words), idOf('own citation', by, words)];
  const { scheme, marking, needToKnow } = pick(STATED, label);
  const hasAnswer = most === 2;
  const hasCitation = most !== 3;
  return {
    title: pick(TEXTS, words),
    titleMark: 'U',
    language: 'en',
    handling: { scheme, marking, needToKnow },
    saysCut: false,
    portions: [
      {
        kind: 'paragraph',
        id: portionId,
        mark: scheme === 'us-capco' ? pick(STATED, words).marking : 'P',
        content: [
          { kind: 'text', text: pick(TEXTS, words) },
          ...(hasCitation ? [{ kind: 'citation', id: citationId } as const] : []),
        ],
      },
    ],
    citations: hasCitation
      ? [{ id: citationId, documentId: refer('document'), reliability: null, credibility: null }]
      : [],
    answers: hasAnswer ? [{ portionId, questionId: idOf('question', refer('order')), isWhole: true }] : [],
  };
}
