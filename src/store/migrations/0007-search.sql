-- Which labels the session may read, where they are few enough to go through each; else null. A hint and no more: what
-- it leads to stands under policy all the same.
create function vigie.few_labels(most integer) returns integer[]
  language plpgsql stable parallel safe
  set search_path = pg_catalog, vigie
as $$
begin
  if bit_count(vigie.displayed()) > most then
    return null;
  end if;
  return array(
    select readable.label_id from vigie.readable
    where readable.clearance_id = vigie.current_clearance() and readable.action = 'display'
      and readable.valid_from <= vigie.current_instant());
end
$$;

-- How many rows the planner expects of a search, of all that there are. Volatile, since nothing else may explain.
create function vigie.expected_rows(wanted tsquery) returns double precision
  language plpgsql volatile
  set search_path = pg_catalog, vigie
as $$
declare
  plan json;
begin
  execute format('explain (format json) select from vigie.document where document.lexemes @@ %L::tsquery', wanted) into plan;
  return greatest(1, (plan #>> '{0,Plan,Plan Rows}')::double precision);
end
$$;

-- Under policies the index on lexemes is not used. This function uses it, applies the same condition, and yields ids
-- only; it is joined back to the table under policy, so that a fault here can show no content. Of three ways to the
-- same answer it takes the one that should cost least, in microseconds that were measured: all that hold the words by
-- their index; each readable label from the newest on; all documents from the newest on, until enough are found.
create function vigie.search_ids(wanted tsquery, most integer, after_at timestamptz, after_id uuid)
  returns table (id uuid, received_at timestamptz)
  language plpgsql volatile security definer
  set search_path = pg_catalog, vigie
as $$
declare
  bits bytea := vigie.displayed();
  -- A label that was made since the bits were read has none, and is for the next search.
  known integer := length(bits) * 8;
  labels integer[];
  latest timestamptz := coalesce(after_at, 'infinity');
  wanting integer := greatest(0, least(most, 10000));
  everything double precision;
  holding double precision;
  share double precision;
  by_words double precision := 0;
  by_labels double precision := 'infinity';
  by_time double precision;
begin
  if bits is null or numnode(wanted) = 0 then
    return;
  end if;
  holding := vigie.expected_rows(wanted);
  by_time := 'infinity';
  -- So few are fetched sooner than anything else is worked out.
  if holding > 1000 then
    select greatest(reltuples, 1) into everything from pg_class where oid = 'vigie.document'::regclass;
    select greatest(bit_count(bits), 1)::double precision / greatest(max(label.id) + 1, 1) into share from vigie.label;
    labels := vigie.few_labels(200);
    by_words := holding * 1.5;
    by_time := wanting * (everything / holding) * (5 + 0.5 / share);
    if labels is not null then
      by_labels := cardinality(labels) * 20 + everything * share * 5;
    end if;
  end if;
  if by_words <= least(by_labels, by_time) then
    return query
      select holder.id, holder.received_at
      from (select document.id, document.received_at, document.label_id from vigie.document
            where document.lexemes @@ wanted offset 0) as holder
      where case when holder.label_id < known then get_bit(bits, holder.label_id) > 0 end
        and (holder.received_at < latest or holder.received_at = latest and holder.id > after_id)
      order by holder.received_at desc, holder.id limit wanting;
  elsif by_labels <= by_time then
    return query
      select newest.id, newest.received_at
      from unnest(labels) as readable (label_id) cross join lateral (
        select document.id, document.received_at from vigie.document
        where document.label_id = readable.label_id and document.received_at <= latest
          and (document.received_at < latest or document.id > after_id)
          and (document.lexemes @@ wanted) is true
        order by document.received_at desc, document.id limit wanting) as newest
      where case when readable.label_id < known then get_bit(bits, readable.label_id) > 0 end
      order by newest.received_at desc, newest.id limit wanting;
  else
    return query
      select document.id, document.received_at from vigie.document
      where document.received_at <= latest and (document.received_at < latest or document.id > after_id)
        -- In this order: fetching the words of a document costs ten times as much as the bit of its label.
        and case when document.label_id < known and get_bit(bits, document.label_id) > 0 then document.lexemes @@ wanted end
      order by document.received_at desc, document.id limit wanting;
  end if;
end
$$;
revoke all on function vigie.search_ids(tsquery, integer, timestamptz, uuid) from public;
grant execute on function vigie.search_ids(tsquery, integer, timestamptz, uuid) to vigie_app, vigie_work;
