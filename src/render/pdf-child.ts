import type { IssuedCopy } from '../domain/copy.ts';
import { Refusal } from '../errors.ts';
import type { PdfAnswer } from './pdf-messages.ts';
import { PdfPress } from './print-pdf.ts';

let press: PdfPress | undefined;

async function answerTo(issued: IssuedCopy): Promise<PdfAnswer> {
  try {
    press ??= await PdfPress.open();
    return { kind: 'printed', bytes: press.print(issued) };
  } catch (error) {
    if (!(error instanceof Refusal)) return { kind: 'failed' };
    const { kind, code, message } = error;
    return { kind: 'refused', refusal: { kind, code, message } };
  }
}

process.on('message', async (issued: IssuedCopy) => {
  process.send!(await answerTo(issued));
});
// Without the one that it works for it has nothing to do.
process.on('disconnect', () => process.exit());
