import type pg from 'pg';
import type { QuestionState } from '../domain/question.ts';
import type { Reliability } from '../domain/source.ts';

/** A question of an order, with what came of it. */
export interface CoveredQuestion {
  readonly id: string;
  readonly letter: string;
  readonly wording: string;
  readonly state: QuestionState;
  /** Latest time of value, a UTC day. */
  readonly neededBy: string | null;
  readonly hits: number;
  readonly relevant: number;
  readonly waiting: number;
  /** When the last hit came. */
  readonly lastHitAt: string | null;
  readonly answers: readonly CoveringAnswer[];
}

/** A report that answers a question. */
export interface CoveringAnswer {
  readonly reportId: string;
  readonly title: string;
  readonly status: string;
  readonly isWhole: boolean;
  /** When it was approved; null while it was not. */
  readonly approvedAt: string | null;
  /** The best of what it cites: of the source, and of what it says. */
  readonly reliability: Reliability | null;
  readonly credibility: number | null;
}

/** Returns the questions of an order with their hits and answers, as far as the session may read them. */
export async function coveredQuestions(client: pg.ClientBase, orderId: string): Promise<readonly CoveredQuestion[]> {
  const { rows } = await client.query<CoveredQuestion>(
    `select question.id, letter, wording, replace(state, '-', ' ') as state, to_char(needed_by, 'YYYY-MM-DD') as "neededBy",
       found.hits::int as hits, found.relevant::int as relevant, found.waiting::int as waiting,
       to_char(found.last_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastHitAt",
       coalesce((select jsonb_agg(jsonb_build_object('reportId', report.id, 'title', report.title, 'status', report.status,
           'isWhole', answer.is_whole, 'approvedAt', to_char((select max(approval.made_at) from vigie.report_approval approval
               where approval.report_id = report.id and approval.version = report.version) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'reliability', (select min(citation.reliability) from vigie.report_citation citation
               where citation.report_id = report.id and citation.version = report.version),
           'credibility', (select min(citation.credibility) from vigie.report_citation citation
               where citation.report_id = report.id and citation.version = report.version))
           order by report.changed_at desc, report.id)
         from (select report_id, version, bool_or(is_whole) as is_whole from vigie.report_answer
           where question_id = question.id group by report_id, version) as answer
         join vigie.report on report.id = answer.report_id and report.version = answer.version
         where report.status in ('draft', 'review', 'approved', 'released')), '[]') as answers
     from vigie.question
     cross join lateral (select count(*) as hits, count(*) filter (where judgement = 'relevant') as relevant,
         count(*) filter (where judgement in ('new', 'to-verify')) as waiting, max(made_at) as last_at
       from vigie.hit where hit.question_id = question.id) as found
     where order_id = $1 order by letter`,
    [orderId],
  );
  return rows;
}

/** How often a question was met: by a source, or in a week. */
export interface SourceCell {
  readonly questionId: string;
  /** Null for documents that came from no source, and those of a source that the session may not know. */
  readonly sourceId: string | null;
  readonly hits: number;
  readonly relevant: number;
  /** How many documents of it a report cites that answers the question. */
  readonly cited: number;
}

export async function coveredSources(client: pg.ClientBase, orderId: string): Promise<readonly SourceCell[]> {
  const { rows } = await client.query<SourceCell>(
    `select hit.question_id as "questionId", source.id as "sourceId", count(*)::int as hits,
       (count(*) filter (where judgement = 'relevant'))::int as relevant,
       (count(*) filter (where exists (select from vigie.report_citation citation
         join vigie.report on report.id = citation.report_id and report.version = citation.version
         join vigie.report_answer answer on answer.report_id = report.id and answer.version = report.version
           and answer.question_id = hit.question_id
         where citation.document_id = hit.document_id)))::int as cited
     from vigie.hit join vigie.document on document.id = hit.document_id
     left join vigie.source on source.id = document.source_id
     where hit.order_id = $1 group by hit.question_id, source.id`,
    [orderId],
  );
  return rows;
}

/** The sources of an order that the session may know: those that it names, and those that found something. */
export async function sourcesOfOrder(
  client: pg.ClientBase,
  orderId: string,
): Promise<
  readonly {
    readonly id: string;
    readonly name: string;
    readonly reliability: Reliability;
    readonly health: string | null;
  }[]
> {
  const { rows } = await client.query<{ id: string; name: string; reliability: Reliability; health: string | null }>(
    `select id, name, reliability, state ->> 'health' as health from vigie.source
     where id in (select source_id from vigie.order_source where order_id = $1)
       or id in (select document.source_id from vigie.hit join vigie.document on document.id = hit.document_id where hit.order_id = $1)
     order by name, id`,
    [orderId],
  );
  return rows;
}

/** What two orders have in common, as far as the session may read both. */
export interface SharedParts {
  readonly targets: readonly {
    readonly id: string;
    readonly title: string;
    readonly letters: readonly (string | null)[];
  }[];
  readonly documents: number;
  readonly samples: readonly { readonly id: string; readonly title: string; readonly letters: readonly string[] }[];
}

const SAMPLES = 20;

export async function sharedParts(client: pg.ClientBase, one: string, other: string): Promise<SharedParts> {
  const { rows: targets } = await client.query<SharedParts['targets'][number]>(
    `select target.id, target.title, array[first.letter, second.letter] as letters
     from vigie.order_target first join vigie.order_target second on second.target_id = first.target_id
     join vigie.target on target.id = first.target_id
     where first.order_id = $1 and second.order_id = $2 order by target.title, target.id`,
    [one, other],
  );
  const shared = `select document_id from vigie.hit where order_id = $1
    intersect select document_id from vigie.hit where order_id = $2`;
  const { rows: counted } = await client.query<{ documents: number }>(
    `select count(*)::int as documents from (${shared}) as shared`,
    [one, other],
  );
  const { rows: samples } = await client.query<SharedParts['samples'][number]>(
    `select document.id, document.title, array(select case when hit.order_id = $1 then '1' else '2' end || question.letter
         from vigie.hit join vigie.question on question.id = hit.question_id
         where hit.document_id = document.id and hit.order_id in ($1, $2) order by 1) as letters
     from vigie.document where id in (${shared}) order by received_at desc, id limit $3`,
    [one, other, SAMPLES],
  );
  return { targets, documents: counted[0]!.documents, samples };
}
