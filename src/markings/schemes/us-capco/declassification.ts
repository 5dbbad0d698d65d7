import { isDay as isCalendarDay, yearsAfter } from '../../days.ts';
import type { MarkingFinding } from '../../finding.ts';

/** The classification authority block of a document (rules C1 to C6), as its lines say it. */
export interface AuthorityBlock {
  readonly classifiedBy?: string;
  readonly agency?: string;
  /** Only in an original decision. */
  readonly reason?: string;
  /** Only in a derivative one: a source, or `Multiple Sources`. */
  readonly derivedFrom?: string;
  readonly sources?: readonly string[];
  readonly declassifyOn?: string;
}

/**
 * An instruction when information stops being classified, from the longest protection to the shortest:
 * `kind` is the letter of rule C4.
 */
export interface DeclassifyOn {
  readonly kind: 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i';
  /** As it is written in the block. */
  readonly text: string;
  /** Day as `YYYYMMDD` up to which it is protected at least; absent where none can be told. */
  readonly day?: string;
  /** Day was worked out and is not stated: when it has passed, the information is still classified (rule C5). */
  readonly calculated: boolean;
  /** Number of the exemption; lower is named on a tie. */
  readonly exemption: number;
}

/** `25X1` to `25X9` and `50X1` to `50X9`, with a date or event. */
const EXEMPTION = /^(25|50)X([1-9])(?:-(HUM|WMD))?(?:,? (.+))?$/;
const RETIRED = /^(OADR|MR|MANUAL REVIEW|X[1-8](?:,.*)?|DNI ONLY|DCI ONLY|SUBJECT TO TREATY.*)$/;
const DATE = /^\d{8}$/;

/** Returns `YYYYMMDD` as `YYYY-MM-DD`. */
function dashed(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}

/** Whether `YYYYMMDD` is a day of the calendar. */
function isDay(text: string): boolean {
  return DATE.test(text) && isCalendarDay(dashed(text));
}

function yearsLater(day: string, years: number): string {
  return yearsAfter(dashed(day), years).replaceAll('-', '');
}

/**
 * Reads a Declassify On value (rules C2, C4, C5). `sourceDay` is the day of the source as `YYYYMMDD`: retired values
 * and exemptions without a date are counted from it.
 */
export function readDeclassifyOn(text: string, sourceDay: string): DeclassifyOn | undefined {
  const value = text.trim().replace(/\s+/g, ' ').toUpperCase();
  if (!isDay(sourceDay)) return undefined;
  if (value === '' || RETIRED.test(value)) {
    const day = yearsLater(sourceDay, 25);
    return { kind: 'i', text: day, day, calculated: true, exemption: 0 };
  }
  if (value.startsWith('N/A TO ')) return { kind: 'a', text: text.trim(), calculated: false, exemption: 0 };
  if (value === '25X1-HUMAN' || value === '25X1-HUM')
    return { kind: 'b', text: '50X1-HUM', calculated: false, exemption: 1 };
  if (value === '25X1, EO 12951') return { kind: 'd', text: value, calculated: false, exemption: 1 };
  if (DATE.test(value))
    return isDay(value) ? { kind: 'g', text: value, day: value, calculated: false, exemption: 0 } : undefined;
  const exempt = EXEMPTION.exec(value);
  if (exempt) return readExemption(exempt, sourceDay);
  if (/^[A-Z0-9 ,.'()-]+$/.test(value) && !/^(?:\d{6,}|(?:25|50)X)/.test(value)) {
    return { kind: 'h', text: text.trim(), day: yearsLater(sourceDay, 10), calculated: true, exemption: 0 };
  }
  return undefined;
}

function readExemption(
  [value, years, digit, word, rest]: RegExpExecArray,
  sourceDay: string,
): DeclassifyOn | undefined {
  const exemption = Number(digit);
  if (word !== undefined) {
    const right = years === '50' && ((word === 'HUM' && exemption === 1) || (word === 'WMD' && exemption === 2));
    return right ? { kind: 'b', text: value!, calculated: false, exemption } : undefined;
  }
  if (rest !== undefined) {
    const dated = isDay(rest);
    const kind = years === '50' ? 'c' : 'e';
    return { kind, text: value!, calculated: !dated, exemption, ...(dated ? { day: rest } : {}) };
  }
  const day = yearsLater(sourceDay, 50);
  return years === '50'
    ? { kind: 'c', text: value!, calculated: true, exemption, day: yearsLater(sourceDay, 75) }
    : { kind: 'f', text: value!, day, calculated: true, exemption };
}

/** Returns the instruction that protects longest (rule C4): the one a document of several sources takes. */
export function longest(one: DeclassifyOn, other: DeclassifyOn): DeclassifyOn {
  if (one.kind !== other.kind) return one.kind < other.kind ? one : other;
  // An event without a day may come at any time: it protects longer than any day.
  const [first, second] = [one.day ?? '99999999', other.day ?? '99999999'];
  if (first !== second) return first > second ? one : other;
  if (one.exemption !== other.exemption) return one.exemption < other.exemption ? one : other;
  if (one.calculated !== other.calculated) return one.calculated ? one : other;
  return one.text <= other.text ? one : other;
}

/** What the block must say depends on the banner. */
export interface BlockContext {
  readonly classified: boolean;
  /** The document holds RD, FRD, TFNI or information of NATO. */
  readonly exempt: boolean;
}

/** Returns what is wrong with an authority block (rules C1 to C3, C6). */
export function checkAuthorityBlock(block: AuthorityBlock, { classified, exempt }: BlockContext): MarkingFinding[] {
  const findings: MarkingFinding[] = [];
  const say = (code: string, rule: string, message: string): void =>
    void findings.push({ code, severity: 'error', message, rule, span: { start: 0, end: 0 } });
  const { classifiedBy, reason, derivedFrom, sources, declassifyOn } = block;
  if (!classified) {
    if (Object.values(block).some((value) => value !== undefined)) {
      say('capco-block-unclassified', 'C2', 'An unclassified document has no classification authority block.');
    }
    return findings;
  }
  if (!classifiedBy)
    say('capco-block-classified-by', 'C1', 'Say who classified it: name and position, or an identifier.');
  if (reason && derivedFrom)
    say('capco-block-reason', 'C1', 'A derivative decision has no reason: its sources have one.');
  if (!(reason || derivedFrom))
    say('capco-block-source', 'C1', 'Say why it is classified, or from which source that is derived.');
  if (reason && !derivedFrom && !block.agency)
    say('capco-block-agency', 'C1', 'Say which agency made the original decision.');
  if (derivedFrom?.toLowerCase() === 'multiple sources' && !sources?.length) {
    say('capco-block-sources', 'C3', 'Multiple sources are listed.');
  }
  if (!declassifyOn) {
    say('capco-block-declassify', 'C2', 'Say when it is to be declassified.');
  } else if (exempt !== declassifyOn.trim().toUpperCase().startsWith('N/A TO ')) {
    const right = exempt
      ? 'Nuclear and NATO information is not declassified by date: begin with “N/A to”.'
      : '“N/A to” stands for nuclear and NATO information only.';
    say('capco-block-declassify', 'C6', right);
  } else if (!readDeclassifyOn(declassifyOn, '20000101')) {
    say('capco-block-declassify', 'C2', 'A date is written YYYYMMDD, an exemption as 25X1 or 50X1 with its date.');
  }
  return findings;
}
