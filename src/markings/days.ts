/** Days are written `YYYY-MM-DD`: they compare as texts. */
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Returns whether a text is a day of the Gregorian calendar. */
export function isDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (day === undefined) return false;
  return Number(day) >= 1 && Number(day) <= lengthOfMonth(Number(year), Number(month));
}

/** Returns the same day so many years later; 29 February becomes the 28th where the year has none. */
export function yearsAfter(day: string, years: number): string {
  const [, year, month, date] = DAY.exec(day) ?? [];
  const later = Number(year) + years;
  const last = Math.min(Number(date), lengthOfMonth(later, Number(month)));
  return `${String(later).padStart(4, '0')}-${month}-${String(last).padStart(2, '0')}`;
}

/** Returns 0 where there is no such month. */
function lengthOfMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
