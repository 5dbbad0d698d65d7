import { z } from 'zod';

const setting = z.object({
  name: z.enum(['retention-days']),
  value: z.int(),
  usual: z.int(),
  least: z.int(),
  most: z.int(),
});
export const settingList = z.object({ items: z.array(setting) });
export const bySetting = z.strictObject({ name: setting.shape.name });
export const settingChange = z.strictObject({ value: z.int() });
export const changedSetting = setting.pick({ name: true, value: true });
