-- Labels and clearances are kept once each, found by the hash of what they say. All that a row of content carries is the
-- number of its label, which never leaves the store: it tells how many labels there were before.
-- `readable` holds the answers of mayRead. Those that hold at any time are kept a second time as bits, one for each
-- label, in the row of the clearance: looking one up costs next to nothing, for ten labels or for ten thousand.

create table vigie.label (
  id integer primary key check (id >= 0),
  key_hash bytea not null unique check (length(key_hash) = 32),
  key text not null,
  parts jsonb not null,
  need_to_know jsonb not null,
  declassify_on timestamptz,
  made_at timestamptz not null
);

create table vigie.clearance (
  id bigint primary key,
  key text not null,
  reader jsonb not null,
  -- Bit n: whether the label n may be displayed, now and for ever. There is a bit for every label.
  display bytea not null,
  made_at timestamptz not null
);

-- Time only lifts conditions (embargoes, declassification), so one instant says from when on it is allowed.
create table vigie.readable (
  clearance_id bigint not null references vigie.clearance on delete cascade,
  label_id integer not null references vigie.label on delete cascade,
  action text not null check (action in ('display', 'release')),
  valid_from timestamptz not null,
  primary key (clearance_id, action, label_id)
);
-- The few answers that wait for a day.
create index readable_later on vigie.readable (clearance_id, valid_from) include (label_id)
  where action = 'display' and valid_from > '-infinity';

call vigie.protect('vigie.clearance', 'id = (select vigie.current_clearance())');
call vigie.protect('vigie.readable',
  'clearance_id = (select vigie.current_clearance()) and valid_from <= (select vigie.current_instant())');
grant select on vigie.clearance, vigie.readable to vigie_app;

-- Which labels may be displayed to the session: one bit for each. Null without a clearance, and null allows nothing.
create function vigie.displayed() returns bytea
  language plpgsql stable parallel safe
  set search_path = pg_catalog, vigie
as $$
declare
  bits bytea;
  lifted integer;
begin
  select clearance.display into bits from vigie.clearance where clearance.id = vigie.current_clearance();
  for lifted in
    select readable.label_id from vigie.readable
    where readable.clearance_id = vigie.current_clearance() and readable.action = 'display'
      and readable.valid_from > '-infinity' and readable.valid_from <= vigie.current_instant()
  loop
    bits := set_bit(bits, lifted, 1);
  end loop;
  return bits;
end
$$;

-- The one condition of everything that carries labels, as text. `> 0` and not `= 1`: the planner then expects a third
-- of all rows and not one in two hundred.
create function vigie.displays(variadic label_columns text[]) returns text
  language sql immutable
  return (select string_agg(format('get_bit((select vigie.displayed()), %I) > 0', label_column), ' and ')
          from unnest(label_columns) as label_column);

create procedure vigie.protect_by_label(protected regclass, variadic label_columns text[] default array['label_id'])
  language plpgsql
as $$
begin
  call vigie.protect(protected, vigie.displays(variadic label_columns));
  execute format('grant select, insert, update on %s to vigie_app', protected);
end
$$;

call vigie.protect('vigie.label', vigie.displays('id'));
grant select on vigie.label to vigie_app;
