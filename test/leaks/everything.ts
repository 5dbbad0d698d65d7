import type pg from 'pg';

/** Puts one row into every table that carries labels, all under `labelId`; ids come from the noun. */
export async function addEverything(
  owner: pg.Pool,
  { idOf, labelId, clearanceId }: { idOf(noun: string): string; labelId: number; clearanceId: string },
): Promise<void> {
  const id = (noun: string): string => `'${idOf(noun)}'`;
  const at = "'2026-11-20T11:00Z'";
  const label = String(labelId);
  const stated = `'{"scheme":"us-capco","marking":"U","needToKnow":[]}'`;
  const rows = { id, at, label, stated, clearance: `${clearanceId}::bigint` };
  await owner.query(
    [
      people(rows),
      asking(rows),
      documents(rows),
      reports(rows),
      releases(rows),
      notices(rows),
      informants(rows),
      identities(rows),
    ].join(';\n'),
  );
}

interface Rows {
  id(noun: string): string;
  readonly at: string;
  readonly label: string;
  readonly stated: string;
  readonly clearance: string;
}

function people({ id, at, label, clearance }: Rows): string {
  const reader = (noun: string) => `(${id(noun)}, ${id(noun)}, 'person', ${label}, '{}', ${clearance}, ${at}, ${at})`;
  return `
    insert into vigie.reader (id, name, kind, label_id, held, clearance_id, made_at, changed_at)
      values ${reader('reader')}, ${reader('other')};
    insert into vigie.account (id, label_id, roles, state, made_at, changed_at)
      values (${id('reader')}, ${label}, '{analyst}', 'active', ${at}, ${at}), (${id('other')}, ${label}, '{editor}', 'active', ${at}, ${at});
    insert into vigie.reader_group (id, name, title, purpose, label_id, state, made_at, changed_at)
      values (${id('group')}, ${id('group')}, 'x', 'x', ${label}, 'active', ${at}, ${at});
    insert into vigie.group_member (group_id, reader_id, label_id, member_from)
      values (${id('group')}, ${id('reader')}, ${label}, ${at})`;
}

function asking({ id, at, label, stated }: Rows): string {
  return `
    insert into vigie.source (id, name, kind, address, reliability, marking, label_id, default_marking, default_label_id, trusted,
        schedule, status, state, discipline, made_at, changed_at)
      values (${id('source')}, ${id('source')}, 'feed', 'x', 'B', ${stated}, ${label}, '{}', ${label}, false, '{}', 'active', '{}', 'open-web', ${at}, ${at});
    insert into vigie.target (id, name, title, kind, role, marking, label_id, status, made_at, changed_at)
      values (${id('target')}, ${id('target')}, 'growth', 'person', 'candidate', ${stated}, ${label}, 'active', ${at}, ${at});
    insert into vigie.target_alias (target_id, place, label_id, text, exact, misspelling, context)
      values (${id('target')}, 0, ${label}, 'growth', false, false, '{}');
    insert into vigie.watch_order (id, name, version, status, label_id, owner_id, content, made_at, changed_at)
      values (${id('order')}, ${id('order')}, 1, 'open', ${label}, ${id('reader')}, '{}', ${at}, ${at});
    insert into vigie.order_version (order_id, version, label_id, content, author_id, made_at)
      values (${id('order')}, 1, ${label}, '{}', ${id('reader')}, ${at});
    insert into vigie.question (id, order_id, letter, label_id, wording, expressions, state)
      values (${id('question')}, ${id('order')}, 'A', ${label}, 'growth', '[]', 'open');
    insert into vigie.order_target (order_id, letter, target_id, label_id, snapshot)
      values (${id('order')}, 'A', ${id('target')}, ${label}, '{"kind":"person","name":"growth"}');
    insert into vigie.order_version_target (order_id, version, target_id, label_id, names)
      values (${id('order')}, 1, ${id('target')}, ${label}, '{}');
    insert into vigie.order_source (order_id, source_id, label_id) values (${id('order')}, ${id('source')}, ${label});
    insert into vigie.order_approval (order_id, place, version, approver_id, label_id, kind, made_at)
      values (${id('order')}, 1, 1, ${id('other')}, ${label}, 'other', ${at});
    insert into vigie.order_exception (order_id, version, category, label_id, reason, administrator_id, made_at)
      values (${id('order')}, 1, 'health', ${label}, 'x', ${id('other')}, ${at});
    insert into vigie.task (id, order_id, question_id, label_id, instruction, member_id, status, offered_by, made_at, changed_at)
      values (${id('task')}, ${id('order')}, ${id('question')}, ${label}, 'growth', ${id('reader')}, 'offered', ${id('other')}, ${at}, ${at})`;
}

function documents({ id, at, label }: Rows): string {
  return `
    insert into vigie.document (id, source_id, label_id, content_hash, title, body, details, received_at, lexemes, transaction_id)
      values (${id('document')}, ${id('source')}, ${label}, sha256(${id('document')}::bytea), 'growth', 'growth', '{}', ${at},
        array_to_tsvector('{growth}'), pg_current_xact_id());
    insert into vigie.document_portion (document_id, place, label_id, kind, span_start, span_end)
      values (${id('document')}, 0, ${label}, 'paragraph', 0, 6);
    insert into vigie.document_bytes (document_id, label_id, media_type, bytes)
      values (${id('document')}, ${label}, 'text/plain', 'growth');
    insert into vigie.story (id, made_at) values (${id('story')}, ${at});
    insert into vigie.story_member (document_id, story_id, label_id, received_at, joined_at)
      values (${id('document')}, ${id('story')}, ${label}, ${at}, ${at});
    insert into vigie.story_move (document_id, place, label_id, change_id, kind, from_story, to_story, from_joined_at, actor_id, made_at)
      values (${id('document')}, 1, ${label}, ${id('story-change')}, 'split', ${id('other')}, ${id('story')}, ${at}, ${id('reader')}, ${at});
    insert into vigie.hit (id, order_id, question_id, document_id, document_label_id, order_label_id, judgement, made_at, changed_at)
      values (${id('hit')}, ${id('order')}, ${id('question')}, ${id('document')}, ${label}, ${label}, 'new', ${at}, ${at});
    insert into vigie.hit_history (hit_id, place, document_label_id, order_label_id, actor_id, change, made_at)
      values (${id('hit')}, 1, ${label}, ${label}, ${id('reader')}, '{}', ${at});
    insert into vigie.ranking_model (question_id, label_id, model, relevant, not_relevant, generation, scored_generation)
      values (${id('question')}, ${label}, '\\x01', 7, 7, 7, 7);
    insert into vigie.back_fill (id, order_id, version, label_id, state, until, looked, hits, made_at, changed_at)
      values (${id('back-fill')}, ${id('order')}, 1, ${label}, 'running', ${at}, 7, 7, ${at}, ${at});
    insert into vigie.quarantined (id, source_id, label_id, item_key, name, given, code, reason, tries, state, made_at, changed_at)
      values (${id('quarantined')}, ${id('source')}, ${label}, 'growth', 'growth', '{}', 'x', 'growth', 1, 'kept', ${at}, ${at})`;
}

function reports({ id, at, label }: Rows): string {
  return `
    insert into vigie.report (id, title, version, status, label_id, owner_id, banner, made_at, changed_at)
      values (${id('report')}, 'growth', 1, 'released', ${label}, ${id('reader')}, 'growth', ${at}, ${at});
    insert into vigie.report_version (report_id, version, label_id, title, content, author_id, made_at)
      values (${id('report')}, 1, ${label}, 'growth', '{}', ${id('reader')}, ${at});
    insert into vigie.report_citation (report_id, version, id, place, label_id, document_label_id, document_id, hit_id)
      values (${id('report')}, 1, ${id('citation')}, 0, ${label}, ${label}, ${id('document')}, ${id('hit')});
    insert into vigie.report_answer (report_id, version, portion_id, question_id, label_id, order_label_id, is_whole)
      values (${id('report')}, 1, ${id('portion')}, ${id('question')}, ${label}, ${label}, true);
    insert into vigie.report_approval (report_id, version, approver_id, label_id, made_at)
      values (${id('report')}, 1, ${id('other')}, ${label}, ${at})`;
}

function releases({ id, at, label }: Rows): string {
  return `
    insert into vigie.recipient (id, label_id, state, made_at, changed_at)
      values (${id('reader')}, ${label}, 'active', ${at}, ${at});
    insert into vigie.channel (id, recipient_id, label_id, kind, address, ceiling, ceiling_label_id, state, made_at, changed_at)
      values (${id('channel')}, ${id('reader')}, ${label}, 'portal', 'x', '{}', ${label}, 'active', ${at}, ${at});
    insert into vigie.order_recipient (order_id, recipient_id, label_id) values (${id('order')}, ${id('reader')}, ${label});
    insert into vigie.release (id, report_id, version, label_id, releaser_id, state, made_at, changed_at)
      values (${id('release')}, ${id('report')}, 1, ${label}, ${id('other')}, 'released', ${at}, ${at});
    insert into vigie.release_copy (id, release_id, recipient_id, label_id, content, content_hash, state, made_at)
      values (${id('copy')}, ${id('release')}, ${id('reader')}, ${label}, '{}', sha256('x'), 'current', ${at});
    insert into vigie.delivery (id, copy_id, channel_id, recipient_id, label_id, state, attempts, made_at, changed_at)
      values (${id('delivery')}, ${id('copy')}, ${id('channel')}, ${id('reader')}, ${label}, 'waiting', 0, ${at}, ${at});
    insert into vigie.receipt (id, delivery_id, recipient_id, label_id, kind, detail, made_at)
      values (${id('receipt')}, ${id('delivery')}, ${id('reader')}, ${label}, 'attempt', '{}', ${at})`;
}

/** A rule of somebody that is not due, and what they were told. */
function notices({ id, at, label }: Rows): string {
  return `
    insert into vigie.notice_rule (id, account_id, channel_id, order_id, pace, hour, time_zone, language, next_at, made_at)
      values (${id('notice-rule')}, ${id('reader')}, ${id('channel')}, null, 'daily', 8, 'UTC', 'en', '2100-01-01', ${at});
    insert into vigie.delivery (id, channel_id, recipient_id, label_id, what, state, attempts, made_at, changed_at)
      values (${id('notice')}, ${id('channel')}, ${id('reader')}, ${label}, 'hits', 'accepted', 1, ${at}, ${at});
    insert into vigie.receipt (id, delivery_id, recipient_id, label_id, kind, detail, made_at)
      values (${id('notice-receipt')}, ${id('notice')}, ${id('reader')}, ${label}, 'acceptance', '{}', ${at});
    insert into vigie.notice (delivery_id, language, is_whole) values (${id('notice')}, 'en', true);
    insert into vigie.noticed_hit (delivery_id, hit_id, channel_id, order_id, story_id)
      values (${id('notice')}, ${id('hit')}, ${id('channel')}, ${id('order')}, ${id('story')})`;
}

function informants({ id, at, label, stated }: Rows): string {
  return `
    insert into vigie.sealing_key (account_id, label_id, public_key, made_at)
      values (${id('reader')}, ${label}, sha256('x'), ${at});
    insert into vigie.sealing_secret (account_id, salt, sealed) values (${id('reader')}, sha256('x'), 'x');
    insert into vigie.informant (id, code_name, label_id, marking, author_id, editor_id, made_at)
      values (${id('informant')}, ${id('informant')}, ${label}, ${stated}, ${id('reader')}, ${id('other')}, ${at});
    insert into vigie.informant_identity (informant_id, author_id, editor_id, sealed, key_for_author, key_for_editor)
      values (${id('informant')}, ${id('reader')}, ${id('other')}, 'x', 'x', 'x');
    insert into vigie.informant_note (document_id, informant_id, document_label_id, informant_label_id)
      values (${id('document')}, ${id('informant')}, ${label}, ${label})`;
}

/** Carries no label: each row is its account's alone, and no surface reads the secrets. */
function identities({ id, at }: Rows): string {
  const hash = (noun: string) => `sha256(${id(noun)}::text::bytea)`;
  return `
    insert into vigie.account_password (account_id, hash, changed_at) values (${id('reader')}, '$argon2id$growth', ${at});
    insert into vigie.account_totp (account_id, sealed, last_step, made_at) values (${id('reader')}, 'growth', 7, ${at});
    insert into vigie.recovery_code (account_id, hash) values (${id('reader')}, ${hash('recovery-code')});
    insert into vigie.passkey (id, account_id, credential_id, public_key, counter, transports, name, made_at)
      values (${id('passkey')}, ${id('reader')}, ${hash('passkey')}, 'growth', 7, '{usb}', 'growth', ${at});
    insert into vigie.linked_identity (issuer, subject, account_id, linked_at)
      values ('https://growth.example', ${id('reader')}, ${id('reader')}, ${at});
    insert into vigie.session (id, account_id, hash, method, client, made_at, used_at, reauthenticated_at, expires_at)
      values (${id('session')}, ${id('reader')}, ${hash('session')}, 'password', 'growth', ${at}, ${at}, ${at}, ${at});
    insert into vigie.one_time_link (hash, account_id, purpose, made_by, made_at, expires_at)
      values (${hash('link')}, ${id('reader')}, 'invite', ${id('other')}, ${at}, ${at});
    insert into vigie.api_token (id, account_id, hash, prefix, name, scopes, made_at, expires_at)
      values (${id('token')}, ${id('reader')}, ${hash('token')}, 'growth', 'growth', '{read}', ${at}, ${at});
    insert into vigie.saved_filter (id, account_id, name, search, made_at, changed_at)
      values (${id('filter')}, ${id('reader')}, 'growth', '{}', ${at}, ${at})`;
}
