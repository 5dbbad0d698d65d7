-- What answers questions: reports with marked portions, and the copies of them that each recipient gets.

-- A draft is read whole or not at all: one label, the roll-up of its portions.
create table vigie.report (
  id uuid primary key,
  title text not null,
  version integer not null check (version > 0),
  status text not null check (status in ('draft', 'review', 'approved', 'released', 'superseded', 'recalled')),
  label_id integer not null references vigie.label,
  owner_id uuid not null references vigie.reader,
  supersedes_id uuid references vigie.report deferrable initially immediate,
  made_at timestamptz not null,
  changed_at timestamptz not null
);
create index report_changed on vigie.report (changed_at desc, id);

create table vigie.report_version (
  report_id uuid not null references vigie.report on delete cascade,
  version integer not null,
  label_id integer not null references vigie.label,
  title text not null,
  -- The scheme, the banner with its reasons, and why it was raised where it was.
  marking jsonb not null,
  author_id uuid not null references vigie.reader,
  made_at timestamptz not null,
  primary key (report_id, version)
);

create table vigie.report_portion (
  report_id uuid not null,
  version integer not null,
  place integer not null,
  -- Of the version: a portion of a draft is not read without the others.
  label_id integer not null references vigie.label,
  -- Its own, by which a cut is made.
  portion_label_id integer not null references vigie.label,
  kind text not null,
  mark text not null,
  content jsonb not null,
  primary key (report_id, version, place),
  foreign key (report_id, version) references vigie.report_version on delete cascade
);

-- A citation in a released report holds the document.
create table vigie.report_citation (
  report_id uuid not null,
  version integer not null,
  place integer not null,
  number integer not null,
  label_id integer not null references vigie.label,
  document_label_id integer not null references vigie.label,
  document_id uuid not null references vigie.document,
  hit_id uuid references vigie.hit,
  -- Reliability of the source and credibility of what it says, as they were when it was cited.
  reliability text check (reliability in ('A', 'B', 'C', 'D', 'E', 'F')),
  credibility smallint check (credibility between 1 and 6),
  primary key (report_id, version, place, number),
  foreign key (report_id, version, place) references vigie.report_portion on delete cascade
);
create index on vigie.report_citation (document_id);
create index on vigie.report_citation (hit_id) where hit_id is not null;

create table vigie.report_answer (
  report_id uuid not null,
  version integer not null,
  place integer not null,
  question_id uuid not null references vigie.question,
  label_id integer not null references vigie.label,
  order_label_id integer not null references vigie.label,
  is_whole boolean not null,
  primary key (report_id, version, place, question_id),
  foreign key (report_id, version, place) references vigie.report_portion on delete cascade
);
create index on vigie.report_answer (question_id);

create table vigie.report_approval (
  report_id uuid not null,
  version integer not null,
  approver_id uuid not null references vigie.reader,
  label_id integer not null references vigie.label,
  made_at timestamptz not null,
  primary key (report_id, version, approver_id),
  foreign key (report_id, version) references vigie.report_version on delete cascade
);

call vigie.protect_by_label('vigie.report');
call vigie.protect_by_label('vigie.report_version');
call vigie.protect_by_label('vigie.report_portion', 'label_id', 'portion_label_id');
call vigie.protect_by_label('vigie.report_citation', 'label_id', 'document_label_id');
call vigie.protect_by_label('vigie.report_answer', 'label_id', 'order_label_id');
call vigie.protect_by_label('vigie.report_approval');
revoke update on vigie.report_version, vigie.report_portion, vigie.report_citation, vigie.report_answer,
  vigie.report_approval from vigie_app;

-- Readers outside the desk, and the ways that reach them. The label of a recipient is that of its row in `reader`.
create table vigie.recipient (
  id uuid primary key references vigie.reader,
  label_id integer not null references vigie.label,
  state text not null check (state in ('active', 'closed')),
  made_at timestamptz not null,
  changed_at timestamptz not null
);

create table vigie.channel (
  id uuid primary key,
  recipient_id uuid not null references vigie.recipient,
  label_id integer not null references vigie.label,
  kind text not null check (kind in ('portal', 'mail', 'webhook', 'atom', 'file-drop', 'taxii')),
  address text not null,
  -- What it may carry at most.
  ceiling jsonb not null,
  ceiling_label_id integer not null references vigie.label,
  state text not null check (state in ('active', 'paused', 'closed')),
  made_at timestamptz not null,
  changed_at timestamptz not null
);
create index on vigie.channel (recipient_id);

create table vigie.order_recipient (
  order_id uuid not null references vigie.watch_order on delete cascade,
  recipient_id uuid not null references vigie.recipient,
  label_id integer not null references vigie.label,
  primary key (order_id, recipient_id)
);

create table vigie.release (
  id uuid primary key,
  report_id uuid not null,
  version integer not null,
  label_id integer not null references vigie.label,
  releaser_id uuid not null references vigie.reader,
  state text not null check (state in ('released', 'superseded', 'recalled')),
  reason text,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  foreign key (report_id, version) references vigie.report_version
);
create index release_changed on vigie.release (changed_at desc, id);
create index on vigie.release (report_id, version);

call vigie.protect_by_label('vigie.recipient');
call vigie.protect_by_label('vigie.channel', 'label_id', 'ceiling_label_id');
call vigie.protect_by_label('vigie.order_recipient');
call vigie.protect_by_label('vigie.release');
create policy app_delete on vigie.order_recipient for delete to vigie_app using (get_bit((select vigie.displayed()), label_id) > 0);
grant delete on vigie.order_recipient to vigie_app;
revoke update on vigie.order_recipient from vigie_app;

-- Whether the session is one of the desk: who only receives sees what was sent to them, and not to whom else.
create function vigie.is_of_desk() returns boolean
  language sql stable parallel safe
  set search_path = pg_catalog, vigie
  return exists (select from vigie.account where account.id = vigie.current_actor() and account.state = 'active'
    and account.roles && array['editor', 'analyst', 'releaser', 'inspector']);

-- The copy that one recipient gets, cut to what they may read, and what became of it.
create table vigie.release_copy (
  id uuid primary key,
  release_id uuid not null references vigie.release,
  recipient_id uuid not null references vigie.recipient,
  -- The copy's own roll-up.
  label_id integer not null references vigie.label,
  content jsonb not null,
  content_hash bytea not null check (length(content_hash) = 32),
  state text not null check (state in ('current', 'superseded', 'recalled')),
  made_at timestamptz not null,
  unique (release_id, recipient_id)
);
create index on vigie.release_copy (recipient_id, made_at desc, id);

create table vigie.delivery (
  id uuid primary key,
  copy_id uuid not null references vigie.release_copy,
  channel_id uuid not null references vigie.channel,
  recipient_id uuid not null references vigie.recipient,
  label_id integer not null references vigie.label,
  state text not null check (state in ('waiting', 'accepted', 'failed', 'withheld')),
  attempts smallint not null check (attempts >= 0),
  next_attempt_at timestamptz,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  unique (copy_id, channel_id)
);
create index on vigie.delivery (next_attempt_at) where state = 'waiting';
create index on vigie.delivery (channel_id);

create table vigie.receipt (
  id uuid primary key,
  delivery_id uuid not null references vigie.delivery on delete cascade,
  recipient_id uuid not null references vigie.recipient,
  label_id integer not null references vigie.label,
  kind text not null check (kind in ('attempt', 'acceptance', 'reading', 'answer')),
  detail jsonb not null,
  made_at timestamptz not null
);
create index on vigie.receipt (delivery_id, made_at);

do $$
declare
  own text := format('(recipient_id = (select vigie.current_actor()) or (select vigie.is_of_desk())) and %s', vigie.displays('label_id'));
  kept regclass;
begin
  foreach kept in array array['vigie.release_copy', 'vigie.delivery', 'vigie.receipt']::regclass[] loop
    call vigie.protect(kept, own);
    execute format('grant select, insert on %s to vigie_app', kept);
  end loop;
end
$$;
-- What somebody got, by which marking and whose it is, stays as it was; only what became of it moves on.
grant update (state) on vigie.release_copy to vigie_app;
grant update (state, attempts, next_attempt_at, changed_at) on vigie.delivery to vigie_app;
