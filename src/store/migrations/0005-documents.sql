-- Sources, documents, and what was found in them.

create table vigie.source (
  id uuid primary key,
  name text not null,
  kind text not null,
  address text not null,
  reliability text not null check (reliability in ('A', 'B', 'C', 'D', 'E', 'F')),
  label_id bigint not null references vigie.label,
  default_label_id bigint not null references vigie.label,
  state jsonb not null,
  made_at timestamptz not null
);

create table vigie.document (
  id uuid primary key,
  source_id uuid references vigie.source,
  label_id bigint not null references vigie.label,
  -- Of the bytes; equal bytes under two labels are two documents.
  content_hash bytea not null check (length(content_hash) = 32),
  title text not null,
  body text not null,
  language text,
  published_on date,
  address text,
  -- A copy of the whole puts rows in before what they refer to.
  supersedes_id uuid references vigie.document deferrable initially immediate,
  received_at timestamptz not null,
  -- Folded words and stems of our own analysis: the same for questions and documents.
  lexemes tsvector not null,
  transaction_id xid8 not null,
  unique (content_hash, label_id)
);
create index document_newest on vigie.document (received_at desc, id);
create index document_by_label on vigie.document (label_id, received_at desc, id);
create index document_lexemes on vigie.document using gin (lexemes);
create index document_followed on vigie.document (transaction_id);

-- A hit is read by those who may read the document and the order.
create table vigie.hit (
  id uuid primary key,
  question_id uuid not null references vigie.question,
  document_id uuid not null references vigie.document,
  document_label_id bigint not null references vigie.label,
  order_label_id bigint not null references vigie.label,
  judgement text not null check (judgement in ('new', 'relevant', 'not-relevant', 'to-verify')),
  credibility smallint check (credibility between 1 and 6),
  note text,
  assignee_id uuid references vigie.account,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  unique (question_id, document_id)
);
create index hit_newest on vigie.hit (made_at desc, id);

create table vigie.hit_history (
  hit_id uuid not null references vigie.hit,
  place integer not null,
  document_label_id bigint not null references vigie.label,
  order_label_id bigint not null references vigie.label,
  actor_id uuid not null references vigie.account,
  change jsonb not null,
  made_at timestamptz not null,
  primary key (hit_id, place)
);

call vigie.protect_by_label('vigie.source', 'label_id', 'default_label_id');
call vigie.protect_by_label('vigie.document');
call vigie.protect_by_label('vigie.hit', 'document_label_id', 'order_label_id');
call vigie.protect_by_label('vigie.hit_history', 'document_label_id', 'order_label_id');

-- A document and what was made of a hit are never changed: what comes later stands beside it.
revoke update on vigie.document, vigie.hit_history from vigie_app;

-- Under policies the index on lexemes is not used. This function uses it, applies the same condition, and yields ids
-- only; it is joined back to the table under policy, so that a fault here can show no content. The statement is planned
-- anew for each search, with its values known: rare words are found by their index, frequent ones from the newest on,
-- and where few labels are readable, by these.
create function vigie.search_ids(wanted tsquery, most integer)
  returns table (id uuid, received_at timestamptz)
  language plpgsql stable security definer
  set search_path = pg_catalog, vigie
as $$
declare
  labels bigint[];
  condition text := 'document.label_id = any($2)';
begin
  select array_agg(few.label_id) into labels from (
    select readable.label_id from vigie.readable
    where readable.clearance_id = vigie.current_clearance()
      and readable.action = 'display'
      and readable.valid_from <= vigie.current_instant()
    limit 201) as few;
  if labels is null then
    return;
  end if;
  if cardinality(labels) > 200 then
    condition := 'document.label_id in (
      select readable.label_id from vigie.readable
      where readable.clearance_id = vigie.current_clearance()
        and readable.action = ''display''
        and readable.valid_from <= vigie.current_instant())';
  end if;
  return query execute format(
    'select document.id, document.received_at from vigie.document
     where document.lexemes @@ $1 and %s
     order by document.received_at desc, document.id limit %s',
    condition, greatest(0, least(most, 10000)))
  using wanted, labels;
end
$$;
revoke all on function vigie.search_ids(tsquery, integer) from public;
grant execute on function vigie.search_ids(tsquery, integer) to vigie_app, vigie_work;
