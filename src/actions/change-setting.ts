import { type Setting, settleSetting } from '../domain/setting.ts';
import { writeSetting } from '../store/settings.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';

/** Sets something for the whole desk. The entry of the log names the setting, and commits to its value. */
export function changeSetting(
  desk: Desk,
  actor: Actor,
  { name, value }: { readonly name: string; readonly value: unknown },
): Promise<Setting> {
  return act(desk, actor, {
    action: 'setting-change',
    roles: ['administrator'],
    as: 'work',
    async work({ client, now, commit }) {
      const setting = settleSetting(name, value);
      await writeSetting(client, setting, { by: actor.id, now });
      commit(setting.name, String(setting.value));
      return setting;
    },
  });
}
