-- Of which orders somebody of the desk wants to be told new hits, by which of their own ways, and when.
create table vigie.notice_rule (
  id uuid primary key,
  account_id uuid not null references vigie.account,
  channel_id uuid not null references vigie.channel on delete cascade,
  -- Without one: all that they may read.
  order_id uuid references vigie.watch_order on delete cascade,
  pace text not null check (pace in ('at-once', 'daily')),
  -- Of the day, where the clocks of the time zone show it.
  hour smallint not null check (hour between 0 and 23),
  time_zone text not null,
  language text not null check (language in ('en', 'fr')),
  -- Hits are told from this one on: a place in this database alone.
  transaction_id xid8 not null default pg_current_xact_id(),
  next_at timestamptz not null,
  made_at timestamptz not null,
  unique nulls not distinct (channel_id, order_id)
);
create index on vigie.notice_rule (account_id);
create index on vigie.notice_rule (next_at);
create index on vigie.notice_rule (order_id) where order_id is not null;

-- A notice of hits is a delivery that brings no copy.
alter table vigie.delivery
  alter column copy_id drop not null,
  drop constraint delivery_what_check,
  add constraint delivery_what_check check (what in ('copy', 'recalled', 'superseded', 'hits')),
  add constraint delivery_of_copy check ((what = 'hits') = (copy_id is null));

create table vigie.notice (
  delivery_id uuid primary key references vigie.delivery on delete cascade,
  language text not null check (language in ('en', 'fr')),
  -- Whether all that was found is in it.
  is_whole boolean not null
);

-- The first hit of an order on each story that a notice tells of: by one way a story is told once for each order.
create table vigie.noticed_hit (
  delivery_id uuid not null references vigie.notice on delete cascade,
  hit_id uuid not null references vigie.hit on delete cascade,
  channel_id uuid not null references vigie.channel on delete cascade,
  order_id uuid not null references vigie.watch_order on delete cascade,
  -- The document where it is in no story.
  story_id uuid not null,
  primary key (delivery_id, hit_id),
  unique (channel_id, order_id, story_id)
);
create index on vigie.noticed_hit (hit_id);
create index on vigie.noticed_hit (order_id);

-- That somebody was told something, and when, is theirs alone: it tells that there was something for them to read.
alter policy app_select on vigie.delivery
  using ((recipient_id = (select vigie.current_actor()) or what <> 'hits' and (select vigie.is_of_desk()))
    and get_bit((select vigie.displayed()), label_id) > 0);
alter policy app_insert on vigie.delivery
  with check (what <> 'hits' and (recipient_id = (select vigie.current_actor()) or (select vigie.is_of_desk()))
    and get_bit((select vigie.displayed()), label_id) > 0);
alter policy app_select on vigie.receipt
  using ((recipient_id = (select vigie.current_actor()) or (select vigie.is_of_desk()))
    and get_bit((select vigie.displayed()), label_id) > 0
    and exists (select from vigie.delivery where delivery.id = delivery_id));

call vigie.protect('vigie.notice_rule', 'account_id = (select vigie.current_actor())
  and (order_id is null or exists (select from vigie.watch_order where watch_order.id = order_id))');
call vigie.protect('vigie.notice',
  'exists (select from vigie.delivery where delivery.id = delivery_id and recipient_id = (select vigie.current_actor()))');
call vigie.protect('vigie.noticed_hit',
  'exists (select from vigie.notice where notice.delivery_id = noticed_hit.delivery_id)
   and exists (select from vigie.hit where hit.id = hit_id)');
grant select on vigie.notice_rule, vigie.notice, vigie.noticed_hit to vigie_app;
