-- A report is written and read whole, so that its text stands in one place; what it cites and answers stands beside it, where
-- it can be found, counted and forgotten. Nothing wrote these tables before.
drop table vigie.report_answer, vigie.report_citation, vigie.report_portion;

alter table vigie.report add column banner text not null;
-- The portions with their marks, the language, the handling, and why the banner was raised where it was.
alter table vigie.report_version drop column marking, add column content jsonb not null;

-- The citation of a report by the id that its portions call it. One in a released report holds the document; one whose document
-- is gone is gone too, with what it quotes.
create table vigie.report_citation (
  report_id uuid not null,
  version integer not null,
  id uuid not null,
  place integer not null,
  label_id integer not null references vigie.label,
  document_label_id integer not null references vigie.label,
  document_id uuid not null references vigie.document,
  hit_id uuid references vigie.hit,
  quotation text,
  -- Reliability of the source and credibility of what it says, as they were when it was cited.
  reliability text check (reliability in ('A', 'B', 'C', 'D', 'E', 'F')),
  credibility smallint check (credibility between 1 and 6),
  primary key (report_id, version, id),
  foreign key (report_id, version) references vigie.report_version on delete cascade
);
create index on vigie.report_citation (document_id);
create index on vigie.report_citation (hit_id) where hit_id is not null;

create table vigie.report_answer (
  report_id uuid not null,
  version integer not null,
  -- As the report calls the portion.
  portion_id uuid not null,
  question_id uuid not null references vigie.question,
  label_id integer not null references vigie.label,
  order_label_id integer not null references vigie.label,
  is_whole boolean not null,
  primary key (report_id, version, portion_id, question_id),
  foreign key (report_id, version) references vigie.report_version on delete cascade
);
create index on vigie.report_answer (question_id);

call vigie.protect_by_label('vigie.report_citation', 'label_id', 'document_label_id');
call vigie.protect_by_label('vigie.report_answer', 'label_id', 'order_label_id');
revoke update on vigie.report_citation, vigie.report_answer from vigie_app;
call vigie.keep_no_samples('vigie.report_version', 'content');
call vigie.keep_no_samples('vigie.report_citation', 'quotation');

-- What is written within some minutes is one version: whoever goes on writes over their own.
create policy app_delete on vigie.report_version for delete to vigie_app
  using (get_bit((select vigie.displayed()), label_id) > 0 and author_id = (select vigie.current_actor())
    and exists (select from vigie.report where report.id = report_id and report.status = 'draft'));
grant delete on vigie.report_version to vigie_app;

-- A delivery brings a copy, or that one is over.
alter table vigie.delivery
  -- From when on it may have gone out: a program that dies before has sent nothing.
  add column begun_at timestamptz,
  add column what text not null default 'copy' check (what in ('copy', 'recalled', 'superseded')),
  -- How an answer that was lost is told from one that is yet to come.
  drop constraint delivery_state_check,
  add constraint delivery_state_check check (state in ('waiting', 'sending', 'accepted', 'failed', 'withheld', 'unknown', 'bounced')),
  drop constraint delivery_copy_id_channel_id_key,
  add constraint delivery_copy_id_channel_id_what_key unique (copy_id, channel_id, what);
create index delivery_sending on vigie.delivery (changed_at) where state = 'sending';
alter table vigie.receipt
  drop constraint receipt_kind_check,
  add constraint receipt_kind_check check (kind in ('attempt', 'acceptance', 'bounce', 'reading', 'acknowledgement', 'answer'));

-- What a channel says and how it proves who speaks; the secret is sealed by the key of the desk, and no surface reads it.
alter table vigie.channel
  add column options jsonb not null default '{}',
  add column secret bytea;
call vigie.keep_no_samples('vigie.channel', 'secret', 'options');
revoke select, insert, update on vigie.channel from vigie_app;
grant select (id, recipient_id, label_id, kind, address, ceiling, ceiling_label_id, state, made_at, changed_at, options)
  on vigie.channel to vigie_app;

-- Everybody to whom reports go has the portal, which carries whatever they may read.
insert into vigie.channel (id, recipient_id, label_id, kind, address, ceiling, ceiling_label_id, state, made_at, changed_at)
  select id, id, label_id, 'portal', '', '{}', label_id, 'active', made_at, changed_at from vigie.recipient;
