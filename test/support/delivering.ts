import { onTestFinished } from 'vitest';
import { Delivering, type Outgoing } from '../../src/pipeline/delivering.ts';
import { makeGuardedPost } from '../../src/sources/fetch/guarded-post.ts';
import { openSite } from './local-site.ts';
import { type MailReceiver, startMailReceiver } from './mail-receiver.ts';
import type { ReleaseScene } from './releases.ts';

export interface ReceivedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: { readonly type: string; readonly data: { readonly id: string; readonly copy: unknown } };
}

/** What a receiver of webhooks says: a status with headers, or nothing at all. */
export type WebhookReply = { readonly status: number; readonly headers?: Record<string, string> } | 'lose';

export interface WebhookReceiver {
  readonly address: string;
  readonly place: string;
  readonly webhooks: ReceivedWebhook[];
  reply: WebhookReply;
  close(): Promise<void>;
}

/** Starts a receiver of webhooks on the loopback. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const webhooks: ReceivedWebhook[] = [];
  const receiver = { webhooks, reply: { status: 204 } as WebhookReply };
  const site = await openSite((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      webhooks.push({ headers, text, body: JSON.parse(text) as ReceivedWebhook['body'] });
      if (receiver.reply === 'lose') return response.destroy();
      return response.writeHead(receiver.reply.status, receiver.reply.headers ?? {}).end();
    });
  });
  return Object.assign(receiver, { address: `${site.origin}/in`, place: site.place, close: () => site.close() });
}

export const MAIL_FROM = { name: 'Desk', address: 'desk@vigie.example' };
export const PORTAL = 'https://desk.vigie.example/';

/** Servers that take what a desk delivers, and a role that delivers it; all is closed when the test is over. */
export async function deliveringTo(scene: Pick<ReleaseScene, 'desk'>, more: Partial<Outgoing> = {}) {
  const mails: MailReceiver = await startMailReceiver();
  const webhooks = await startWebhookReceiver();
  onTestFinished(async () => {
    await mails.close();
    await webhooks.close();
  });
  const world = { now: Date.now, resolve: async () => [] };
  const outgoing: Outgoing = {
    post: makeGuardedPost({ userAgent: 'Vigie/test', allow: [webhooks.place], longestMs: 2_000 }, world),
    mail: { from: MAIL_FROM, server: { host: '127.0.0.1', port: mails.port, isEncrypted: false, isOwn: true } },
    printer: { print: async () => Buffer.from('%PDF-1.7 of a test') },
    portal: PORTAL,
    ...more,
  };
  const faults: unknown[] = [];
  const open = () =>
    Delivering.open({ desk: scene.desk, outgoing, wake: () => undefined, failed: (error) => faults.push(error) });
  return {
    ...{ mails, webhooks, outgoing, faults, open },
    /** Delivers what is due by the clock of the scene, until nothing is. */
    async deliver(): Promise<void> {
      const role = await open();
      for (let idle = 0; idle < 2; ) {
        idle = (await role.step()) < 100 ? 0 : idle + 1;
        await role.settled();
      }
      await role.close();
      if (faults.length > 0) throw faults[0];
    },
  };
}
