import type { Desk } from '../../src/actions/desk.ts';
import { planNotices } from '../../src/actions/plan-notices.ts';
import { DeliveryComposer } from '../../src/pipeline/compose-delivery.ts';
import { idOf } from './world.ts';

/**
 * Returns what the desk sends to the low reader at this moment, to the byte: mails with what is attached, and webhooks; and why it does not
 * send the others. In the place of a PDF stands the copy that it is made from, since it is made from nothing else.
 */
export async function sentToLow(desk: Desk): Promise<readonly string[]> {
  await planNotices(desk, (error) => {
    throw error;
  });
  const composer = new DeliveryComposer({
    desk,
    printer: { print: async (issued) => Buffer.from(JSON.stringify(issued)) },
    mail: { from: { name: 'Desk', address: 'desk@vigie.example' } },
    portal: 'https://vigie.example/',
  });
  const { rows } = await desk.database.work.query<{ id: string; address: string; what: string }>(
    `select delivery.id, address, what from vigie.delivery join vigie.channel on channel.id = channel_id
     where delivery.recipient_id = $1 and delivery.state = 'waiting' order by address, what, delivery.id`,
    [idOf('person', 'low')],
  );
  const sent: string[] = [];
  for (const { id, address, what } of rows) {
    const composed = await composer.compose(id);
    const bytes = composed.kind === 'mail' ? composed.mail.bytes.toString() : undefined;
    const body = composed.kind === 'webhook' ? Buffer.from(composed.webhook.body).toString() : undefined;
    const code = composed.kind === 'withheld' ? composed.code : undefined;
    sent.push([address, what, id, composed.kind, code, bytes, body].filter((part) => part !== undefined).join('\n'));
  }
  return sent;
}
