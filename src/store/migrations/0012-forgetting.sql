-- To plan, the database keeps samples of what columns hold, and keeps them after the rows are gone. Of texts, which
-- may name people, and of sealed bytes it keeps none: nothing is planned by them.
do $$
declare
  sampled record;
begin
  for sampled in
    select * from (values
      ('reader', array['name', 'held']),
      ('clearance', array['key', 'reader']),
      ('target', array['name', 'title', 'role', 'note']),
      ('target_alias', array['text', 'context']),
      ('watch_order', array['name', 'content']),
      ('order_version', array['content']),
      ('order_version_target', array['names']),
      ('order_target', array['snapshot']),
      ('question', array['wording', 'expressions']),
      ('order_exception', array['reason']),
      ('task', array['instruction', 'note']),
      ('document', array['title', 'body', 'address', 'details']),
      ('document_portion', array['mark']),
      ('document_bytes', array['bytes']),
      ('hit', array['note']),
      ('hit_history', array['change']),
      ('report', array['title']),
      ('report_version', array['title', 'marking']),
      ('report_portion', array['content']),
      ('channel', array['address']),
      ('release', array['reason']),
      ('release_copy', array['content']),
      ('receipt', array['detail']),
      ('informant', array['code_name']),
      ('informant_identity', array['sealed', 'key_for_author', 'key_for_editor']),
      ('sealing_secret', array['salt', 'sealed']),
      ('audit_salt', array['salt'])
    ) as listed (table_name, column_names)
  loop
    execute (select format('alter table vigie.%I %s', sampled.table_name,
        string_agg(format('alter column %I set statistics 0', column_name), ', '))
      from unnest(sampled.column_names) as column_name);
  end loop;
end
$$;
-- Of what an index computes, too.
alter index vigie.target_alias_lower_idx alter column 1 set statistics 0;
