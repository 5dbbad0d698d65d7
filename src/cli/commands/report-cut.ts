import type { Readable } from 'node:stream';
import { Refusal } from '../../errors.ts';
import type { Action } from '../../markings/requirement.ts';
import { cutMarkdown } from '../../render/cut-markdown.ts';
import { counted } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { readerMeant } from '../load-readers.ts';
import { type SchemeChoice, schemesFor } from '../mark-schemes.ts';
import { bytesOf } from '../read-marked-text.ts';
import { printable, printableSource, styledError, type Terminal } from '../terminal.ts';

export interface ReportCutOptions extends SchemeChoice {
  readonly reader: string;
  readonly as?: string | undefined;
  readonly action: Action;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Prints the copy of a report that one reader may have. Returns the exit status. */
export async function cutReportFile(
  path: string,
  { reader: readers, as, action, now, ...choice }: ReportCutOptions,
  terminal: Terminal,
  input: Readable,
): Promise<number> {
  const reader = await readerMeant(readers, as, terminal);
  const source = decoded(await bytesOf(path, input), path);
  const { schemes, scheme } = await schemesFor(choice);
  const outcome = cutMarkdown(source, { schemes, scheme: scheme.id, reader, action, now });
  if (outcome.kind === 'nothing') {
    terminal.error('Nothing in this report can be released to this reader.\n');
    return EXIT.nothing;
  }
  for (const { line, column, severity, message, code } of outcome.findings) {
    const place = styledError(terminal, 'bold', printable(`${path}:${line}:${column}`));
    const style = severity === 'error' ? 'red' : 'yellow';
    terminal.error(`${place}: ${styledError(terminal, style, severity)}: ${printable(message)} (${code})\n`);
  }
  if (outcome.kind === 'refused') {
    const errors = outcome.findings.filter(({ severity }) => severity === 'error').length;
    const message = `There ${errors === 1 ? 'is' : 'are'} ${counted(errors, 'error')} in the report, so nothing was cut.`;
    throw new Refusal('invalid', 'report-has-errors', message);
  }
  terminal.out(terminal.isInteractive ? printableSource(outcome.text) : outcome.text);
  return EXIT.found;
}

const LARGEST_REPORT = 16 * 1024 * 1024;

function decoded(bytes: Uint8Array, path: string): string {
  if (bytes.length > LARGEST_REPORT) {
    throw new Refusal('invalid', 'report-too-large', `The report “${path}” has more than 16 MB; split it.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('invalid', 'report-not-utf8', `The report “${path}” is not UTF-8; save it as UTF-8 text.`);
  }
}
