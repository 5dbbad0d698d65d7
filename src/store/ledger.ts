import type pg from 'pg';
import type { ChannelKind, Delivered, DeliveryState } from '../domain/channel.ts';
import type { ReceiptKind } from './deliveries.ts';

/** A delivery in the ledger by a channel of which the session may know, with all that is proved of it. */
export interface LedgerDelivery {
  readonly id: string;
  readonly channel: ChannelKind;
  readonly what: Delivered;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly changedAt: string;
  readonly receipts: readonly { readonly kind: ReceiptKind; readonly detail: unknown; readonly madeAt: string }[];
}

/** A copy in the ledger: who has it, what it came to, and how it got there. */
export interface LedgerCopy {
  readonly id: string;
  readonly recipientId: string;
  readonly recipient: string;
  readonly banner: string;
  readonly state: 'current' | 'superseded' | 'recalled';
  /** SHA-256 of the copy, in hexadecimal digits. */
  readonly hash: string;
  readonly portions: number;
  readonly releasedAt: Date;
  readonly releaseId: string;
  readonly reportId: string;
  readonly reportTitle: string;
  readonly deliveries: readonly LedgerDelivery[];
}

/** Which copies the ledger is asked about: those of a release, a report, an order or a recipient. */
export type LedgerKey = 'releaseId' | 'reportId' | 'orderId' | 'recipientId';

const OF: Readonly<Record<LedgerKey, string>> = {
  releaseId: 'release.id = $1',
  reportId: 'release.report_id = $1',
  recipientId: 'release_copy.recipient_id = $1',
  orderId: `exists (select from vigie.report_answer answer join vigie.question on question.id = answer.question_id
    where answer.report_id = release.report_id and answer.version = release.version and question.order_id = $1)`,
};

/** Returns the copies that the session may read, those released last first; at most so many. */
export async function readLedger(
  client: pg.ClientBase,
  { by, id, most }: { readonly by: LedgerKey; readonly id: string; readonly most: number },
): Promise<readonly LedgerCopy[]> {
  const { rows } = await client.query<LedgerCopy>(
    `select release_copy.id, release_copy.recipient_id as "recipientId", reader.name as recipient,
       content ->> 'banner' as banner, release_copy.state, encode(content_hash, 'hex') as hash,
       jsonb_array_length(content -> 'portions') as portions, release_copy.made_at as "releasedAt", release.id as "releaseId",
       report.id as "reportId", report.title as "reportTitle", coalesce((
         select jsonb_agg(jsonb_build_object('id', delivery.id, 'channel', channel.kind, 'what', what, 'state', delivery.state,
           'attempts', attempts, 'nextAttemptAt', next_attempt_at, 'changedAt', delivery.changed_at, 'receipts', coalesce((
             select jsonb_agg(jsonb_build_object('kind', receipt.kind, 'detail', receipt.detail, 'madeAt', receipt.made_at)
               order by receipt.made_at, receipt.id)
             from vigie.receipt where receipt.delivery_id = delivery.id), '[]')) order by delivery.made_at, channel.kind, delivery.id)
         from vigie.delivery join vigie.channel on channel.id = delivery.channel_id
         where delivery.copy_id = release_copy.id), '[]') as deliveries
     from vigie.release_copy
     join vigie.release on release.id = release_copy.release_id
     join vigie.report on report.id = release.report_id
     join vigie.reader on reader.id = release_copy.recipient_id
     where ${OF[by]} order by release_copy.made_at desc, reader.name, release_copy.id limit $2`,
    [id, most],
  );
  return rows;
}
