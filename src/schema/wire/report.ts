import { z } from 'zod';
import { ORDER_STATUSES } from '../../domain/order.ts';
import { QUESTION_STATES } from '../../domain/question.ts';
import { CONFIDENCES, LIKELIHOODS, REPORT_LANGUAGES, REPORT_STATUSES } from '../../domain/report.ts';
import { RELIABILITIES } from '../../domain/source.ts';
import { id, instant, pageOf, pageRequest, stated } from './fields.ts';
import { said } from './said.ts';

const mark = z.string().max(1000).describe('As written, without parentheses; empty while there is none yet.');
const words = z.string().max(400_000);

const inline = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    text: words,
    strong: z.literal(true).optional(),
    emphasis: z.literal(true).optional(),
    link: z.string().max(2000).optional(),
  }),
  z.strictObject({ kind: z.literal('citation'), id: id.describe('Of a citation of the report.') }),
  z.strictObject({ kind: z.literal('reference'), id: id.describe('Of a heading or a table of the report.') }),
]);
const content = z.array(inline).max(10_000);

const marked = {
  id: id.describe('By which the report itself calls it; no copy holds it.'),
  mark,
  content,
  confidence: z.enum(CONFIDENCES).optional(),
  likelihood: z.enum(LIKELIHOODS).optional(),
};
const row = z.strictObject({ mark, cells: z.array(content).max(30) });
const portion = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), level: z.literal([1, 2, 3]), ...marked }),
  z.strictObject({ kind: z.literal('paragraph'), ...marked }),
  z.strictObject({ kind: z.literal('quote'), ...marked }),
  z.strictObject({ kind: z.literal('item'), depth: z.int().min(0).max(5), isNumbered: z.boolean(), ...marked }),
  z.strictObject({
    kind: z.literal('table'),
    header: z.array(content).min(1).max(30),
    rows: z.array(row).max(1000),
    ...marked,
  }),
]);

const credibility = z.int().min(1).max(6).nullable().describe('From 1 (confirmed) to 6 (cannot be judged).');
const citation = z.strictObject({
  id: id.describe('By which the portions call it.'),
  documentId: id,
  hitId: id.optional(),
  quotation: z.string().max(2000).optional(),
  reliability: z.enum(RELIABILITIES).nullable(),
  credibility,
});
const answer = z.strictObject({ portionId: id, questionId: id, isWhole: z.boolean() });

/** A report as somebody writes it. */
export const writtenReport = z.strictObject({
  title: z.string().max(300),
  titleMark: mark,
  language: z.enum(REPORT_LANGUAGES),
  handling: z.strictObject(stated).describe('What the draft is handled as while it is written, at least.'),
  raised: z.strictObject({ marking: z.string().max(1000), reason: z.string().max(1000) }).optional(),
  saysCut: z.boolean().describe('Whether each copy says that it is cut to what its reader may read.'),
  portions: z.array(portion).max(2000),
  citations: z.array(citation).max(1000),
  answers: z.array(answer).max(500),
});

export const reportStatus = z.enum(REPORT_STATUSES);
export const reportDraft = z.strictObject({ report: writtenReport, supersedesId: id.optional() });

/** A report as it was read. */
const read = { version: z.int().min(1), changedAt: instant };
export const writtenOn = z.strictObject({ ...read, report: writtenReport });
export const reportMovement = z.strictObject({ ...read, move: z.enum(['submit', 'return']) });
export const reportApproval = z.strictObject(read);
export const movedReport = z.object({ id, status: reportStatus, changedAt: instant });

/** What is sent back of a report that was written: never its text. */
export const reportPlace = z.object({ id, version: z.int(), status: reportStatus, changedAt: instant });

const finding = z.object({
  ...said,
  severity: z.enum(['error', 'warning']),
  portionId: id.optional(),
  row: z.int().optional().describe('Of a table, from 0.'),
});
const shownSource = z.object({
  citationId: id,
  documentId: id,
  title: z.string(),
  source: z.string().nullable(),
  address: z.string().nullable(),
  publishedOn: z.string().nullable(),
  mark: z.string().nullable().describe('What the document asks in the scheme of the report.'),
});
const shownQuestion = z.object({
  id,
  letter: z.string(),
  wording: z.string(),
  state: z.enum(QUESTION_STATES),
  orderId: id,
  orderTitle: z.string(),
  orderStatus: z.enum(ORDER_STATUSES),
});

const checked = {
  banner: z.string().nullable().describe('What the portions come to, as it is raised; null while none is marked.'),
  reasons: z.array(
    z.object({
      element: z.string(),
      sentence: z.string(),
      portions: z.array(id.nullable()).describe('The portions that brought it; null stands for the title.'),
    }),
  ),
  findings: z.array(finding),
  sources: z.array(shownSource),
  questions: z.array(shownQuestion),
};
export const checkedReport = z.object(checked);

export const wholeReport = z.object({
  id,
  version: z.int(),
  status: reportStatus,
  moves: z.array(z.enum(['submit', 'return', 'approve', 'release', 'recall', 'supersede'])),
  ownerId: id.nullable(),
  authorId: id.nullable().describe('Who wrote this version, where the caller may know of them.'),
  report: writtenReport,
  ...checked,
  approvals: z.array(z.object({ version: z.int(), approverId: id.nullable(), madeAt: instant })),
  supersedesId: id.nullable(),
  madeAt: instant,
  changedAt: instant,
});

export const listedReport = z.object({
  id,
  title: z.string(),
  version: z.int(),
  status: reportStatus,
  banner: z.string(),
  ownerId: id.nullable(),
  orders: z.array(z.object({ id, title: z.string(), letters: z.array(z.string()) })),
  changedAt: instant,
});
export const reportList = pageOf(listedReport);
export const reportListRequest = z.strictObject({
  ...pageRequest,
  status: reportStatus.optional(),
  orderId: id.optional().describe('Reports that answer a question of this order.'),
});

export const reportVersions = z.object({
  items: z.array(z.object({ version: z.int(), title: z.string(), authorId: id.nullable(), madeAt: instant })),
  next: z.int().optional().describe('Versions below this one are on the next page.'),
});
export const reportVersionsRequest = z.strictObject({
  before: z.coerce.number().int().min(1).optional(),
  most: z.coerce.number().int().min(1).max(200).optional(),
});
export const byVersion = z.strictObject({ id, version: z.coerce.number().int().min(1) });
