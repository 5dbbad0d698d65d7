-- By what somebody proves who they are, and what they got for it. Secrets that the program makes stand here as hashes
-- only; a password as argon2id, and what must be read back is sealed by a key that lies in a file and not in here.
-- Surfaces read of it what an account may list of its own, and write nothing.

create table vigie.account_password (
  account_id uuid primary key references vigie.account,
  hash text not null check (hash like '$argon2id$%'),
  changed_at timestamptz not null
);

-- Codes by time (RFC 6238). A code counts once: the step of the last one stays.
create table vigie.account_totp (
  account_id uuid primary key references vigie.account,
  sealed bytea not null,
  last_step bigint not null,
  made_at timestamptz not null
);

-- What counts once in the place of such a code; a row goes with its use.
create table vigie.recovery_code (
  account_id uuid not null references vigie.account,
  hash bytea not null check (length(hash) = 32),
  primary key (account_id, hash)
);

create table vigie.passkey (
  id uuid primary key,
  account_id uuid not null references vigie.account,
  -- What WebAuthn calls the key by, and its public half as COSE.
  credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
  public_key bytea not null,
  counter bigint not null check (counter >= 0),
  transports text[] not null,
  name text not null,
  made_at timestamptz not null,
  used_at timestamptz
);
create index on vigie.passkey (account_id);

-- Who somebody is to another house (OpenID Connect), which says so for them.
create table vigie.linked_identity (
  issuer text not null,
  subject text not null,
  account_id uuid not null references vigie.account,
  linked_at timestamptz not null,
  primary key (issuer, subject)
);
create index on vigie.linked_identity (account_id);

create table vigie.session (
  id uuid primary key,
  account_id uuid not null references vigie.account,
  -- SHA-256 of the secret.
  hash bytea not null unique check (length(hash) = 32),
  method text not null check (method in ('password', 'password-and-code', 'passkey', 'identity', 'example')),
  client text not null,
  made_at timestamptz not null,
  -- To the minute.
  used_at timestamptz not null,
  reauthenticated_at timestamptz not null,
  expires_at timestamptz not null
);
create index on vigie.session (account_id);

-- The one who sets a desk up need not have an account yet.
create table vigie.one_time_link (
  hash bytea primary key check (length(hash) = 32),
  account_id uuid references vigie.account check (account_id is not null or purpose = 'set-up'),
  purpose text not null check (purpose in ('set-up', 'invite', 'reset')),
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on vigie.one_time_link (account_id);

create table vigie.api_token (
  id uuid primary key,
  account_id uuid not null references vigie.account,
  hash bytea not null unique check (length(hash) = 32),
  -- By which its owner knows it again.
  prefix text not null,
  name text not null,
  scopes text[] not null check (scopes <@ array['read', 'write', 'administer'] and cardinality(scopes) > 0),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_on date
);
create index on vigie.api_token (account_id);

-- How often somebody tried. The key is a MAC over an account, an address or both: nobody reads addresses out of it.
create table vigie.sign_in_try (
  key bytea primary key check (length(key) = 32),
  failures integer not null check (failures >= 0),
  -- Until then nothing is tried.
  next_at timestamptz not null,
  changed_at timestamptz not null,
  succeeded_at timestamptz
);

-- A challenge carries its own proof; that it was answered is remembered until it is over anyway.
create table vigie.used_challenge (
  hash bytea primary key check (length(hash) = 32),
  expires_at timestamptz not null
);

call vigie.protect('vigie.account_password', 'false');
call vigie.protect('vigie.account_totp', 'false');
call vigie.protect('vigie.recovery_code', 'false');
call vigie.protect('vigie.linked_identity', 'account_id = (select vigie.current_actor())');
call vigie.protect('vigie.passkey', 'account_id = (select vigie.current_actor())');
call vigie.protect('vigie.session', 'account_id = (select vigie.current_actor())');
call vigie.protect('vigie.api_token', 'account_id = (select vigie.current_actor())');
call vigie.protect('vigie.one_time_link', 'false');
call vigie.protect('vigie.sign_in_try', 'false');
call vigie.protect('vigie.used_challenge', 'false');
grant select (issuer, account_id, linked_at) on vigie.linked_identity to vigie_app;
grant select (id, account_id, name, transports, made_at, used_at) on vigie.passkey to vigie_app;
grant select (id, account_id, method, client, made_at, used_at, reauthenticated_at, expires_at) on vigie.session to vigie_app;
grant select (id, account_id, prefix, name, scopes, made_at, expires_at, used_on) on vigie.api_token to vigie_app;

-- The planner keeps no samples of it.
call vigie.keep_no_samples('vigie.account_password', 'hash');
call vigie.keep_no_samples('vigie.account_totp', 'sealed');
call vigie.keep_no_samples('vigie.recovery_code', 'hash');
call vigie.keep_no_samples('vigie.passkey', 'credential_id', 'public_key', 'name');
call vigie.keep_no_samples('vigie.linked_identity', 'issuer', 'subject');
call vigie.keep_no_samples('vigie.session', 'hash', 'client');
call vigie.keep_no_samples('vigie.one_time_link', 'hash');
call vigie.keep_no_samples('vigie.api_token', 'hash', 'prefix', 'name');
call vigie.keep_no_samples('vigie.sign_in_try', 'key');
