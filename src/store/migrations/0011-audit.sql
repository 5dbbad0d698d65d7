-- The log. An act writes its entry into `audit_entry` in its own transaction; the sequencer gives positions and keeps
-- the nodes of the tree. Entries hold no marked text, and surfaces can add to them and read none.

create table vigie.audit_entry (
  id uuid primary key,
  -- Canonical JSON: the bytes whose hash is the leaf.
  content bytea not null,
  transaction_id xid8 not null,
  made_at timestamptz not null,
  -- Who acted on what, as the content says: to find entries by, and vouched for by nothing.
  actor_id text not null,
  object_ids text[] not null
);
create index on vigie.audit_entry (actor_id, transaction_id);
create index on vigie.audit_entry using gin (object_ids);
create index audit_followed on vigie.audit_entry (transaction_id, id);

create table vigie.audit_leaf (
  position bigint primary key check (position >= 0),
  entry_id uuid not null unique references vigie.audit_entry,
  leaf_hash bytea not null check (length(leaf_hash) = 32)
);

create table vigie.audit_node (
  level smallint not null check (level >= 0),
  place bigint not null check (place >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (level, place)
);

create table vigie.audit_checkpoint (
  size bigint not null,
  note text not null,
  made_at timestamptz not null,
  primary key (size, note)
);

-- Salts of commitments lie beside what they commit to, so that both can be erased and the log still verifies.
create table vigie.audit_salt (
  entry_id uuid not null references vigie.audit_entry,
  name text not null,
  salt bytea not null,
  primary key (entry_id, name)
);

call vigie.protect('vigie.audit_entry', 'false');
call vigie.protect('vigie.audit_leaf', 'false');
call vigie.protect('vigie.audit_node', 'false');
call vigie.protect('vigie.audit_checkpoint', 'false');
call vigie.protect('vigie.audit_salt', 'false');

-- Adding an entry is the one thing that surfaces may do with the log.
drop policy app_insert on vigie.audit_entry;
-- The transaction is the own one: another number would keep the entry from its place, or give it a wrong one.
create policy app_insert on vigie.audit_entry for insert to vigie_app
  with check (transaction_id = pg_current_xact_id() and length(content) <= 65535);
grant insert on vigie.audit_entry to vigie_app;
drop policy app_insert on vigie.audit_salt;
create policy app_insert on vigie.audit_salt for insert to vigie_app with check (true);
grant insert on vigie.audit_salt to vigie_app;

-- The pipeline adds to the log and changes nothing in it; salts alone can be erased.
revoke update, delete on vigie.audit_entry, vigie.audit_leaf, vigie.audit_node, vigie.audit_checkpoint from vigie_work;
revoke update on vigie.audit_salt from vigie_work;
