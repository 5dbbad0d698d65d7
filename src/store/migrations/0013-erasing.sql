-- What erasing people goes by: ids, two administrators, and a mark on who was erased.

-- An id that means nobody. No act finds it, so that none brings it back.
alter table vigie.reader add erased_at timestamptz;
grant select (erased_at) on vigie.reader to vigie_app;
-- Nothing but erasing leaves an account without roles, or closes a recipient.
update vigie.reader set erased_at = changed_at
where exists (select from vigie.account where account.id = reader.id and roles = '{}')
  or name = 'erased' and exists (select from vigie.recipient where recipient.id = reader.id and state = 'closed');

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
alter table vigie.order_version_target alter column names set statistics 0;
-- Of versions from before, only what the newest one cites is known.
insert into vigie.order_version_target (order_id, version, target_id, label_id, names)
select watch_order.id, watch_order.version, target.id, watch_order.label_id, jsonb_build_object('title', target.title,
  'aliases', coalesce((select jsonb_agg(jsonb_build_object('text', text, 'exact', exact) order by place)
    from vigie.target_alias where target_alias.target_id = target.id), '[]'))
from vigie.order_target
  join vigie.watch_order on watch_order.id = order_target.order_id
  join vigie.target on target.id = order_target.target_id;
call vigie.protect_by_label('vigie.order_version_target');
revoke update on vigie.order_version_target from vigie_app;

-- Which administrators asked for an erasure. Somebody else does it; no surface reads it.
create table vigie.erasure_request (
  noun text not null check (noun in ('reader', 'target')),
  person_id uuid not null,
  asked_by uuid not null references vigie.reader,
  asked_at timestamptz not null,
  primary key (noun, person_id, asked_by)
);
call vigie.protect('vigie.erasure_request', 'false');
