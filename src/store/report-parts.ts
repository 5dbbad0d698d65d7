import type pg from 'pg';
import type { Answer, Citation } from '../domain/report.ts';
import type { Reliability } from '../domain/source.ts';
import { storable } from './storable.ts';

/** A version of a report, with the label that its parts carry. */
export interface VersionPlace {
  readonly id: string;
  readonly version: number;
  readonly labelId: number;
}

/** Writes what a version of a report cites and answers. All of it was found before. */
export async function writeReportParts(
  client: pg.ClientBase,
  { id, version, labelId }: VersionPlace,
  { citations, answers }: { readonly citations: readonly Citation[]; readonly answers: readonly Answer[] },
): Promise<void> {
  await client.query(
    `insert into vigie.report_citation
       (report_id, version, id, place, label_id, document_label_id, document_id, hit_id, quotation, reliability, credibility)
     select $1, $2, cited.id, cited.place, $3, document.label_id, document.id, cited.hit_id, quotation, reliability, credibility
     from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::smallint[]) with ordinality
       as cited (id, document_id, hit_id, quotation, reliability, credibility, place)
     join vigie.document on document.id = cited.document_id`,
    [
      id,
      version,
      labelId,
      citations.map((one) => one.id),
      citations.map(({ documentId }) => documentId),
      citations.map(({ hitId }) => hitId ?? null),
      citations.map(({ quotation }) => (quotation === undefined ? null : storable(quotation))),
      citations.map(({ reliability }) => reliability),
      citations.map(({ credibility }) => credibility),
    ],
  );
  await client.query(
    `insert into vigie.report_answer (report_id, version, portion_id, question_id, label_id, order_label_id, is_whole)
     select $1, $2, answered.portion_id, question.id, $3, question.label_id, answered.is_whole
     from unnest($4::uuid[], $5::uuid[], $6::boolean[]) as answered (portion_id, question_id, is_whole)
     join vigie.question on question.id = answered.question_id`,
    [
      id,
      version,
      labelId,
      answers.map(({ portionId }) => portionId),
      answers.map(({ questionId }) => questionId),
      answers.map(({ isWhole }) => isWhole),
    ],
  );
}

/** Returns what a version of a report cites, as far as its documents are there. */
export async function readCitationsOf(
  client: pg.ClientBase,
  { id, version }: Pick<VersionPlace, 'id' | 'version'>,
): Promise<readonly Citation[]> {
  const { rows } = await client.query<
    Omit<Citation, 'hitId' | 'quotation'> & { hitId: string | null; quotation: string | null }
  >(
    `select id, document_id as "documentId", hit_id as "hitId", quotation, reliability, credibility
     from vigie.report_citation where report_id = $1 and version = $2 order by place`,
    [id, version],
  );
  return rows.map(({ hitId, quotation, ...rest }) => ({
    ...rest,
    ...(hitId !== null && { hitId }),
    ...(quotation !== null && { quotation }),
  }));
}

export async function readAnswersOf(
  client: pg.ClientBase,
  { id, version }: Pick<VersionPlace, 'id' | 'version'>,
): Promise<readonly Answer[]> {
  const { rows } = await client.query<Answer>(
    `select portion_id as "portionId", question_id as "questionId", is_whole as "isWhole" from vigie.report_answer
     where report_id = $1 and version = $2 order by portion_id, question_id`,
    [id, version],
  );
  return rows;
}

/** What is told of a document that is cited. */
export interface CitedDocument {
  readonly id: string;
  readonly title: string;
  readonly address: string | null;
  /** A UTC day. */
  readonly publishedOn: string | null;
  readonly labelId: number;
  /** Of the source, where the session may know of it. */
  readonly source: string | null;
  readonly sourceLabelId: number | null;
  readonly reliability: Reliability | null;
}

/** Returns the documents of these ids that the session may read. */
export async function citedDocuments(
  client: pg.ClientBase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CitedDocument>> {
  const { rows } = await client.query<CitedDocument>(
    `select document.id, document.title, document.address, to_char(published_on, 'YYYY-MM-DD') as "publishedOn",
       document.label_id as "labelId", source.name as source, source.reliability, source.label_id as "sourceLabelId"
     from vigie.document left join vigie.source on source.id = document.source_id
     where document.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** A hit that is cited, with the label of its order. */
export interface CitedHit {
  readonly id: string;
  readonly documentId: string;
  readonly orderLabelId: number;
}

/** Returns those of the hits that the session may read. */
export async function citedHits(client: pg.ClientBase, ids: readonly string[]): Promise<ReadonlyMap<string, CitedHit>> {
  const { rows } = await client.query<CitedHit>(
    `select id, document_id as "documentId", order_label_id as "orderLabelId" from vigie.hit where id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** A report that cites a hit. */
export interface CitingReport {
  readonly id: string;
  readonly title: string;
}

/** Returns the reports of which the last version cites a hit, as far as the session may read them. */
export async function reportsCiting(client: pg.ClientBase, hitId: string): Promise<readonly CitingReport[]> {
  const { rows } = await client.query<CitingReport>(
    `select distinct report.id, report.title from vigie.report_citation citation
     join vigie.report on report.id = citation.report_id and report.version = citation.version
     where citation.hit_id = $1 order by report.title, report.id`,
    [hitId],
  );
  return rows;
}

/** A question that is answered, with its order. */
export interface AnsweredQuestion {
  readonly id: string;
  readonly letter: string;
  readonly wording: string;
  readonly state: string;
  readonly orderId: string;
  readonly orderTitle: string;
  readonly orderStatus: string;
  readonly labelId: number;
}

/** Returns the questions of these ids that the session may read; locked in one order for who moves them. */
export async function answeredQuestions(
  client: pg.ClientBase,
  ids: readonly string[],
  purpose: 'to read' | 'to change' = 'to read',
): Promise<ReadonlyMap<string, AnsweredQuestion>> {
  const lock = purpose === 'to change' ? ' order by question.id for update of question' : '';
  const { rows } = await client.query<AnsweredQuestion>(
    `select question.id, letter, wording, replace(question.state, '-', ' ') as state, watch_order.id as "orderId",
       watch_order.content #>> '{order,title}' as "orderTitle", watch_order.status as "orderStatus",
       question.label_id as "labelId"
     from vigie.question join vigie.watch_order on watch_order.id = question.order_id
     where question.id = any($1::uuid[])${lock}`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** An approval of a version. */
export interface ReportApproval {
  readonly version: number;
  /** Null where the session may not know of who gave it. */
  readonly approverId: string | null;
  readonly madeAt: Date;
}

/** Keeps an approval; returns whether it is the first of this person for this version. */
export async function addReportApproval(
  client: pg.ClientBase,
  { id, version, labelId }: VersionPlace,
  approverId: string,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into vigie.report_approval (report_id, version, approver_id, label_id, made_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [id, version, approverId, labelId, now],
  );
  return rowCount === 1;
}

export async function reportApprovals(client: pg.ClientBase, id: string): Promise<readonly ReportApproval[]> {
  const { rows } = await client.query<ReportApproval>(
    `select version, (select known.id from vigie.reader as known where known.id = approver_id) as "approverId",
       made_at as "madeAt" from vigie.report_approval where report_id = $1 order by made_at, approver_id`,
    [id],
  );
  return rows;
}
