-- Orders with their versions. An order, its questions and its in-order targets carry one label, the order's.

create table vigie.watch_order (
  id uuid primary key,
  name text not null,
  version integer not null check (version > 0),
  status text not null check (status in ('draft', 'review', 'open', 'suspended', 'closed', 'expired')),
  label_id bigint not null references vigie.label,
  owner_id uuid not null references vigie.account,
  content jsonb not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  -- Two orders of one name may exist where their readers must not learn of each other.
  unique (name, label_id)
);
create index on vigie.watch_order (changed_at desc, id);

create table vigie.order_version (
  order_id uuid not null references vigie.watch_order,
  version integer not null,
  label_id bigint not null references vigie.label,
  content jsonb not null,
  author_id uuid not null references vigie.account,
  made_at timestamptz not null,
  primary key (order_id, version)
);

create table vigie.question (
  id uuid primary key,
  order_id uuid not null references vigie.watch_order,
  letter text not null,
  label_id bigint not null references vigie.label,
  wording text not null,
  -- One for each language: [{language, source}].
  expressions jsonb not null,
  state text not null check (state in ('open', 'partly-answered', 'answered', 'past-due', 'withdrawn')),
  unique (order_id, letter)
);

call vigie.protect_by_label('vigie.watch_order');
call vigie.protect_by_label('vigie.order_version');
call vigie.protect_by_label('vigie.question');

-- Versions are never changed.
revoke update on vigie.order_version from vigie_app;
