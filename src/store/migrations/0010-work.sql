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

-- Surfaces hand work to the pipeline through this alone. The tables of the queue lie in a schema of their own, which the
-- package that runs it makes and changes; a job holds the id of what it is about, and nothing else. One that waits
-- already is not doubled.
create function vigie.enqueue(task text, object_id uuid) returns void
  language plpgsql volatile security definer
  set search_path = pg_catalog, vigie
as $$
begin
  if task is null or object_id is null or task <> all (array[
    'back-fill', 'collect', 'deliver', 'match', 'gather', 'notify', 'expire']) then
    raise exception using errcode = 'invalid_parameter_value', message = 'There is no such task.';
  end if;
  perform vigie_jobs.add_job(task, json_build_object('id', object_id), job_key => task || ' ' || object_id,
    job_key_mode => 'preserve_run_at');
end
$$;
revoke all on function vigie.enqueue(text, uuid) from public;
grant execute on function vigie.enqueue(text, uuid) to vigie_app, vigie_work;
