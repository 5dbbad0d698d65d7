import type pg from 'pg';
import type { Satisfaction } from '../domain/channel.ts';
import { type Page, pageOf } from './page.ts';

/** What a recipient said of a copy, with what the copy was cut from. */
export interface StoredCopyAnswer {
  readonly id: string;
  readonly satisfaction: Satisfaction;
  readonly words: string;
  readonly madeAt: Date;
  readonly copyId: string;
  /** Of the copy, and so of the answer. */
  readonly banner: string;
  readonly recipientId: string;
  readonly recipient: string;
  readonly reportId: string;
  readonly reportTitle: string;
  /** The orders whose questions the report answers. */
  readonly orders: readonly { readonly id: string; readonly title: string; readonly letters: readonly string[] }[];
}

export interface CopyAnswersWanted {
  readonly satisfaction?: Satisfaction | undefined;
  readonly after?: { readonly at: Date; readonly id: string } | undefined;
  readonly most: number;
}

/** Returns what recipients said of their copies, the last first, as far as the session may read copy and report. */
export async function listCopyAnswers(
  client: pg.ClientBase,
  { satisfaction, after, most }: CopyAnswersWanted,
): Promise<Page<StoredCopyAnswer, { readonly at: Date; readonly id: string }>> {
  const { rows } = await client.query<StoredCopyAnswer>(
    `select receipt.id, receipt.detail ->> 'satisfaction' as satisfaction, receipt.detail ->> 'words' as words,
       receipt.made_at as "madeAt", release_copy.id as "copyId", release_copy.content ->> 'banner' as banner,
       reader.id as "recipientId", reader.name as recipient, report.id as "reportId", report.title as "reportTitle",
       coalesce((select jsonb_agg(jsonb_build_object('id', asked.id, 'title', asked.title, 'letters', asked.letters)
           order by asked.title, asked.id)
         from (select watch_order.id, watch_order.content #>> '{order,title}' as title, array_agg(distinct question.letter order by question.letter) as letters
           from vigie.report_answer answer join vigie.question on question.id = answer.question_id
           join vigie.watch_order on watch_order.id = question.order_id
           where answer.report_id = release.report_id and answer.version = release.version
           group by watch_order.id) as asked), '[]') as orders
     from vigie.receipt
     join vigie.delivery on delivery.id = receipt.delivery_id
     join vigie.release_copy on release_copy.id = delivery.copy_id
     join vigie.release on release.id = release_copy.release_id
     join vigie.report on report.id = release.report_id
     join vigie.reader on reader.id = release_copy.recipient_id
     where receipt.kind = 'answer' and ($1::text is null or receipt.detail ->> 'satisfaction' = $1)
       and ($2::timestamptz is null or receipt.made_at < $2 or (receipt.made_at = $2 and receipt.id > $3::uuid))
     order by receipt.made_at desc, receipt.id limit $4`,
    [satisfaction ?? null, after?.at ?? null, after?.id ?? null, most + 1],
  );
  return pageOf(rows, most, ({ madeAt, id }) => ({ at: madeAt, id }));
}
