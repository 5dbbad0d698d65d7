-- Who works at the desk, who reads, and in which circles.

create table vigie.account (
  id uuid primary key,
  name text not null,
  roles text[] not null check (roles <@ array['editor', 'analyst', 'releaser', 'recipient', 'inspector', 'administrator']),
  clearance_id bigint not null references vigie.clearance,
  state text not null check (state in ('active', 'locked', 'closed')),
  made_at timestamptz not null,
  changed_at timestamptz not null
);

-- One sees oneself; the pipeline, which works for actions, sees all.
call vigie.protect('vigie.account', 'id = (select vigie.current_actor())');
grant select on vigie.account to vigie_app;
