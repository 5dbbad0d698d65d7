import { changeSetting } from '../../actions/change-setting.ts';
import { listSettings } from '../../actions/list-settings.ts';
import { bySetting, changedSetting, settingChange, settingList } from '../../schema/wire/setting.ts';
import { route } from '../route.ts';

export const SETTING_ROUTES = [
  route({
    method: 'GET',
    path: '/settings',
    summary: 'What is set for the whole desk, with bounds',
    scope: 'administer',
    labels: 'unmarked',
    answer: settingList,
    handle: async ({ desk, actor }) => ({ items: await listSettings(desk, actor) }),
  }),
  route({
    method: 'PUT',
    path: '/settings/:name',
    summary: 'Set something for the whole desk',
    scope: 'administer',
    labels: 'unmarked',
    isLasting: true,
    params: bySetting,
    body: settingChange,
    answer: changedSetting,
    handle: ({ desk, actor, params, body }) => changeSetting(desk, actor, { ...params, ...body }),
  }),
];
