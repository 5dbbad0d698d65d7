-- Where documents come from, and whom orders ask about.

create table vigie.source (
  id uuid primary key,
  name text not null,
  kind text not null,
  address text not null,
  reliability text not null check (reliability in ('A', 'B', 'C', 'D', 'E', 'F')),
  -- That of the fact that it is read here, as it was stated and as a label.
  marking jsonb not null,
  label_id integer not null references vigie.label,
  -- That of documents which bring no marking that counts, as it was stated and as a label.
  default_marking jsonb not null,
  default_label_id integer not null references vigie.label,
  -- Whether marks found in its documents set their marking; never below the default.
  trusted boolean not null,
  -- The kind of lawful collector that it is: orders say which of them they accept.
  discipline text not null check (discipline in ('open-web', 'open-data', 'documents', 'people')),
  -- How often and how it is read: for its kind to say.
  schedule jsonb not null,
  status text not null check (status in ('active', 'paused', 'retired')),
  -- Where reading stands and how it goes; the pipeline's.
  state jsonb not null,
  -- When it is to be read again; null where it is read by hand.
  due_at timestamptz,
  made_at timestamptz not null,
  changed_at timestamptz not null
);
create index source_changed on vigie.source (changed_at desc, id);

-- A target that orders share. A name is its own among the targets of its label.
create table vigie.target (
  id uuid primary key,
  name text not null,
  title text not null,
  kind text not null
    check (kind in ('person', 'party', 'organisation', 'country', 'company', 'place', 'product', 'project')),
  -- The public role that makes a person a target.
  role text check (kind <> 'person' or coalesce(role, '') <> ''),
  note text,
  marking jsonb not null,
  label_id integer not null references vigie.label,
  status text not null check (status in ('active', 'retired')),
  made_at timestamptz not null,
  changed_at timestamptz not null,
  unique (name, label_id)
);
create index target_changed on vigie.target (changed_at desc, id);

create table vigie.target_alias (
  target_id uuid not null references vigie.target on delete cascade,
  place smallint not null,
  label_id integer not null references vigie.label,
  text text not null,
  language text,
  exact boolean not null,
  misspelling boolean not null,
  context text[] not null,
  valid_from date,
  valid_until date,
  primary key (target_id, place)
);
create index on vigie.target_alias (lower(text));

call vigie.protect_by_label('vigie.source', 'label_id', 'default_label_id');
call vigie.protect_by_label('vigie.target');
call vigie.protect_by_label('vigie.target_alias');
-- Aliases are written anew with their target.
create policy app_delete on vigie.target_alias for delete to vigie_app using (get_bit((select vigie.displayed()), label_id) > 0);
grant delete on vigie.target_alias to vigie_app;
