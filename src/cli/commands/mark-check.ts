import type { Readable } from 'node:stream';
import { Refusal } from '../../errors.ts';
import { counted } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { type AskedForm, type MarkReader, type ReadMarking, readMarking } from '../mark-forms.ts';
import { type Profile, profileReader, type SchemeChoice, schemeFor } from '../mark-schemes.ts';
import { findingRecord, markFindingLines } from '../print-mark-findings.ts';
import { Gathered, LineReader, Remembered } from '../read-lines.ts';
import { printable, printableJson, styled, type Terminal } from '../terminal.ts';

export interface MarkCheckOptions extends SchemeChoice {
  readonly profile?: Profile | undefined;
  readonly form: AskedForm;
  readonly format?: 'jsonl' | 'table' | undefined;
}

const MOST_REMEMBERED = 20_000;

/** Reads one marking a line and prints what each is. Returns the exit status. */
export async function checkMarks(
  paths: readonly string[],
  options: MarkCheckOptions,
  terminal: Terminal,
  input: Readable,
): Promise<number> {
  const readerOf = await readerFor(options);
  const format = options.format ?? (terminal.isInteractive ? 'table' : 'jsonl');
  const answers = new Remembered(MOST_REMEMBERED, (line) => {
    const reader = readerOf(line);
    const read = readMarking(reader, line, options.form);
    return { isValid: read.isValid, text: format === 'jsonl' ? record(line, read) : described(line, read, terminal) };
  });
  const lines = new LineReader(terminal);
  const out = new Gathered(terminal.out);
  const tally = { all: 0, wrong: 0 };
  for await (const line of lines.lines({ paths, input })) {
    const { isValid, text } = answers.get(line);
    tally.all++;
    if (!isValid) tally.wrong++;
    out.add(text);
  }
  out.flush();
  if (format === 'table') {
    terminal.error(`${counted(tally.all, 'marking')} read: ${tally.wrong} not valid.\n`);
  }
  if (lines.empty > 0) terminal.error(`${counted(lines.empty, 'empty line')} skipped.\n`);
  if (lines.problems > 0) return EXIT.trouble;
  return tally.wrong > 0 ? EXIT.nothing : EXIT.found;
}

/** Without a scheme, a line that begins with TLP: is read as TLP; with one, everything is read by it. */
async function readerFor({ scheme, register, profile }: MarkCheckOptions): Promise<(line: string) => MarkReader> {
  if (profile !== undefined && scheme !== undefined && scheme !== 'us-capco') {
    const message = `--profile belongs to the scheme us-capco; leave it out with --scheme ${scheme}.`;
    throw new Refusal('invalid', 'cli-profile-scheme', message);
  }
  if (profile === undefined && (scheme ?? register) !== undefined) {
    const given = await schemeFor({ scheme, register });
    return () => given;
  }
  const own = await profileReader(profile ?? 'us-capco-2016');
  if (scheme !== undefined || profile !== undefined) return () => own;
  const tlp = await schemeFor({ scheme: 'tlp' });
  return (line) => (/^\s*[([]?\s*TLP\s*:/i.test(line) ? tlp : own);
}

function record(line: string, { form, isValid, canonical, findings }: ReadMarking): string {
  const value = {
    input: line,
    form,
    valid: isValid,
    canonical: canonical ?? null,
    findings: findings.map(findingRecord),
  };
  return `${printableJson(value)}\n`;
}

function described(line: string, { form, isValid, canonical, findings }: ReadMarking, terminal: Terminal): string {
  const sign = isValid ? styled(terminal, 'green', '✓') : styled(terminal, 'red', '✗');
  const shown = printable(line);
  const right = canonical === undefined || canonical === bare(shown) ? '' : `  → ${canonical}`;
  const head = `${sign} ${styled(terminal, 'bold', shown)}  ${styled(terminal, 'dim', form)}${right}`;
  return `${[head, ...markFindingLines(findings, line, terminal).map((text) => `    ${text}`)].join('\n')}\n`;
}

function bare(text: string): string {
  return text.replace(/^[([](.*)[)\]]$/, '$1');
}
