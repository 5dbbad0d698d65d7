import { NOW, type TestStore, uuid } from './store.ts';

/** What a row of a test is of: labels are those of the US markings, `U` where none is named. */
interface RowChoice {
  readonly marking?: string;
  /** Days before the clock of the tests. */
  readonly daysAgo?: number;
}

function daysBefore(days: number): Date {
  return new Date(NOW - days * 86_400_000);
}

/** Adds a hit as the pipeline would. */
export async function addHitRow(
  store: TestStore,
  hit: { readonly orderId: string; readonly questionId: string; readonly documentId: string },
  { judgement = 'new', note = null }: { readonly judgement?: string; readonly note?: string | null } = {},
): Promise<string> {
  const id = uuid();
  await store.database.work.query(
    `insert into vigie.hit (id, order_id, question_id, document_id, document_label_id, order_label_id, judgement, note,
       made_at, changed_at)
     select $1, $2, $3, $4, document.label_id, watch_order.label_id, $5, $6, $7, $7
     from vigie.document, vigie.watch_order where document.id = $4 and watch_order.id = $2`,
    [id, hit.orderId, hit.questionId, hit.documentId, judgement, note, daysBefore(0)],
  );
  return id;
}

/** Adds a report of one paragraph that cites a document. */
export async function addReportRow(
  store: TestStore,
  {
    documentId,
    hitId = null,
    ownerId,
  }: { readonly documentId: string; readonly hitId?: string | null; readonly ownerId: string },
  { status = 'released', marking = 'U', daysAgo = 0 }: RowChoice & { readonly status?: string } = {},
): Promise<string> {
  const [id, labelId] = [uuid(), await store.label(marking)];
  const values = [id, labelId, ownerId, daysBefore(daysAgo)];
  await store.database.work.query(
    `insert into vigie.report (id, title, version, status, label_id, owner_id, banner, made_at, changed_at)
     values ($1, 'report', 1, $5, $2, $3, 'UNCLASSIFIED', $4, $4)`,
    [...values, status],
  );
  await store.database.work.query(
    `insert into vigie.report_version (report_id, version, label_id, title, content, author_id, made_at)
     values ($1, 1, $2, 'report', '{}', $3, $4)`,
    values,
  );
  await store.database.work.query(
    `insert into vigie.report_citation (report_id, version, id, place, label_id, document_label_id, document_id, hit_id)
     select $1, 1, $1, 1, $2, document.label_id, document.id, $4 from vigie.document where document.id = $3`,
    [id, labelId, documentId, hitId],
  );
  return id;
}

/** Adds a task for a member of the desk. */
export async function addTaskRow(
  store: TestStore,
  task: {
    readonly orderId: string;
    readonly questionId: string;
    readonly memberId: string;
    readonly instruction?: string;
  },
): Promise<string> {
  const id = uuid();
  await store.database.work.query(
    `insert into vigie.task (id, order_id, question_id, label_id, instruction, member_id, status, offered_by, made_at, changed_at)
     select $1, $2, $3, label_id, $5, $4, 'accepted', owner_id, $6, $6 from vigie.watch_order where id = $2`,
    [id, task.orderId, task.questionId, task.memberId, task.instruction ?? 'ask', daysBefore(0)],
  );
  return id;
}
