-- What the pipeline does by itself. Rows hold ids and no content.

-- What was written and must be told to others, in the order in which it was committed: a consumer reads what is below
-- pg_snapshot_xmin(pg_current_snapshot()).
create table vigie.outbox (
  id uuid primary key,
  topic text not null check (topic ~ '^[a-z]+(-[a-z]+)*$'),
  object_id uuid not null,
  transaction_id xid8 not null,
  made_at timestamptz not null
);
create index outbox_followed on vigie.outbox (transaction_id, id);
call vigie.protect('vigie.outbox', 'false');
drop policy app_insert on vigie.outbox;
create policy app_insert on vigie.outbox for insert to vigie_app with check (transaction_id = pg_current_xact_id());
grant insert on vigie.outbox to vigie_app;
