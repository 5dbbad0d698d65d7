/** Languages in which feeds write their dates, those first whose short names win where two languages differ. */
const LANGUAGES = 'en fr de es it pt nl pl cs sk hu ro hr sl sv da nb fi el ru uk bg tr id'.split(' ');

let byName: ReadonlyMap<string, number> | undefined;

/** Returns the month (1 to 12) that a word names in one of many languages, whole or shortened, or undefined. */
export function monthOf(word: string): number | undefined {
  byName ??= allNames();
  const name = folded(word);
  return byName.get(name) ?? byName.get(name.slice(0, 3));
}

function allNames(): Map<string, number> {
  const names = new Map<string, number>();
  for (const language of LANGUAGES) {
    for (let month = 1; month <= 12; month++) {
      const day = new Date(Date.UTC(2001, month - 1, 15));
      for (const name of namesOf(day, language)) {
        const key = folded(name);
        if (key.length >= 3 && !names.has(key)) names.set(key, month);
      }
    }
  }
  return names;
}

function namesOf(day: Date, language: string): string[] {
  // Alone, and beside a day: many languages then put the name into the genitive.
  return (['long', 'short'] as const).flatMap((month) =>
    [{ month }, { month, day: 'numeric' } as const].map((options) => {
      const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
      return format.formatToParts(day).find(({ type }) => type === 'month')?.value ?? '';
    }),
  );
}

function folded(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '');
}
