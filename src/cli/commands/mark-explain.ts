import type { Action } from '../../markings/requirement.ts';
import type { ReaderEntry } from '../../schema/reader-file.ts';
import { EXIT } from '../exit-status.ts';
import { type AskedForm, readMarking } from '../mark-forms.ts';
import { type ChosenScheme, type SchemeChoice, schemesFor } from '../mark-schemes.ts';
import { markFindingLines } from '../print-mark-findings.ts';
import { reasonsInWords } from '../reasons-in-words.ts';
import { printable, resultWidth, styled, type Terminal, wrapped } from '../terminal.ts';

export interface MarkExplainOptions extends SchemeChoice {
  readonly form: AskedForm;
  readonly reader?: string | undefined;
  readonly as?: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Says in plain words what a marking means and who may read it. Returns the exit status. */
export async function explainMarking(text: string, options: MarkExplainOptions, terminal: Terminal): Promise<number> {
  const isTlp = options.scheme === undefined && /^\s*[([]?\s*TLP\s*:/i.test(text);
  const chosen = await schemesFor(isTlp ? { scheme: 'tlp' } : options);
  const { scheme } = chosen;
  const readers = options.reader === undefined ? [] : await readersOf(options.reader, options.as, terminal);
  const { mark, form, isValid, findings } = readMarking(scheme, text.trim(), options.form);
  terminal.out(`${styled(terminal, 'bold', printable(text))}  ${styled(terminal, 'dim', `${form}, ${scheme.id}`)}\n`);
  if (mark !== undefined) {
    for (const sentence of scheme.explain(mark)) terminal.out(paragraph(sentence, terminal));
    const portion = scheme.print(mark, 'portion');
    const banner = scheme.print(mark, 'banner');
    // A mark that leaves its list to the banner line has none of its own.
    const isWhole = !scheme.read(banner, 'banner').findings.some(({ code }) => code === 'capco-release-list');
    const shown = isWhole ? banner : 'none of its own; on the banner line stands the list of countries';
    terminal.out(`  Portion mark: ${scheme.id === 'tlp' ? portion : `(${portion})`}\n  Banner line:  ${shown}\n`);
  }
  for (const line of markFindingLines(findings, text.trim(), terminal)) terminal.out(`  ${line}\n`);
  if (!isValid) terminal.out('  It is not valid: nobody may read what carries it until it is put right.\n');
  // A marking that is not valid grants nothing, even where it was understood.
  const state = mark === undefined || !isValid ? undefined : scheme.stateOf(mark);
  for (const reader of readers) terminal.out(paragraph(verdict(chosen, state, reader, options.now), terminal));
  return isValid ? EXIT.found : EXIT.nothing;
}

async function readersOf(path: string, id: string | undefined, terminal: Terminal): Promise<readonly ReaderEntry[]> {
  const { readersMeant } = await import('../load-readers.ts');
  return readersMeant(path, id, terminal);
}

function paragraph(sentence: string, terminal: Terminal): string {
  return `  ${wrapped(printable(sentence), resultWidth(terminal) - 4).join('\n    ')}\n`;
}

function verdict({ schemes, scheme }: ChosenScheme, state: unknown, reader: ReaderEntry, now: number): string {
  const may = (action: Action) => {
    const parts = state === undefined ? [] : [{ scheme: scheme.id, version: scheme.version, state }];
    const { allowed, reasons } = schemes.mayRead(reader, { parts, needToKnow: [], declassifyOn: 'never' }, action, now);
    return { allowed, why: state === undefined ? 'the marking is not valid' : `${reasonsInWords(reasons)}` };
  };
  const display = may('display');
  const release = may('release');
  const name = reader.name === undefined ? reader.id : `${reader.name} (${reader.id})`;
  if (display.allowed && release.allowed) return `${name}: may be shown it, and be given a copy.`;
  if (state === undefined) return `${name}: may not, since the marking is not valid.`;
  if (display.allowed) return `${name}: may be shown it, but not be given a copy: ${release.why}.`;
  return `${name}: may not be shown it, nor be given a copy: ${display.why}.`;
}
