import { DOCUMENT_TABLES } from '../store/retention.ts';
import { sweepOut } from '../store/sweep-out.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import type { Person } from './person.ts';

/** Out of which tables a person goes. */
export const SWEPT_TABLES: Readonly<Record<Person['noun'], readonly string[]>> = {
  reader: [
    ...['reader', 'account', 'recipient', 'group_member', 'order_recipient', 'channel', 'delivery', 'receipt'],
    ...[
      'sealing_key',
      'sealing_secret',
      'informant_identity',
      'audit_salt',
      'erasure_request',
      'clearance',
      'readable',
    ],
    ...['account_password', 'account_totp', 'recovery_code', 'passkey', 'linked_identity'],
    ...['session', 'one_time_link', 'api_token', 'saved_filter', 'notice_rule', 'notice', 'noticed_hit'],
  ],
  target: [
    ...['target', 'target_alias', 'order_target', 'order_version_target', 'watch_order', 'order_version', 'question'],
    ...['task', 'order_exception', 'hit', 'hit_history', 'report_citation', 'audit_salt', 'erasure_request'],
    ...['ranking_model', 'hit_features'],
  ],
};

/**
 * Takes out of all tables what was erased or expired, where sweeping right after met somebody at work, and deletes the
 * clearances that nobody has any more. It can be done at any time and again; the answer says whether all of it was.
 */
export async function sweepErased(desk: Desk, actor: Actor): Promise<{ readonly isSwept: boolean }> {
  const isGone = await act(desk, actor, {
    action: 'sweep-erased',
    roles: ['administrator', 'system'],
    as: 'work',
    async work({ client }) {
      await desk.labels.lockClearances(client);
      return desk.labels.deleteUnheld(client);
    },
  });
  const rewritten = new Set([...SWEPT_TABLES.reader, ...SWEPT_TABLES.target]);
  const freed = DOCUMENT_TABLES.filter((table) => !rewritten.has(table));
  const isSwept = await sweepOut(
    desk.database,
    { tables: [...rewritten], how: 'by rewriting' },
    { tables: freed, how: 'by freeing' },
  );
  return { isSwept: isSwept && isGone };
}
