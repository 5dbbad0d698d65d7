import { createHash, createHmac } from 'node:crypto';
import type { Delivered } from '../domain/channel.ts';
import type { IssuedCopy } from '../domain/copy.ts';
import type { HitNotice } from '../domain/notice.ts';
import type { Posted, PostRequest } from '../domain/posting.ts';
import type { Attempt } from './attempt.ts';

/** Posts bytes to an address, and says what came of it; it throws nothing. */
export type Post = (request: PostRequest, signal?: AbortSignal) => Promise<Posted>;

/** To whom a webhook goes, and since when there is something to tell. */
export interface WebhookWay {
  /** Of the delivery: whoever gets one twice knows it by this, whatever became of an answer. */
  readonly deliveryId: string;
  readonly address: string;
  readonly secret: Uint8Array;
  /** When it came about (milliseconds since 1970). */
  readonly cameAt: number;
}

/** What the receiver of a webhook is told of a copy. */
export interface WrittenWebhook extends WebhookWay {
  readonly what: Delivered;
  readonly issued: Pick<IssuedCopy, 'id' | 'releasedAt' | 'state'>;
  /** Null where nothing is told but that there is something. */
  readonly copy: IssuedCopy['copy'] | null;
}

/** A webhook as it goes over the wire, but for what each attempt adds. */
export interface ComposedWebhook {
  readonly deliveryId: string;
  readonly address: string;
  readonly secret: Uint8Array;
  readonly body: Uint8Array;
  /** SHA-256 in hexadecimal digits. */
  readonly hash: string;
}

const TYPES: Readonly<Record<Delivered, string>> = {
  copy: 'copy.released',
  recalled: 'copy.recalled',
  superseded: 'copy.superseded',
};

/** Writes the body of a webhook: the same bytes for each attempt. */
export function composeWebhook(told: WrittenWebhook): ComposedWebhook {
  const { id, releasedAt, state } = told.issued;
  return composed(told, TYPES[told.what], {
    id,
    releasedAt: new Date(releasedAt).toISOString(),
    state,
    copy: told.copy,
  });
}

/** The same for a notice of hits; `notice` is null where nothing is told but that there is something. */
export function composeNoticeWebhook(way: WebhookWay, notice: HitNotice | null): ComposedWebhook {
  return composed(way, 'hits.found', { id: way.deliveryId, notice });
}

function composed({ deliveryId, address, secret, cameAt }: WebhookWay, type: string, data: unknown): ComposedWebhook {
  const body = Buffer.from(JSON.stringify({ type, timestamp: new Date(cameAt).toISOString(), data }));
  return { deliveryId, address, secret, body, hash: createHash('sha256').update(body).digest('hex') };
}

/** Sends a webhook, signed after the Standard Webhooks specification; `now` is in milliseconds since 1970. */
export async function sendWebhook(
  { deliveryId, address, secret, body }: ComposedWebhook,
  post: Post,
  { now, signal }: { readonly now: number; readonly signal?: AbortSignal | undefined },
): Promise<Attempt> {
  const at = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', secret).update(`${deliveryId}.${at}.`).update(body).digest('base64');
  const headers = {
    'content-type': 'application/json',
    'webhook-id': deliveryId,
    'webhook-timestamp': at,
    'webhook-signature': `v1,${signature}`,
  };
  const posted = await post({ address, headers, body }, signal);
  return posted.kind === 'answered' ? ofAnswer(posted.status, posted.retryAfter) : ofFailure(posted);
}

/** Below 500, these may be otherwise another time. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

function ofAnswer(status: number, retryAfter: number | undefined): Attempt {
  const answer = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { kind: 'accepted', answer };
  if (status < 500 && !PASSING.has(status)) {
    return { kind: 'refused', code: status === 410 ? 'webhook-gone' : 'webhook-refused', answer };
  }
  return { kind: 'postponed', code: 'webhook-failed', mayHaveCome: true, retryAfter, answer };
}

function ofFailure({ code, mayHaveCome, isFinal }: Extract<Posted, { kind: 'failed' }>): Attempt {
  if (isFinal) return { kind: 'refused', code, answer: '' };
  return { kind: 'postponed', code, mayHaveCome, answer: '' };
}
