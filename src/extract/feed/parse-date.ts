import { calendarDay } from '../calendar-day.ts';
import { monthOf } from './month-names.ts';

const LONGEST_DATE = 100;
/** Minutes east of Greenwich. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, a: -60, n: 60, m: -720, y: 720 },
  ...{ est: -300, edt: -240, et: -300, cst: -360, cdt: -300, ct: -360, mst: -420, mdt: -360, mt: -420 },
  ...{ pst: -480, pdt: -420, pt: -480, akst: -540, akdt: -480, hst: -600, ast: -240, adt: -180, nst: -210, ndt: -150 },
  ...{ west: 60, bst: 60, cet: 60, met: 60, mez: 60, cest: 120, mest: 120, mesz: 120, eet: 120, eest: 180, msk: 180 },
  ...{ sast: 120, ist: 330, pkt: 300, hkt: 480, sgt: 480, awst: 480, jst: 540, kst: 540 },
  ...{ acst: 570, acdt: 630, aest: 600, aedt: 660, nzst: 720, nzdt: 780, brt: -180, art: -180 },
};

/** The day that a date states, as it is written there. */
interface Stated {
  readonly year: string;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}

const TIME = /(?:^|[\sT,])(\d{1,2})\s*:\s*(\d{1,2})(?:\s*:\s*(\d{1,2})(?:[.,:]\d+)?)?(?=$|[^\d:])/i;
const ISO_SHAPES = [
  /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T\s])/i,
  /^(\d{4})(\d{2})(\d{2})(?=$|[T\s])/i,
  /^[-+]?(\d{2})-?(\d{2})-?(\d{2})(?=$|[T\s])/i,
];
const ISO_DASHED = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|\D)/;
const ORDINAL = /^(\d{4})-?(\d{3})(?=$|[T\s])/i;
const COMPACT_TIME = /T(\d{2})(\d{2})(\d{2})?(?=$|[^\d:])/i;
const DAY_FIRST =
  /(?:^|[\s,])(\d{1,2})(?:st|nd|rd|th|er|[.ºª])?[\s.,/-]*(?:de\s+)?(\p{L}[\p{L}\p{M}]+)[\s.,/-]*(?:de\s+)?(\d{4}|\d{2})(?=$|[^\d:])/u;
const MONTH_FIRST =
  /(?:^|\s)(\p{L}[\p{L}\p{M}]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+)(?:.*?[\s,])?(\d{4})(?=$|\D)/u;
const NAMED_MONTH_IN_ISO = /^(\d{4})-(\p{L}[\p{L}\p{M}]+)-(\d{1,2})/u;
const KOREAN = /^(\d{4})년\s*(\d{1,2})월\s*(\d{1,2})일/;
const EPOCH = /^\d{10}(?:\d{3})?$/;
const AFTERNOON = /오후|下午|午後|\bp\.?m\b/i;
const MORNING = /오전|上午|午前|\ba\.?m\b/i;

/**
 * Reads the date of a feed in whatever form: RFC 822 with any zone, W3C-DTF and ISO 8601 in its shapes, asctime, month
 * names of two dozen languages, Korean, MSSQL, Perforce, seconds since 1970. Returns an instant of ISO 8601 in UTC, or the
 * day where no time is stated (its first where no day is), or undefined. Without a zone the time is taken for UTC.
 */
export function parseDate(text: string): string | undefined {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  if (trimmed === '' || trimmed.length > LONGEST_DATE) return undefined;
  if (EPOCH.test(trimmed)) return instant(Number(trimmed) * (trimmed.length === 10 ? 1000 : 1));
  const stated = isoDate(trimmed) ?? wordedDate(trimmed);
  if (stated === undefined) return undefined;
  const day = calendarDay(fullYear(stated.year), stated.month ?? 1, stated.day ?? 1);
  if (day === undefined || day < '1900') return undefined;
  const seconds = secondsOf(trimmed);
  if (seconds === undefined) return day;
  const zone = zoneOf(trimmed);
  return instant(Date.parse(`${day}T00:00:00Z`) + seconds * 1000 - zone * 60_000);
}

function instant(ms: number): string | undefined {
  // Below nothing was published on the web, and above the years have five digits.
  return Number.isFinite(ms) && ms > -2_208_988_800_000 && ms < 253_402_300_800_000
    ? new Date(ms).toISOString().replace('.000Z', 'Z')
    : undefined;
}

function fullYear(year: string): number {
  const number = Number(year.replace(/^[-+]/, ''));
  if (year.replace(/^[-+]/, '').length > 2) return number;
  return number < 70 ? 2000 + number : 1900 + number;
}

function isoDate(text: string): Stated | undefined {
  const dashed = ISO_DASHED.exec(text);
  if (dashed) return { year: dashed[1]!, month: Number(dashed[2]), day: Number(dashed[3]) };
  const korean = KOREAN.exec(text);
  if (korean) return { year: korean[1]!, month: Number(korean[2]), day: Number(korean[3]) };
  const ordinal = ORDINAL.exec(text);
  if (ordinal) return dayOfYear(ordinal[1]!, Number(ordinal[2]));
  const named = NAMED_MONTH_IN_ISO.exec(text);
  if (named) return { year: named[1]!, month: monthOf(named[2]!) ?? 0, day: Number(named[3]) };
  const [, year, month, day] = ISO_SHAPES.map((shape) => shape.exec(text)).find((match) => match) ?? [];
  // A year alone is one only where nothing but a time follows: it may begin a date in words.
  if (year === undefined || (month === undefined && /\p{L}{3}/u.test(text))) return undefined;
  return {
    year,
    month: month === undefined ? undefined : Number(month),
    day: day === undefined ? undefined : Number(day),
  };
}

function dayOfYear(year: string, day: number): Stated | undefined {
  const date = new Date(Date.UTC(Number(year), 0, day));
  if (day < 1 || date.getUTCFullYear() !== Number(year)) return undefined;
  return { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function wordedDate(text: string): Stated | undefined {
  const slashed = /(?:^|\s)(\d{4})\/(\d{1,2})\/(\d{1,2})(?=$|\s)/.exec(text);
  if (slashed) return { year: slashed[1]!, month: Number(slashed[2]), day: Number(slashed[3]) };
  const first = DAY_FIRST.exec(text);
  const firstMonth = first ? monthOf(first[2]!) : undefined;
  if (first && firstMonth) return { year: first[3]!, month: firstMonth, day: Number(first[1]) };
  // The name of a day may stand where that of the month is looked for.
  for (let from = 0; from < text.length; ) {
    const match = MONTH_FIRST.exec(text.slice(from));
    if (!match) return undefined;
    const month = monthOf(match[1]!);
    if (month) return { year: match[3]!, month, day: Number(match[2]) };
    from += match.index + match[1]!.length + 1;
  }
  return undefined;
}

/** Seconds since midnight, or undefined where no time is stated. */
function secondsOf(text: string): number | undefined {
  const [, hour, minute, second] = TIME.exec(text) ?? COMPACT_TIME.exec(text) ?? [];
  if (hour === undefined || Number(hour) > 24 || Number(minute) > 59 || Number(second ?? 0) > 60) return undefined;
  let hours = Number(hour);
  if (hours < 12 && AFTERNOON.test(text)) hours += 12;
  else if (hours === 12 && MORNING.test(text)) hours = 0;
  return hours * 3600 + Number(minute) * 60 + Number(second ?? 0);
}

/** Minutes east of Greenwich, by sign and figures after the time, else by a name; 0 where there is neither. */
function zoneOf(text: string): number {
  const [, sign, hours, minutes] =
    /(?::\d{1,2}(?:[.,:]\d+)?|T\d{4,6}|[A-Z]{1,5}|\d)\s*([+-])(\d{1,2}):?(\d{2})?(?:\s|$|\()/i.exec(
      text.slice(Math.max(0, text.search(/\d:\d|T\d{4}/i))),
    ) ?? [];
  if (hours !== undefined && Number(hours) <= 14) {
    return (Number(hours) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1);
  }
  const after = /\d\s*([A-Z]{1,5})(?=$|[\s,(])/i.exec(text.slice(Math.max(0, text.search(/\d:\d/))))?.[1];
  return ZONES[after?.toLowerCase() ?? ''] ?? 0;
}
