import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';

const isThere = existsSync('/usr/bin/pdftotext');
// biome-ignore lint/style/noProcessEnv: a switch of the tests alone
const isRequired = process.env['VIGIE_REQUIRE_POPPLER'] === '1';

/** What Poppler reads in PDF files; left out, and counted as such, where it is not installed, unless it is required. */
export const poppler = describe.skipIf(!isThere && !isRequired);

/** Returns what one of Poppler's programs says of a PDF file; `words` stand behind the name of the file. */
export function popplerSays(
  program: 'pdftotext' | 'pdfinfo' | 'pdffonts',
  pdf: Uint8Array,
  words: readonly string[] = [],
): string {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-poppler-'));
  try {
    const file = join(folder, 'copy.pdf');
    writeFileSync(file, pdf);
    return execFileSync(program, ['-enc', 'UTF-8', file, ...words].slice(program === 'pdffonts' ? 2 : 0), {
      encoding: 'utf8',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
