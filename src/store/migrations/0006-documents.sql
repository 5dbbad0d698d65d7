-- Documents, their portions, the stories that they tell, and what was found in them.

create table vigie.document (
  id uuid primary key,
  source_id uuid references vigie.source,
  -- What the source calls it: a guid, an address, a path. The same key with other bytes is another edition.
  source_key text check (source_id is not null or source_key is null),
  label_id integer not null references vigie.label,
  -- Of the bytes, or of what a source gave under its key; equal bytes under two labels are two documents.
  content_hash bytea not null check (length(content_hash) = 32),
  title text not null,
  body text not null,
  language text,
  published_on date,
  address text,
  -- What its kind states: stage, country, amounts, buyer and supplier, byline, authors.
  details jsonb not null,
  -- The task that it answers.
  task_id uuid references vigie.task on delete set null,
  -- A copy of the whole puts rows in before what they refer to.
  supersedes_id uuid references vigie.document on delete set null deferrable initially immediate,
  received_at timestamptz not null,
  -- Folded words and stems of our own analysis: the same for questions and documents.
  lexemes tsvector not null,
  transaction_id xid8 not null
);
-- What a source gives is compared with the edition before it alone: an item may go back to what it was.
create unique index document_brought on vigie.document (content_hash, label_id) where source_id is null;
create index document_newest on vigie.document (received_at desc, id);
create index document_by_label on vigie.document (label_id, received_at desc, id);
create index document_of_source on vigie.document (source_id, received_at desc, id) where source_id is not null;
create index document_lexemes on vigie.document using gin (lexemes);
create index document_followed on vigie.document (transaction_id, id);
create index document_by_key on vigie.document (source_id, source_key, received_at desc) where source_key is not null;
create index on vigie.document (supersedes_id) where supersedes_id is not null;
create index on vigie.document (task_id) where task_id is not null;

-- The parts of a document as they were found, each with the mark that it bore. Read with the document, or not at all.
create table vigie.document_portion (
  document_id uuid not null references vigie.document on delete cascade,
  place integer not null,
  label_id integer not null references vigie.label,
  kind text not null,
  mark text,
  -- Where it stands in the body, as UTF-16 offsets.
  span_start integer not null check (span_start >= 0),
  span_end integer not null check (span_end >= span_start),
  primary key (document_id, place)
);

-- What it was read from, for documents whose text is not all there is.
create table vigie.document_bytes (
  document_id uuid primary key references vigie.document on delete cascade,
  label_id integer not null references vigie.label,
  media_type text not null,
  bytes bytea not null
);

-- A story is its members: title, size and lead are worked out for each reader from those that the reader may read.
create table vigie.story (
  id uuid primary key,
  made_at timestamptz not null
);

create table vigie.story_member (
  document_id uuid primary key references vigie.document on delete cascade,
  story_id uuid not null references vigie.story,
  label_id integer not null references vigie.label,
  -- When the document was received: by it the earliest member leads.
  received_at timestamptz not null,
  -- Who put it there; nobody where the machine did.
  joined_by uuid references vigie.reader,
  joined_at timestamptz not null
);
create index story_member_earliest on vigie.story_member (story_id, received_at, document_id);

-- Where a person moved a document between stories: a row for each document, under its label. What a person did at once has
-- one change. A story that is left empty may be gone.
create table vigie.story_move (
  document_id uuid not null references vigie.document on delete cascade,
  place integer not null check (place > 0),
  label_id integer not null references vigie.label,
  change_id uuid not null,
  kind text not null check (kind in ('split', 'merge', 'undo')),
  -- The change that it takes back.
  undoes uuid check ((undoes is not null) = (kind = 'undo')),
  from_story uuid not null,
  to_story uuid not null,
  -- Who had put it where it was, and when.
  from_joined_by uuid references vigie.reader,
  from_joined_at timestamptz not null,
  actor_id uuid not null references vigie.reader,
  made_at timestamptz not null,
  primary key (document_id, place)
);
create index story_move_of_change on vigie.story_move (change_id, document_id);

call vigie.protect_by_label('vigie.document');
call vigie.protect_by_label('vigie.document_portion');
call vigie.protect_by_label('vigie.document_bytes');
call vigie.protect_by_label('vigie.story_member');
call vigie.protect_by_label('vigie.story_move');
-- Whoever may read a member knows of the story.
call vigie.protect('vigie.story', 'id in (select story_id from vigie.story_member)');
drop policy app_insert on vigie.story;
create policy app_insert on vigie.story for insert to vigie_app with check (true);
drop policy app_update on vigie.story;
grant select, insert on vigie.story to vigie_app;

-- A hit is read by those who may read the document and the order. It has the labels of both, which hold them; a label is never
-- deleted. Checking them again for each hit, and its order beside its question, would be half of what keeping it costs.
create table vigie.hit (
  id uuid primary key,
  order_id uuid not null,
  question_id uuid not null,
  document_id uuid not null references vigie.document,
  document_label_id integer not null,
  order_label_id integer not null,
  judgement text not null check (judgement in ('new', 'relevant', 'not-relevant', 'to-verify')),
  credibility smallint check (credibility between 1 and 6),
  note text,
  assignee_id uuid references vigie.reader,
  snoozed_until timestamptz,
  -- When the judgement that stands was made; null where none does.
  judged_at timestamptz,
  -- How relevant the model of its question holds it, above 0; 0 until it was read for that.
  score real not null default 0 check (score between 0 and 1),
  made_at timestamptz not null,
  changed_at timestamptz not null,
  unique (question_id, document_id),
  foreign key (question_id, order_id) references vigie.question (id, order_id)
);
create index hit_newest on vigie.hit (made_at desc, id);
create index hit_of_order on vigie.hit (order_id, made_at desc, id);
create index hit_best on vigie.hit (score desc, made_at desc, id desc);
create index hit_best_of_order on vigie.hit (order_id, score desc, made_at desc, id desc);
create index hit_judged on vigie.hit (question_id) where judgement in ('relevant', 'not-relevant');
create index on vigie.hit (document_id);
create index hit_of_assignee on vigie.hit (assignee_id, made_at desc, id) where assignee_id is not null;

create table vigie.hit_history (
  hit_id uuid not null references vigie.hit on delete cascade,
  place integer not null,
  document_label_id integer not null references vigie.label,
  order_label_id integer not null references vigie.label,
  actor_id uuid not null references vigie.reader,
  change jsonb not null,
  made_at timestamptz not null,
  primary key (hit_id, place)
);

call vigie.protect_by_label('vigie.hit', 'document_label_id', 'order_label_id');
call vigie.protect_by_label('vigie.hit_history', 'document_label_id', 'order_label_id');

-- A document, where it was moved and what was made of a hit are never changed: what comes later stands beside it.
revoke update on vigie.document, vigie.document_portion, vigie.document_bytes, vigie.hit_history,
  vigie.story_move from vigie_app;
