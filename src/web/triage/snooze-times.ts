export type SnoozeTime = 'hour' | 'tomorrow' | 'week';

const MORNING = 9;

/** Returns when a snooze ends by the clock of whoever asks: in an hour, or in the morning of tomorrow or of next Monday. */
export function snoozeEnd(time: SnoozeTime, now = new Date()): Date {
  if (time === 'hour') return new Date(now.getTime() + 3_600_000);
  const days = time === 'tomorrow' ? 1 : (8 - now.getDay()) % 7 || 7;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}
