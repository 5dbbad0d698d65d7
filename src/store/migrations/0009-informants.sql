-- Informants are code names. Who they are is sealed to two people, the author and one named editor, and stands in a table
-- that only these two come to, as bytes that only their own keys open.

create table vigie.sealing_key (
  account_id uuid primary key references vigie.account,
  label_id integer not null references vigie.label,
  -- X25519.
  public_key bytea not null check (length(public_key) = 32),
  made_at timestamptz not null
);

-- The other half of the key, sealed by a passphrase that is kept nowhere.
create table vigie.sealing_secret (
  account_id uuid primary key references vigie.account,
  salt bytea not null check (length(salt) >= 16),
  sealed bytea not null
);

create table vigie.informant (
  id uuid primary key,
  code_name text not null,
  label_id integer not null references vigie.label,
  marking jsonb not null,
  author_id uuid not null references vigie.reader,
  editor_id uuid not null references vigie.reader check (editor_id <> author_id),
  made_at timestamptz not null,
  unique (code_name, label_id)
);

create table vigie.informant_identity (
  informant_id uuid primary key references vigie.informant on delete cascade,
  author_id uuid not null references vigie.reader,
  editor_id uuid not null references vigie.reader,
  sealed bytea not null,
  key_for_author bytea not null,
  key_for_editor bytea not null
);

-- Which field notes came from whom, for those who may read both.
-- The key is the pair: that a note is somebody else's already would tell of an informant that one may not read.
create table vigie.informant_note (
  document_id uuid not null references vigie.document on delete cascade,
  informant_id uuid not null references vigie.informant,
  document_label_id integer not null references vigie.label,
  informant_label_id integer not null references vigie.label,
  primary key (document_id, informant_id)
);
create index on vigie.informant_note (informant_id);

call vigie.protect('vigie.sealing_key', 'account_id = (select vigie.current_actor()) or ' || vigie.displays('label_id'));
call vigie.protect('vigie.sealing_secret', 'account_id = (select vigie.current_actor())');
call vigie.protect_by_label('vigie.informant');
call vigie.protect('vigie.informant_identity', '(select vigie.current_actor()) in (author_id, editor_id)');
call vigie.protect_by_label('vigie.informant_note', 'document_label_id', 'informant_label_id');

-- A key is one's own to make, and nobody else's. It is known where its account is, even to who may know of neither.
drop policy app_insert on vigie.sealing_key;
create policy app_insert on vigie.sealing_key for insert to vigie_app
  with check (account_id = (select vigie.current_actor())
    and label_id = (select account.label_id from vigie.account where account.id = account_id));
grant select, insert on vigie.sealing_key, vigie.sealing_secret, vigie.informant_identity to vigie_app;
-- Under another passphrase it is the same key.
grant update (salt, sealed) on vigie.sealing_secret to vigie_app;
revoke update on vigie.informant, vigie.informant_note from vigie_app;
-- Either holder may erase who an informant is.
create policy app_delete on vigie.informant_identity for delete to vigie_app
  using ((select vigie.current_actor()) in (author_id, editor_id));
grant delete on vigie.informant_identity to vigie_app;
-- The pipeline has no use for what it could not open anyway; it may erase.
revoke select, insert, update on vigie.sealing_secret, vigie.informant_identity from vigie_work;
grant select (account_id) on vigie.sealing_secret to vigie_work;
grant select (informant_id, author_id, editor_id) on vigie.informant_identity to vigie_work;
