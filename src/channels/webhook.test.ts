import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { ENGLISH, issued } from '../../test/support/sample-copies.ts';
import type { Posted, PostRequest } from '../domain/posting.ts';
import { composeWebhook, type Post, sendWebhook } from './webhook.ts';

const DELIVERY = '01937c2e-5a00-7000-8000-000000000001';
const SECRET = Buffer.alloc(32, 9);
const composed = composeWebhook({
  ...{ deliveryId: DELIVERY, address: 'https://example.org/in', secret: SECRET, what: 'copy', cameAt: 0 },
  issued: issued(ENGLISH),
  copy: ENGLISH,
});

describe('a webhook', () => {
  it('is one that a receiver of Standard Webhooks takes for ours, and no other', async () => {
    const asked: PostRequest[] = [];
    const post: Post = async (request) => {
      asked.push(request);
      return { kind: 'answered', status: 204 };
    };
    expect(await sendWebhook(composed, post, { now: Date.now() })).toEqual({ kind: 'accepted', answer: 'HTTP 204' });
    const { headers, body } = asked[0]!;
    const text = Buffer.from(body).toString();
    const receiver = new Webhook(`whsec_${SECRET.toString('base64')}`);
    expect(receiver.verify(text, { ...headers })).toEqual({
      type: 'copy.released',
      timestamp: '1970-01-01T00:00:00.000Z',
      data: { id: issued(ENGLISH).id, releasedAt: '2026-11-30T09:30:00.000Z', state: 'current', copy: ENGLISH },
    });
    expect(headers['webhook-id']).toBe(DELIVERY);
    expect(() => receiver.verify(`${text} `, { ...headers })).toThrow();
    expect(() => new Webhook(`whsec_${Buffer.alloc(32, 8).toString('base64')}`).verify(text, { ...headers })).toThrow();
  });

  it.each<[Posted, object]>([
    [{ kind: 'answered', status: 200 }, { kind: 'accepted' }],
    [
      { kind: 'answered', status: 302 },
      { kind: 'refused', code: 'webhook-refused' },
    ],
    [
      { kind: 'answered', status: 404 },
      { kind: 'refused', code: 'webhook-refused' },
    ],
    [
      { kind: 'answered', status: 410 },
      { kind: 'refused', code: 'webhook-gone' },
    ],
    [
      { kind: 'answered', status: 408 },
      { kind: 'postponed', mayHaveCome: true },
    ],
    [{ kind: 'answered', status: 425 }, { kind: 'postponed' }],
    [
      { kind: 'answered', status: 429, retryAfter: 120 },
      { kind: 'postponed', retryAfter: 120 },
    ],
    [
      { kind: 'answered', status: 503, retryAfter: 7 },
      { kind: 'postponed', code: 'webhook-failed', retryAfter: 7 },
    ],
    [
      { kind: 'failed', code: 'fetch-connection', mayHaveCome: true, isFinal: false },
      { kind: 'postponed', code: 'fetch-connection', mayHaveCome: true },
    ],
    [
      { kind: 'failed', code: 'fetch-not-public', mayHaveCome: false, isFinal: true },
      { kind: 'refused', code: 'fetch-not-public' },
    ],
  ])('that is answered by %j comes to %j', async (posted, attempt) => {
    expect(await sendWebhook(composed, async () => posted, { now: 0 })).toMatchObject(attempt);
  });
});
