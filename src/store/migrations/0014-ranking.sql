-- The model of each question, and what it reads of hits.

-- What was learnt from the judgements of a question, of documents that everybody may read who may read the order: it bears
-- traces of their words, and carries the label of the order.
create table vigie.ranking_model (
  question_id uuid primary key references vigie.question on delete cascade,
  label_id integer not null references vigie.label,
  model bytea not null,
  -- How many judgements of each kind it learnt from.
  relevant integer not null check (relevant >= 0),
  not_relevant integer not null check (not_relevant >= 0),
  -- How often it was learnt to something else, and which of these stands in all scores of the question.
  generation integer not null check (generation > 0),
  scored_generation integer not null check (scored_generation >= 0),
  -- A round of scoring that is under way: of which generation it began, and behind which hit it goes on.
  round_generation integer,
  scored_after uuid,
  check ((round_generation is null) = (scored_after is null))
);

-- What the model reads of a hit: it tells of the text, so that surfaces see none of it.
create table vigie.hit_features (
  hit_id uuid primary key references vigie.hit on delete cascade,
  question_id uuid not null references vigie.question on delete cascade,
  version smallint not null,
  -- Places as numbers of two bytes, the lowest byte first.
  slots bytea not null,
  evidence double precision not null
);
create index hit_features_of_question on vigie.hit_features (question_id, hit_id);

-- One that learnt from nothing tells that something was judged of which it must not learn.
call vigie.protect('vigie.ranking_model', vigie.displays('label_id') || ' and relevant + not_relevant > 0');
call vigie.protect('vigie.hit_features', 'false');
-- The pipeline learns. How often it did tells of judgements of documents that not everybody may read.
grant select (question_id, label_id, model, relevant, not_relevant) on vigie.ranking_model to vigie_app;

call vigie.keep_no_samples('vigie.ranking_model', 'model');
call vigie.keep_no_samples('vigie.hit_features', 'slots');
