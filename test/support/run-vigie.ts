import { Readable } from 'node:stream';
import { type Outside, run } from '../../src/cli/program.ts';

/** What a command came to, with all that it printed. */
export interface RanCommand {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a command in this process, on a terminal that shows no colours and no progress. */
export async function runVigie(words: readonly string[], outside: Outside): Promise<RanCommand> {
  const [out, error]: [string[], string[]] = [[], []];
  const terminal = {
    ...{ out: (text: string) => void out.push(text), error: (text: string) => void error.push(text) },
    ...{ isInteractive: false, showsProgress: false, hasColour: false, errorHasColour: false, width: 100 },
  };
  const status = await run([...words], terminal, Readable.from([]), outside);
  return { status, out: out.join(''), error: error.join('') };
}
