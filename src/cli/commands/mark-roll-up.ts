import type { Readable } from 'node:stream';
import type { MarkingFinding } from '../../markings/finding.ts';
import type { BannerReason } from '../../markings/scheme.ts';
import type { AnyScheme } from '../../markings/scheme-set.ts';
import { counted } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { type ReadMarking, readMarking } from '../mark-forms.ts';
import { type SchemeChoice, schemeFor } from '../mark-schemes.ts';
import { findingRecord } from '../print-mark-findings.ts';
import { Gathered, LineReader, Remembered } from '../read-lines.ts';
import { printableJson, type Terminal } from '../terminal.ts';

export interface RollUpOptions extends SchemeChoice {}

/** What the portions of one line come to; no banner where it cannot be told. */
interface Answer {
  readonly banner: string | null;
  readonly portion: string | null;
  readonly reasons: readonly BannerReason[];
  readonly findings: readonly object[];
}

interface Line {
  readonly portions: readonly string[];
  readonly banner?: string | undefined;
}

const MOST_REMEMBERED = 20_000;
const WHOLE = { start: 0, end: 0 };

/** Reads lines of JSON with portion marks and prints the banner that each comes to. Returns the exit status. */
export async function rollUpMarks(
  paths: readonly string[],
  options: RollUpOptions,
  terminal: Terminal,
  input: Readable,
): Promise<number> {
  const roller = new Roller(await schemeFor(options));
  const lines = new LineReader(terminal);
  const out = new Gathered(terminal.out);
  let status: number = EXIT.found;
  for await (const line of lines.lines({ paths, input })) {
    const read = lineOf(line);
    const answer = 'portions' in read ? roller.answer(read) : failed([{ ...read, span: WHOLE }]);
    if (!('portions' in read)) status = EXIT.trouble;
    else if (answer.banner === null && status === EXIT.found) status = EXIT.nothing;
    out.add(`${printableJson(answer)}\n`);
  }
  out.flush();
  if (lines.empty > 0) terminal.error(`${counted(lines.empty, 'empty line')} skipped.\n`);
  return lines.problems > 0 ? EXIT.trouble : status;
}

interface Unread {
  readonly code: string;
  readonly severity: 'error';
  readonly message: string;
}

function lineOf(source: string): Line | Unread {
  const message =
    'A line holds an array of portion marks, such as ["S//NF","U"], or an object with “portions” and perhaps “banner”.';
  const bad: Unread = { code: 'mark-bad-line', severity: 'error', message };
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return bad;
  }
  if (isTexts(value)) return { portions: value };
  if (typeof value !== 'object' || value === null || !('portions' in value) || !isTexts(value.portions)) return bad;
  const banner = 'banner' in value ? (value.banner ?? undefined) : undefined;
  if (banner !== undefined && typeof banner !== 'string') return bad;
  return { portions: value.portions, banner };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function failed(findings: readonly object[]): Answer {
  return { banner: null, portion: null, reasons: [], findings };
}

class Roller {
  readonly #scheme: AnyScheme;
  readonly #portions: Remembered<ReadMarking>;
  readonly #banners: Remembered<ReadMarking>;

  constructor(scheme: AnyScheme) {
    this.#scheme = scheme;
    this.#portions = new Remembered(MOST_REMEMBERED, (text) => readMarking(scheme, text, 'portion'));
    this.#banners = new Remembered(MOST_REMEMBERED, (text) => readMarking(scheme, text, 'banner'));
  }

  answer({ portions, banner }: Line): Answer {
    if (portions.length === 0) {
      const message = 'There are no portions, so there is nothing to take a banner from; give at least one mark.';
      return failed([{ code: 'mark-no-portions', severity: 'error', message, span: WHOLE }]);
    }
    const read = portions.map((text) => this.#portions.get(text));
    const findings: object[] = read.flatMap((one, portion) =>
      one.findings.map((finding) => ({ portion, ...findingRecord(finding) })),
    );
    if (read.some(({ isValid }) => !isValid)) return failed(findings);
    const given = banner === undefined ? undefined : this.#banners.get(banner);
    if (given && !given.isValid) {
      const message = 'The banner of this line is not valid, so no list can be taken from it.';
      const own = { code: 'mark-bad-banner', severity: 'error', message, span: WHOLE };
      return failed([...findings, own, ...given.findings.map(findingRecord)]);
    }
    const marks = read.map(({ mark }) => (given?.mark === undefined ? mark : this.#scheme.resolve(mark, given.mark)));
    return this.#rolledUp(marks, findings);
  }

  #rolledUp(marks: readonly unknown[], read: readonly object[]): Answer {
    const { state, reasons, findings } = this.#scheme.rollUp(marks);
    const told = [...read, ...findings.map((finding) => findingRecord(withRemedy(finding)))];
    if (findings.some(({ severity }) => severity === 'error')) return failed(told);
    const whole = this.#scheme.render(state);
    const banner = this.#scheme.print(whole, 'banner');
    return { banner, portion: this.#scheme.print(whole, 'portion'), reasons, findings: told };
  }
}

function withRemedy(finding: MarkingFinding): MarkingFinding {
  if (finding.code !== 'capco-list-missing') return finding;
  const remedy = 'Give the line as {"portions": […], "banner": "SECRET//REL TO USA, FVEY"}, with a banner that has it.';
  return { ...finding, message: `${finding.message} ${remedy}` };
}
