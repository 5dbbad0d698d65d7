-- Who reads, who works at the desk, who gets reports, and in which circles. The id of a person is the same everywhere:
-- a pseudonym, by which the log knows them too.

-- The label says who may know of this reader. What a reader holds is for administrators, who work as the pipeline.
create table vigie.reader (
  id uuid primary key,
  name text not null,
  kind text not null check (kind in ('person', 'body')),
  label_id integer not null references vigie.label,
  -- Nationality, organisation, levels and controls as they were stated; groups stand in their own table.
  held jsonb not null,
  -- What it came to, with the groups of the day.
  clearance_id bigint not null references vigie.clearance,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  -- From then on the id means nobody. No act finds it, so that none brings it back.
  erased_at timestamptz
);
create index reader_by_name on vigie.reader (name, id);
-- Whether anybody still has a clearance.
create index on vigie.reader (clearance_id);

create table vigie.account (
  id uuid primary key references vigie.reader,
  label_id integer not null references vigie.label,
  roles text[] not null check (roles <@ array['editor', 'analyst', 'releaser', 'recipient', 'inspector', 'administrator']),
  state text not null check (state in ('active', 'locked', 'closed')),
  made_at timestamptz not null,
  changed_at timestamptz not null
);

-- One sees oneself, and those of whom one may know.
call vigie.protect('vigie.reader', 'id = (select vigie.current_actor()) or ' || vigie.displays('label_id'));
call vigie.protect('vigie.account', 'id = (select vigie.current_actor()) or ' || vigie.displays('label_id'));
grant select (id, name, kind, label_id, made_at, changed_at, erased_at) on vigie.reader to vigie_app;
grant select on vigie.account to vigie_app;

-- Groups: circles that a marking can require. The name of one can be as telling as what it guards.
create table vigie.reader_group (
  id uuid primary key,
  name text not null unique,
  title text not null,
  purpose text not null,
  label_id integer not null references vigie.label,
  state text not null check (state in ('active', 'closed')),
  made_at timestamptz not null,
  changed_at timestamptz not null
);

create table vigie.group_member (
  group_id uuid not null references vigie.reader_group,
  reader_id uuid not null references vigie.reader,
  -- Of the group.
  label_id integer not null references vigie.label,
  member_from timestamptz not null,
  -- The first instant at which it is over.
  member_until timestamptz check (member_until > member_from),
  primary key (group_id, reader_id)
);
create index on vigie.group_member (reader_id);

call vigie.protect_by_label('vigie.reader_group');
call vigie.protect_by_label('vigie.group_member');
revoke insert, update on vigie.reader_group, vigie.group_member from vigie_app;

-- Whether a clearance has a group that its reader is in no more, or has not one that the reader is in by now.
create function vigie.has_outdated_groups(who uuid, at timestamptz) returns boolean
  language sql stable
  set search_path = pg_catalog, vigie
  return exists (
    select from vigie.reader
    join vigie.clearance on clearance.id = reader.clearance_id
    join vigie.group_member on group_member.reader_id = reader.id
    join vigie.reader_group on reader_group.id = group_member.group_id
    where reader.id = who
      and (member_from <= at and (member_until is null or member_until > at) and reader_group.state = 'active')
        <> (clearance.reader -> 'groups') ? reader_group.name);

-- One's own clearance is read before any is stated. There is none while it is not brought up to one's groups of the
-- moment: a membership ends at its instant, whether or not anybody has looked at it since.
create function vigie.own_clearance() returns bigint
  language sql stable security definer
  set search_path = pg_catalog, vigie
  return (select reader.clearance_id from vigie.reader where reader.id = vigie.current_actor()
    and not vigie.has_outdated_groups(reader.id, vigie.current_instant()));
revoke all on function vigie.own_clearance() from public;
grant execute on function vigie.own_clearance() to vigie_app, vigie_work;

-- The same, and it stays until the transaction is over, whatever the reader has by then: whoever deletes clearances that
-- nobody has leaves alone what is locked like this. Else an act would see all at its beginning and nothing at its end.
create function vigie.kept_clearance() returns bigint
  language plpgsql volatile
  set search_path = pg_catalog, vigie
as $$
declare
  own bigint;
begin
  loop
    own := vigie.own_clearance();
    exit when own is null;
    perform pg_advisory_xact_lock_shared(own);
    -- While the lock was waited for, it may have gone.
    exit when own = vigie.own_clearance();
  end loop;
  return own;
end
$$;

-- Which administrators asked for an erasure. Somebody else does it; no surface reads it.
create table vigie.erasure_request (
  noun text not null check (noun in ('reader', 'target')),
  person_id uuid not null,
  asked_by uuid not null references vigie.reader,
  asked_at timestamptz not null,
  primary key (noun, person_id, asked_by)
);
call vigie.protect('vigie.erasure_request', 'false');

-- What administrators set for the whole desk. None of it is marked.
create table vigie.setting (
  name text primary key,
  value jsonb not null,
  changed_by uuid not null,
  changed_at timestamptz not null
);
call vigie.protect('vigie.setting', 'true');
drop policy app_insert on vigie.setting;
drop policy app_update on vigie.setting;
grant select on vigie.setting to vigie_app;
