-- Who asks, and when, is told to the database once for each transaction, by set_config(…, true). A setting that is
-- missing or empty is null, and null allows nothing.

create schema vigie;
grant usage on schema vigie to vigie_app, vigie_work;

create function vigie.current_clearance() returns bigint
  language sql stable parallel safe
  return nullif(current_setting('vigie.clearance', true), '')::bigint;

create function vigie.current_instant() returns timestamptz
  language sql stable parallel safe
  return nullif(current_setting('vigie.now', true), '')::timestamptz;

create function vigie.current_actor() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('vigie.actor', true), '')::uuid;

-- Row-level security for one table. The owner and the pipeline see all rows; without its policy the owner would see
-- none under FORCE, and silently. Surfaces see and write what `condition` allows.
create procedure vigie.protect(protected regclass, condition text)
  language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format('create policy owner_all on %s to vigie_owner using (true) with check (true)', protected);
  execute format('create policy work_all on %s to vigie_work using (true) with check (true)', protected);
  execute format('create policy app_select on %s for select to vigie_app using (%s)', protected, condition);
  execute format('create policy app_insert on %s for insert to vigie_app with check (%s)', protected, condition);
  execute format('create policy app_update on %s for update to vigie_app using (%s) with check (%s)',
                 protected, condition, condition);
  execute format('grant select, insert, update, delete on %s to vigie_work', protected);
end
$$;

-- To plan, the database keeps samples of what columns hold, and keeps them after the rows are gone. Of texts, which may name
-- people, of hashes and of sealed bytes it keeps none: nothing is planned by them.
create procedure vigie.keep_no_samples(sampled regclass, variadic column_names text[])
  language plpgsql
as $$
begin
  execute (select format('alter table %s %s', sampled,
      string_agg(format('alter column %I set statistics 0', column_name), ', '))
    from unnest(column_names) as column_name);
end
$$;
