import type pg from 'pg';
import { type Setting, type SettingName, settleSetting, usualSetting } from '../domain/setting.ts';

/** Returns what is set, or what is usual where nobody set it. */
export async function readSetting(client: pg.ClientBase, name: SettingName): Promise<number> {
  const { rows } = await client.query<{ value: unknown }>('select value from vigie.setting where name = $1', [name]);
  return rows[0] ? settleSetting(name, rows[0].value).value : usualSetting(name);
}

export async function writeSetting(
  work: pg.ClientBase,
  { name, value }: Setting,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<void> {
  await work.query(
    `insert into vigie.setting (name, value, changed_by, changed_at) values ($1, $2, $3, $4)
     on conflict (name) do update set value = excluded.value, changed_by = excluded.changed_by,
       changed_at = excluded.changed_at`,
    [name, JSON.stringify(value), by, now],
  );
}
