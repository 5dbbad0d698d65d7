-- What changed of what people look at, for those who look on: each row carries the transaction by which it was made or last
-- changed. Whoever follows reads the rows between two bounds, under policy; a row is below the second one when nothing can
-- still come before it.

create function vigie.stamp_transaction() returns trigger
  language plpgsql
as $$
begin
  new.transaction_id := pg_current_xact_id();
  return new;
end
$$;

alter table vigie.hit add column transaction_id xid8 not null default pg_current_xact_id();
create index on vigie.hit (transaction_id);
-- What the machine works out of a hit changes nothing for whoever judges it.
create trigger stamp_transaction before update of judgement, credibility, note, assignee_id, snoozed_until on vigie.hit
  for each row execute function vigie.stamp_transaction();

alter table vigie.watch_order add column transaction_id xid8 not null default pg_current_xact_id();
create index on vigie.watch_order (transaction_id);
create trigger stamp_transaction before update on vigie.watch_order
  for each row execute function vigie.stamp_transaction();

alter table vigie.task add column transaction_id xid8 not null default pg_current_xact_id();
create index on vigie.task (transaction_id);
create trigger stamp_transaction before update on vigie.task
  for each row execute function vigie.stamp_transaction();
