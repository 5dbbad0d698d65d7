import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { poppler, popplerSays } from '../../test/support/poppler.ts';
import { ENGLISH, FRENCH, issued, longCopy, TLP } from '../../test/support/sample-copies.ts';
import { PdfPrinter, type PdfPrinterOptions } from './copy-pdf.ts';

const open: PdfPrinter[] = [];
afterEach(async () => {
  for (const printer of open.splice(0)) await printer.close();
});

function printer(options: PdfPrinterOptions = {}): PdfPrinter {
  const made = new PdfPrinter(options);
  open.push(made);
  return made;
}

function program(source: string): URL {
  const file = join(tmpdir(), `vigie-pdf-program-${process.pid}-${open.length}.mjs`);
  writeFileSync(file, source);
  return pathToFileURL(file);
}

describe('the process that makes PDF files', () => {
  it('prints one copy after the other, the same to the byte for the same copy', async () => {
    const pdfs = printer();
    const [first, second, again] = await Promise.all([ENGLISH, TLP, ENGLISH].map((copy) => pdfs.print(issued(copy))));
    expect(Buffer.from(first!.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(Buffer.compare(first!, again!)).toBe(0);
    expect(Buffer.compare(first!, second!)).not.toBe(0);
  });

  it('ends what takes too long, and goes on with the next copy', async () => {
    const pdfs = printer({ longest: 4_000 });
    const lines = {
      ...ENGLISH,
      portions: [
        {
          kind: 'paragraph' as const,
          mark: 'U',
          content: [{ kind: 'text' as const, text: 'a\n'.repeat(400_000) }],
          answers: [],
        },
      ],
    };
    const outcomes = await Promise.allSettled([pdfs.print(issued(lines)), pdfs.print(issued(ENGLISH))]);
    expect(outcomes[0]).toMatchObject({ status: 'rejected', reason: { code: 'pdf-took-too-long' } });
    expect(outcomes[1]!.status).toBe('fulfilled');
  });

  it('prints the longest report that may be written', async () => {
    const words = 'word '.repeat(200_000);
    const pdfs = printer();
    const large = {
      ...longCopy(1_999),
      portions: [
        ...longCopy(1_999).portions,
        {
          kind: 'paragraph' as const,
          mark: 'U',
          content: [
            { kind: 'text' as const, text: words },
            { kind: 'text' as const, text: 'x'.repeat(1_000_000) },
          ],
          answers: [],
        },
      ],
    };
    expect((await pdfs.print(issued(large))).length).toBeGreaterThan(100_000);
  });

  it('refuses what is larger than any report', async () => {
    const large = { ...ENGLISH, title: { mark: 'U', text: 'x'.repeat(17_000_000) } };
    await expect(printer().print(issued(large))).rejects.toMatchObject({ code: 'pdf-too-large' });
  });

  it('survives a process that breaks', async () => {
    const pdfs = printer({ program: program('process.on("message", () => process.abort());') });
    await expect(pdfs.print(issued(ENGLISH))).rejects.toThrow('The PDF of a copy could not be made.');
    await expect(pdfs.print(issued(ENGLISH))).rejects.toThrow('The PDF of a copy could not be made.');
  });

  it('gives its process nothing of the environment', async () => {
    const pdfs = printer({
      program: program(
        'process.on("message", () => process.send({ kind: "printed", bytes: new TextEncoder().encode(JSON.stringify(Object.keys(process.env))) }));',
      ),
    });
    const names = JSON.parse(Buffer.from(await pdfs.print(issued(ENGLISH))).toString()) as string[];
    expect(names.filter((name) => !name.startsWith('NODE_'))).toEqual([]);
  });
});

poppler('a PDF file, as Poppler reads it', () => {
  it('has banner and page number on each page, and the words of the copy', async () => {
    const pdf = await printer().print(issued(longCopy(60)));
    const pages = popplerSays('pdftotext', pdf, ['-']).split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(5);
    for (const [index, page] of pages.entries()) {
      expect(page.match(/SECRET\/\/NOFORN/g)).toHaveLength(2);
      expect(page.match(/REPLAY – NOT CLASSIFIED/g)).toHaveLength(4);
      expect(page).toContain(`${index + 1}/${pages.length}`);
    }
    expect(pages.join(' ').match(/The\s+council\s+met/g)).toHaveLength(60 * 4);
    expect(pages.at(-1)).toMatch(/\(U\)\s+Notice 2026\/S 052-114/);
    expect(pages.at(-1)).toMatch(/TLP:GREEN \(C\)\s+Council minutes/);
  });

  it('has no properties but its own, no scripts, no attached files, and carries its letters', async () => {
    const pdf = await printer().print(issued(FRENCH, 'superseded'));
    const properties = popplerSays('pdfinfo', pdf);
    expect(properties).toMatch(/^Title: +Qui finance l’extension du tramway à Besançon \?$/m);
    expect(properties).toMatch(/^JavaScript: +no$/m);
    expect(properties).not.toMatch(/^(?:Author|Subject|Keywords):/m);
    const fonts = popplerSays('pdffonts', pdf).split('\n').slice(2, -1);
    expect(fonts.length).toBeGreaterThan(2);
    for (const font of fonts) expect(font).toMatch(/ yes yes yes +\d+ +0$/);
    expect(popplerSays('pdftotext', pdf, ['-'])).toContain('Remplacé : cette copie n’est plus à jour.');
  });
});
