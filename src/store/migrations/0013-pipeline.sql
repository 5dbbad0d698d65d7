-- Where the work that runs by itself stands.

-- How far documents were followed, in the order in which they were committed. The place means something in this database
-- alone: copies leave the table out, and who reads one back follows everything anew, which finds the same.
create table vigie.follower (
  name text primary key check (name in ('match', 'gather')),
  -- Behind this document.
  transaction_id xid8 not null,
  document_id uuid not null,
  documents bigint not null,
  hits bigint not null,
  -- By which the ids of hits are made.
  secret bytea not null check (length(secret) = 32),
  moved_at timestamptz not null
);

-- The orders that documents are held against as they come: since when, in which version.
create table vigie.watched_order (
  order_id uuid primary key references vigie.watch_order on delete cascade,
  version integer not null,
  joined_at timestamptz not null,
  -- What of its questions cannot be used: [{letter, language, code, message}].
  problems jsonb not null
);

-- A run of an order over what was here before it: from the newest document on. One row for each time that it joined.
create table vigie.back_fill (
  id uuid primary key,
  order_id uuid not null references vigie.watch_order on delete cascade,
  version integer not null,
  label_id integer not null references vigie.label,
  state text not null check (state in ('waiting', 'running', 'paused', 'done', 'cancelled')),
  -- Documents that were received later are held against the order as they come.
  until timestamptz not null,
  -- How many documents it should have to look at, as it was announced; null until it begins.
  estimate bigint check (estimate >= 0),
  looked bigint not null,
  hits bigint not null,
  -- Behind this document.
  after_at timestamptz,
  after_id uuid,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  check ((after_at is null) = (after_id is null))
);
create index back_fill_newest on vigie.back_fill (made_at desc, id);
create index on vigie.back_fill (order_id, made_at desc);

-- What could not be read, or broke what reads or matches it: kept with its bytes and the reason, until it is tried again
-- or let go.
create table vigie.quarantined (
  id uuid primary key,
  source_id uuid references vigie.source,
  -- Of a document that is here and cannot be matched.
  document_id uuid references vigie.document on delete cascade,
  -- That of the document; of what became none, the one that it would have had.
  label_id integer not null references vigie.label,
  item_key text,
  name text not null,
  address text,
  media_type text,
  bytes bytea,
  -- SHA-256 of the bytes of an item, which stays when they go: what was let go is not put aside again.
  content_hash bytea check (length(content_hash) = 32),
  -- What the source says of it.
  given jsonb not null,
  code text not null,
  reason text not null,
  tries integer not null check (tries > 0),
  state text not null check (state in ('kept', 'solved', 'dropped')),
  made_at timestamptz not null,
  changed_at timestamptz not null
);
create index quarantined_newest on vigie.quarantined (changed_at desc, id);
create unique index quarantined_item on vigie.quarantined (source_id, item_key) where state = 'kept' and document_id is null;
create unique index quarantined_document on vigie.quarantined (document_id) where state = 'kept' and document_id is not null;
create index quarantined_dropped on vigie.quarantined (source_id, item_key) where state = 'dropped' and document_id is null;

-- By what documents are known to tell the same thing: the signature of the text, and the keys of its bands, of which two
-- near-duplicates share one. It tells of the text, so that surfaces see none of it.
create table vigie.document_likeness (
  document_id uuid primary key references vigie.document on delete cascade,
  label_id integer not null references vigie.label,
  version smallint not null,
  signature bytea not null check (length(signature) = 512),
  bands integer[] not null
);
create index document_likeness_bands on vigie.document_likeness using gin (bands);
call vigie.protect('vigie.document_likeness', 'false');

call vigie.protect('vigie.follower', 'false');
call vigie.protect('vigie.watched_order', 'false');
call vigie.protect_by_label('vigie.back_fill');
call vigie.protect_by_label('vigie.quarantined');
-- The pipeline makes both; surfaces pause, cancel, retry and drop.
revoke insert, update on vigie.back_fill, vigie.quarantined from vigie_app;
-- How many documents a run looks at and finds tells of those that its reader may not read.
revoke select on vigie.back_fill from vigie_app;
grant select (id, order_id, version, label_id, state, until, made_at) on vigie.back_fill to vigie_app;
grant update (state, changed_at) on vigie.back_fill, vigie.quarantined to vigie_app;
-- Whoever drops it lets its bytes go.
grant update (bytes) on vigie.quarantined to vigie_app;

-- Of what may name people the database keeps no samples.
call vigie.keep_no_samples('vigie.quarantined', 'name', 'address', 'bytes', 'given', 'reason', 'item_key');
call vigie.keep_no_samples('vigie.document_likeness', 'signature', 'bands');
