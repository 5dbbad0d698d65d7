import type pg from 'pg';
import type { ReportStatus, WrittenReport } from '../domain/report.ts';
import { knownReader } from './known-reader.ts';
import { type Page, pageOf } from './page.ts';
import { storableJson as json, storable } from './storable.ts';

/** The text of a report; what it cites and answers stands in tables of its own. */
export type ReportText = Omit<WrittenReport, 'citations' | 'answers'>;

export interface StoredReport {
  readonly id: string;
  readonly version: number;
  readonly status: ReportStatus;
  readonly labelId: number;
  /** Null where the session may not know of the owner. */
  readonly ownerId: string | null;
  readonly banner: string;
  readonly text: ReportText;
  readonly supersedesId: string | null;
  /** Who wrote the version, and when. */
  readonly authorId: string | null;
  readonly writtenAt: Date;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

/** A report as it is added or written on. */
export type NewReport = Pick<
  StoredReport,
  'id' | 'version' | 'status' | 'labelId' | 'banner' | 'text' | 'supersedesId'
> & {
  readonly authorId: string;
};

const REPORTS = `select report.id, report.version, status, report.label_id as "labelId", ${knownReader('owner_id')} as "ownerId",
  banner, written.content as text, ${knownReader('report.supersedes_id').replace('vigie.reader', 'vigie.report')} as "supersedesId",
  ${knownReader('written.author_id')} as "authorId", written.made_at as "writtenAt", report.made_at as "madeAt",
  report.changed_at as "changedAt"
  from vigie.report join vigie.report_version written on written.report_id = report.id and written.version = report.version`;

/** Adds a report with its first version. */
export async function addReport(client: pg.ClientBase, report: NewReport, now: Date): Promise<void> {
  await client.query(
    `insert into vigie.report (id, title, version, status, label_id, owner_id, banner, supersedes_id, made_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
    [
      report.id,
      storable(report.text.title),
      report.version,
      report.status,
      report.labelId,
      report.authorId,
      storable(report.banner),
      report.supersedesId,
      now,
    ],
  );
  await addVersion(client, report, now);
}

/** Writes a version of a report, over one of the same number where there is one. */
export async function writeReport(
  client: pg.ClientBase,
  report: NewReport,
  { changedAt, writtenAt }: { readonly changedAt: Date; readonly writtenAt: Date },
): Promise<void> {
  await client.query('delete from vigie.report_version where report_id = $1 and version = $2', [
    report.id,
    report.version,
  ]);
  await client.query(
    'update vigie.report set title = $2, version = $3, label_id = $4, banner = $5, changed_at = $6 where id = $1',
    [report.id, storable(report.text.title), report.version, report.labelId, storable(report.banner), changedAt],
  );
  await addVersion(client, report, writtenAt);
}

async function addVersion(client: pg.ClientBase, { id, version, labelId, text, authorId }: NewReport, now: Date) {
  await client.query(
    `insert into vigie.report_version (report_id, version, label_id, title, content, author_id, made_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, version, labelId, storable(text.title), json(text), authorId, now],
  );
}

/** Returns the report, or nothing where there is none that the session may read: the two are not told apart. */
export async function readReport(
  client: pg.ClientBase,
  id: string,
  purpose: 'to read' | 'to change' = 'to read',
): Promise<StoredReport | undefined> {
  const lock = purpose === 'to change' ? ' for update of report' : '';
  const { rows } = await client.query<StoredReport>(`${REPORTS} where report.id = $1${lock}`, [id]);
  return rows[0];
}

/** Returns a version of a report that the session may read. */
export async function readReportVersion(
  client: pg.ClientBase,
  id: string,
  version: number,
): Promise<StoredReport | undefined> {
  const { rows } = await client.query<StoredReport>(
    `${REPORTS.replace('written.version = report.version', 'written.version = $2').replace('report.version, status', 'written.version, status')}
     where report.id = $1`,
    [id, version],
  );
  return rows[0];
}

/** A version as lists show it. */
export interface ListedReportVersion {
  readonly version: number;
  readonly title: string;
  readonly authorId: string | null;
  readonly madeAt: Date;
}

/** Returns the versions of a report below `before`, the last one first. */
export async function listReportVersions(
  client: pg.ClientBase,
  { id, before, most }: { readonly id: string; readonly before: number | undefined; readonly most: number },
): Promise<Page<ListedReportVersion, number>> {
  const { rows } = await client.query<ListedReportVersion>(
    `select version, title, ${knownReader('author_id')} as "authorId", made_at as "madeAt" from vigie.report_version
     where report_id = $1 and ($2::int is null or version < $2) order by version desc limit $3`,
    [id, before ?? null, most + 1],
  );
  return pageOf(rows, most, ({ version }) => version);
}

/** Returns who wrote the versions of a report, once each. For the pipeline's role, which sees all versions. */
export async function reportAuthors(work: pg.ClientBase | pg.Pool, id: string): Promise<readonly string[]> {
  const { rows } = await work.query<{ authorId: string }>(
    'select distinct author_id as "authorId" from vigie.report_version where report_id = $1',
    [id],
  );
  return rows.map(({ authorId }) => authorId);
}

export async function setReportStatus(
  client: pg.ClientBase,
  { id, status, changedAt }: Pick<StoredReport, 'id' | 'status' | 'changedAt'>,
): Promise<void> {
  await client.query('update vigie.report set status = $2, changed_at = $3 where id = $1', [id, status, changedAt]);
}

/** A report as lists show it. */
export interface ListedReport {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly status: ReportStatus;
  readonly banner: string;
  readonly ownerId: string | null;
  /** The orders whose questions it answers. */
  readonly orders: readonly { readonly id: string; readonly title: string; readonly letters: readonly string[] }[];
  readonly changedAt: Date;
}

export interface ReportQuery {
  readonly status?: ReportStatus | undefined;
  /** An order of which it answers a question. */
  readonly orderId?: string | undefined;
  readonly after?: { readonly changedAt: Date; readonly id: string } | undefined;
  readonly most: number;
}

/** Returns the reports that changed last, from behind `after` on. */
export async function listReports(
  client: pg.ClientBase,
  { status, orderId, after, most }: ReportQuery,
): Promise<Page<ListedReport, { readonly changedAt: Date; readonly id: string }>> {
  const { rows } = await client.query<ListedReport>(
    `select report.id, title, version, status, banner, ${knownReader('owner_id')} as "ownerId",
       report.changed_at as "changedAt", coalesce((
         select jsonb_agg(answered order by answered ->> 'title', answered ->> 'id') from (
           select jsonb_build_object('id', watch_order.id, 'title', watch_order.content #>> '{order,title}',
             'letters', jsonb_agg(distinct question.letter)) as answered
           from vigie.report_answer answer
           join vigie.question on question.id = answer.question_id
           join vigie.watch_order on watch_order.id = question.order_id
           where answer.report_id = report.id and answer.version = report.version
           group by watch_order.id) as by_order), '[]') as orders
     from vigie.report
     where ($1::text is null or status = $1)
       and ($2::uuid is null or exists (select from vigie.report_answer answer
         join vigie.question on question.id = answer.question_id
         where answer.report_id = report.id and answer.version = report.version and question.order_id = $2))
       and ($3::timestamptz is null or report.changed_at < $3 or (report.changed_at = $3 and report.id > $4::uuid))
     order by report.changed_at desc, report.id limit $5`,
    [status ?? null, orderId ?? null, after?.changedAt ?? null, after?.id ?? null, most + 1],
  );
  return pageOf(rows, most, ({ changedAt, id }) => ({ changedAt, id }));
}
