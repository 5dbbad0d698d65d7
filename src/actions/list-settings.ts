import { allSettings, type SettingState } from '../domain/setting.ts';
import { readSetting } from '../store/settings.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';

/** Returns what is set for the whole desk, each with its bounds and what is usual. */
export function listSettings(desk: Desk, actor: Actor): Promise<readonly SettingState[]> {
  return act(desk, actor, {
    action: 'setting-list',
    roles: ['administrator'],
    as: 'work',
    async work({ client }) {
      const states: SettingState[] = [];
      for (const rule of allSettings()) states.push({ ...rule, value: await readSetting(client, rule.name) });
      return states;
    },
  });
}
