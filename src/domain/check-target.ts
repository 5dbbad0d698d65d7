import { Refusal } from '../errors.ts';
import { isDay } from '../query/days.ts';
import { IDENTIFIER, LANGUAGE } from './identifier.ts';
import { type Alias, aliasProblem, TARGET_KINDS, type Target } from './target.ts';

/** As many as one expression can take, with room for their context. */
const MOST_ALIASES = 500;

/** What a target is called and in which spellings it appears; the name by which expressions call it stands apart. */
export type DescribedTarget = Omit<Target, 'id' | 'name' | 'marking'> & { readonly title: string };

/** Refuses a name that an expression could not call (`target-name`). */
export function checkTargetName(name: string): void {
  if (IDENTIFIER.test(name)) return;
  const message = 'A target is named with letters, digits, - and _ (at most 100), such as parties-2012.';
  throw new Refusal('invalid', 'target-name', message);
}

/** Refuses what cannot be looked for, and a person without the public role that makes them a target. */
export function checkTarget({ title, kind, role, aliases }: DescribedTarget): void {
  if (!TARGET_KINDS.includes(kind)) {
    throw new Refusal('invalid', 'target-kind', `A target is one of these: ${TARGET_KINDS.join(', ')}.`);
  }
  if (isBlank(title)) throw new Refusal('invalid', 'target-title', 'A target has a title: what it is called.');
  if (kind === 'person' && isBlank(role)) {
    const message = 'A person is a target in a public role (office, candidate, executive …) only; state it.';
    throw new Refusal('invalid', 'target-person-role', message);
  }
  if (aliases.length > MOST_ALIASES) {
    throw new Refusal('invalid', 'target-too-many-aliases', `A target has at most ${MOST_ALIASES} aliases.`);
  }
  for (const alias of aliases) checkAlias(alias);
}

function checkAlias(alias: Alias): void {
  const { text, lang, from, until } = alias;
  const values = { alias: text };
  const problem = aliasProblem(alias);
  if (problem !== undefined) {
    const message = `The alias “${text}” cannot be looked for. ${problem.message}`;
    throw new Refusal('invalid', 'target-alias', message, { ...problem, values: { ...values, ...problem.values } });
  }
  if (lang !== undefined && !LANGUAGE.test(lang)) {
    const message = `The language of the alias “${text}” is an ISO 639-1 code of two small letters, such as fr.`;
    throw new Refusal('invalid', 'target-alias-language', message, { values });
  }
  if ([from, until].some((day) => day !== undefined && !isDay(day))) {
    const message = `The alias “${text}” holds from and until days that exist, written YYYY-MM-DD.`;
    throw new Refusal('invalid', 'target-alias-day', message, { values });
  }
  if (from !== undefined && until !== undefined && from > until) {
    const message = `The alias “${text}” ends before it begins; put the earlier day under “from”.`;
    throw new Refusal('invalid', 'target-alias-window', message, { values });
  }
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}
