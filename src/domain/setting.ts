import { Refusal } from '../errors.ts';

interface SettingRule {
  /** Where nobody set another one. */
  readonly usual: number;
  readonly least: number;
  readonly most: number;
}

/** What administrators may set for the whole desk: whole numbers, each within its bounds. */
const RULES = {
  /** How long a document stays that nothing holds, and how long an order that ended goes on to hold what it found. */
  'retention-days': { usual: 30, least: 1, most: 3650 },
} as const satisfies Readonly<Record<string, SettingRule>>;

export type SettingName = keyof typeof RULES;

export interface Setting {
  readonly name: SettingName;
  readonly value: number;
}

/** A setting as it is, with its bounds. */
export interface SettingState extends Setting, SettingRule {}

/** Returns all settings that there are, with their bounds. */
export function allSettings(): readonly (SettingRule & { readonly name: SettingName })[] {
  return (Object.keys(RULES) as SettingName[]).map((name) => ({ name, ...RULES[name] }));
}

export function usualSetting(name: SettingName): number {
  return RULES[name].usual;
}

/** Returns the setting to keep; refused where there is none of that name (`setting-unknown`) or it cannot be so (`setting-value`). */
export function settleSetting(name: string, value: unknown): Setting {
  if (!isSettingName(name)) {
    const message = `There are these settings: ${Object.keys(RULES).join(', ')}.`;
    throw new Refusal('invalid', 'setting-unknown', message);
  }
  const { least, most } = RULES[name];
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return { name, value };
  throw new Refusal('invalid', 'setting-value', `The setting ${name} is a whole number from ${least} to ${most}.`, {
    values: { least, most },
  });
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(RULES, name);
}
