-- Labels and clearances are kept once each. Their ids are hashes of what they say: no counter tells how many there are.
-- `readable` holds the answers of mayRead; all that a row of content carries is the id of its label.

create table vigie.label (
  id bigint primary key,
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
  made_at timestamptz not null
);

-- Time only lifts conditions (embargoes, declassification), so one instant says from when on it is allowed.
create table vigie.readable (
  clearance_id bigint not null references vigie.clearance on delete cascade,
  label_id bigint not null references vigie.label on delete cascade,
  action text not null check (action in ('display', 'release')),
  valid_from timestamptz not null,
  primary key (clearance_id, action, label_id)
);

call vigie.protect('vigie.clearance', 'id = (select vigie.current_clearance())');
call vigie.protect('vigie.readable',
  'clearance_id = (select vigie.current_clearance()) and valid_from <= (select vigie.current_instant())');
call vigie.protect('vigie.label',
  'id in (select label_id from vigie.readable where clearance_id = (select vigie.current_clearance())
     and action = ''display'' and valid_from <= (select vigie.current_instant()))');
grant select on vigie.label, vigie.clearance, vigie.readable to vigie_app;

-- The one condition of everything that carries a label.
create procedure vigie.protect_by_label(protected regclass, variadic label_columns text[] default array['label_id'])
  language plpgsql
as $$
declare
  condition text;
begin
  select string_agg(format(
    '%I in (select label_id from vigie.readable where clearance_id = (select vigie.current_clearance())
       and action = ''display'' and valid_from <= (select vigie.current_instant()))', label_column), ' and ')
  into condition from unnest(label_columns) as label_column;
  call vigie.protect(protected, condition);
  execute format('grant select, insert, update on %s to vigie_app', protected);
end
$$;
