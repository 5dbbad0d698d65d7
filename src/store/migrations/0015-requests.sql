-- Requests that were sent with a key, so that one that is sent again is not done again. The answer to a write holds ids,
-- versions and states, and nothing that is marked; it is null while nobody knows what came of the request.
create table vigie.keyed_request (
  account_id uuid not null,
  -- SHA-256 of the key, and of what was asked.
  key_hash bytea not null check (length(key_hash) = 32),
  request_hash bytea not null check (length(request_hash) = 32),
  answer jsonb,
  made_at timestamptz not null,
  primary key (account_id, key_hash)
);
create index on vigie.keyed_request (made_at);
call vigie.protect('vigie.keyed_request', 'false');
