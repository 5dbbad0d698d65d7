-- Orders with their versions. An order, its questions, its targets and its tasks carry one label, the order's.

create table vigie.watch_order (
  id uuid primary key,
  name text not null,
  version integer not null check (version > 0),
  status text not null check (status in ('draft', 'review', 'open', 'suspended', 'closed', 'expired')),
  label_id integer not null references vigie.label,
  owner_id uuid not null references vigie.reader,
  content jsonb not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  -- When it was closed or expired: from then on what it holds is kept for so many days.
  ended_at timestamptz check ((ended_at is not null) = (status in ('closed', 'expired'))),
  -- Two orders of one name may exist where their readers must not learn of each other.
  unique (name, label_id)
);
create index order_changed on vigie.watch_order (changed_at desc, id);
create index order_by_label on vigie.watch_order (label_id, changed_at desc, id);

create table vigie.order_version (
  order_id uuid not null references vigie.watch_order on delete cascade,
  version integer not null,
  label_id integer not null references vigie.label,
  content jsonb not null,
  author_id uuid not null references vigie.reader,
  made_at timestamptz not null,
  primary key (order_id, version)
);

-- Which targets a version of an order cited. Names are unique only under one marking: by an id alone it can be told.
create table vigie.order_version_target (
  order_id uuid not null,
  version integer not null,
  target_id uuid not null references vigie.target,
  label_id integer not null references vigie.label,
  -- What the target was called when the version was written: {title, aliases: [{text, exact}]}.
  names jsonb not null,
  primary key (order_id, version, target_id),
  foreign key (order_id, version) references vigie.order_version on delete cascade
);
create index on vigie.order_version_target (target_id);

create table vigie.question (
  id uuid primary key,
  order_id uuid not null references vigie.watch_order on delete cascade,
  letter text not null,
  label_id integer not null references vigie.label,
  wording text not null,
  -- One for each language: [{language, source}].
  expressions jsonb not null,
  needed_by date,
  state text not null check (state in ('open', 'partly-answered', 'answered', 'past-due', 'withdrawn')),
  unique (order_id, letter),
  unique (id, order_id)
);

-- The shared targets that an order cites: by the letter that one has there, or by name in an expression or in words.
-- `snapshot` is what the target was when the version was written, and again when it was submitted: an order runs by what
-- was approved, whatever becomes of the shared target.
create table vigie.order_target (
  order_id uuid not null references vigie.watch_order on delete cascade,
  target_id uuid not null references vigie.target,
  letter text,
  label_id integer not null references vigie.label,
  snapshot jsonb not null,
  primary key (order_id, target_id),
  unique (order_id, letter)
);
create index on vigie.order_target (target_id);

-- The sources that an order reads. One that no open order uses is not fetched.
create table vigie.order_source (
  order_id uuid not null references vigie.watch_order on delete cascade,
  source_id uuid not null references vigie.source,
  label_id integer not null references vigie.label,
  primary key (order_id, source_id)
);
create index on vigie.order_source (source_id);

-- Who let a version of an order open. `own`: its author, at a desk where there was nobody else. Those of an order that is
-- returned are withdrawn, and stay to be seen.
create table vigie.order_approval (
  order_id uuid not null references vigie.watch_order on delete cascade,
  place integer not null,
  version integer not null,
  approver_id uuid not null references vigie.reader,
  label_id integer not null references vigie.label,
  kind text not null check (kind in ('other', 'own')),
  made_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (order_id, place)
);
create unique index order_approval_standing on vigie.order_approval (order_id, version, approver_id)
  where withdrawn_at is null;

-- Why a version of an order that names a person may touch what is otherwise refused; an administrator records it.
create table vigie.order_exception (
  order_id uuid not null references vigie.watch_order on delete cascade,
  version integer not null,
  category text not null check (category in ('health', 'sex-life', 'family')),
  label_id integer not null references vigie.label,
  reason text not null check (reason <> ''),
  administrator_id uuid not null references vigie.reader,
  made_at timestamptz not null,
  primary key (order_id, version, category)
);

-- A question handed to a member of the desk or to a source.
create table vigie.task (
  id uuid primary key,
  order_id uuid not null references vigie.watch_order on delete cascade,
  question_id uuid not null references vigie.question on delete cascade,
  label_id integer not null references vigie.label,
  instruction text not null,
  due_on date,
  member_id uuid references vigie.reader,
  source_id uuid references vigie.source,
  status text not null check (status in ('offered', 'accepted', 'declined', 'done')),
  -- Why it was declined, or what came of it.
  note text,
  offered_by uuid not null references vigie.reader,
  -- SHA-256 of the token by which a mail becomes a note of it.
  note_token_hash bytea check (length(note_token_hash) = 32),
  made_at timestamptz not null,
  changed_at timestamptz not null,
  check (num_nonnulls(member_id, source_id) = 1)
);
create index task_changed on vigie.task (changed_at desc, id);
create unique index task_of_note_token on vigie.task (note_token_hash) where note_token_hash is not null;
create index task_of_member on vigie.task (member_id, changed_at desc, id);

call vigie.protect_by_label('vigie.watch_order');
call vigie.protect_by_label('vigie.order_version');
call vigie.protect_by_label('vigie.order_version_target');
call vigie.protect_by_label('vigie.question');
call vigie.protect_by_label('vigie.order_target');
call vigie.protect_by_label('vigie.order_source');
call vigie.protect_by_label('vigie.order_approval');
call vigie.protect_by_label('vigie.order_exception');
call vigie.protect_by_label('vigie.task');

-- What is never changed: versions with what they cited, approvals and exceptions.
revoke update on vigie.order_version, vigie.order_version_target, vigie.order_approval, vigie.order_exception from vigie_app;
-- But for that an approval is withdrawn.
grant update (withdrawn_at) on vigie.order_approval to vigie_app;
-- What an order cites is written anew with each version.
create policy app_delete on vigie.order_target for delete to vigie_app using (get_bit((select vigie.displayed()), label_id) > 0);
create policy app_delete on vigie.order_source for delete to vigie_app using (get_bit((select vigie.displayed()), label_id) > 0);
grant delete on vigie.order_target, vigie.order_source to vigie_app;
revoke update on vigie.order_target, vigie.order_source from vigie_app;
