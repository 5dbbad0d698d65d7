-- What somebody looks at in the queue again and again, under a name of their own. Each row is its account's alone.

create table vigie.saved_filter (
  id uuid primary key,
  account_id uuid not null references vigie.account,
  name text not null check (length(name) between 1 and 60),
  -- What the address of the queue says: ids and words of fixed lists.
  search jsonb not null check (jsonb_typeof(search) = 'object' and length(search::text) <= 500),
  made_at timestamptz not null,
  changed_at timestamptz not null,
  unique (account_id, name)
);

call vigie.protect('vigie.saved_filter', 'account_id = (select vigie.current_actor())');
grant select on vigie.saved_filter to vigie_app;
call vigie.keep_no_samples('vigie.saved_filter', 'name', 'search');
