import { readNotice } from '../actions/read-notice.ts';
import { composeMail } from '../channels/mail-message.ts';
import { composeNoticeWebhook } from '../channels/webhook.ts';
import { tellsNothing } from '../domain/channel.ts';
import { hitNotice } from '../render/hit-notice.ts';
import { readSendableNotice } from '../store/notices.ts';
import { channelSecret } from './channel-secret.ts';
import { type Composed, type ComposerParts, MOMENT } from './composed.ts';

/**
 * Composes a notice of hits as its reader, at the moment of sending: what they may not read by now, and what was judged
 * meanwhile, is not told.
 */
export async function composeNotice(parts: ComposerParts, id: string): Promise<Composed> {
  const { desk, mail: identity, portal } = parts;
  const sendable = await readSendableNotice(desk.database.work, id);
  if (!sendable) throw new Error('A notice that was taken is not there.');
  const { kind, channelState, reader, options, address, madeAt } = sendable;
  if (channelState === 'closed') return { kind: 'withheld', code: 'channel-closed' };
  if (reader === null) return { kind: 'withheld', code: 'recipient-closed' };
  if (channelState === 'paused' || (kind === 'mail' && !identity)) return { kind: 'later', wait: MOMENT };
  const told = await readNotice(desk, id, { ...sendable, reader });
  if (!told) return { kind: 'withheld', code: 'notice-empty' };
  if (kind === 'mail') {
    const written = hitNotice(told, { desk: portal, subject: options.subject });
    const mail = { deliveryId: id, from: identity!.from, to: address, sentAt: desk.now(), ...written };
    return { kind: 'mail', mail: await composeMail(mail, identity!.dkim) };
  }
  const way = { deliveryId: id, address, secret: await channelSecret(desk, sendable), cameAt: madeAt.getTime() };
  return { kind: 'webhook', webhook: composeNoticeWebhook(way, tellsNothing(sendable) ? null : told) };
}
