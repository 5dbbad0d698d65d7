import { withDesk } from '../../actions/open-desk.ts';
import { operatorNamed } from '../../actions/operator.ts';
import { previewQuestion } from '../../actions/preview-question.ts';
import { counted } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { printable, styled, styledError } from '../terminal.ts';
import type { OnDesk } from './accounts.ts';

export interface PreviewOptions {
  readonly lang: string;
  readonly as?: string | undefined;
}

const WIDEST_BAR = 40;

/** Shows what a question would have found in the archive, by week, with the newest of it. Returns the exit status. */
export async function previewQuery(
  expression: string,
  { lang, as }: PreviewOptions,
  { terminal, settings }: OnDesk,
): Promise<number> {
  const { count, isWhole, weeks, samples } = await withDesk(settings, async (desk) => {
    return previewQuestion(desk, await operatorNamed(desk, 'analyst', as), { expression, language: lang });
  });
  const most = Math.max(1, ...weeks.map((week) => week.count));
  for (const week of weeks) {
    const bar = '▇'.repeat(Math.ceil((week.count / most) * WIDEST_BAR));
    terminal.out(
      `${styled(terminal, 'dim', week.monday)}  ${String(week.count).padStart(4)}  ${styled(terminal, 'cyan', bar)}\n`,
    );
  }
  if (samples.length > 0) terminal.out('\n');
  for (const { title, publishedOn } of samples) {
    terminal.out(`${styled(terminal, 'dim', (publishedOn ?? 'no date').padEnd(10))}  ${printable(title)}\n`);
  }
  const found = `${isWhole ? '' : 'at least '}${counted(count, 'document')} of the archive, by the week of publication, else of receipt`;
  terminal.error(`${styledError(terminal, 'dim', `${found}.`)}\n`);
  return count > 0 ? EXIT.found : EXIT.nothing;
}
