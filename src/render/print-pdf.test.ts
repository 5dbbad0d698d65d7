import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { arbitraryCopy } from '../../test/support/arbitrary-copies.ts';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { ENGLISH, FRENCH, issued, longCopy, TLP } from '../../test/support/sample-copies.ts';
import type { Copy, CopyPortion, IssuedCopy } from '../domain/copy.ts';
import { PdfPress } from './print-pdf.ts';

async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false });
  return text.map((page) => page.replace(/\u200b/g, '').replace(/\s+/g, ' '));
}

/** All bytes of a file with its streams unpacked. */
function unpacked(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf);
  const parts = [bytes.toString('latin1')];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 7)) {
    if (bytes.subarray(at - 3, at).toString() === 'end') continue;
    try {
      parts.push(inflateSync(bytes.subarray(at + 7, bytes.indexOf('\nendstream', at))).toString('latin1'));
    } catch {
      // Not packed: it stands in the file as it is.
    }
  }
  return parts.join('\n');
}

async function printed(copy: Copy, state: IssuedCopy['state'] = 'current'): Promise<Uint8Array> {
  return (await PdfPress.open()).print(issued(copy, state));
}

describe('a copy as PDF', () => {
  it('has its banner, its notice and its number on every page', async () => {
    const pages = await pagesOf(await printed({ ...longCopy(40), banner: 'SECRET//NOFORN' }));
    expect(pages.length).toBeGreaterThan(3);
    pages.forEach((page, index) => {
      expect(page.split('REPLAY – NOT CLASSIFIED SECRET//NOFORN REPLAY – NOT CLASSIFIED')).toHaveLength(3);
      expect(page).toContain(`${index + 1}/${pages.length}`);
    });
  });

  it('has room for a banner of many lines', async () => {
    const banner = `SECRET//REL TO USA, ${Array.from({ length: 70 }, (_, index) => `A${String.fromCharCode(65 + (index % 26))}${String.fromCharCode(65 + Math.floor(index / 26))}`).join(', ')}`;
    const pages = await pagesOf(await printed({ ...ENGLISH, banner }));
    for (const page of pages) expect(page.split(banner)).toHaveLength(3);
  });

  it('says what the copy says, and of its properties title, language and instant alone', async () => {
    const pdf = await printed(ENGLISH);
    const text = (await pagesOf(pdf)).join(' ');
    for (const words of [
      '(U) Who finances the tram extension',
      '2.1 (U) Who pays',
      'Table 1. Tenders',
      'B2: usually reliable, probably true',
      '(S//REL TO USA, AUS, CAN, GBR, NZL) Lot two',
      'This copy holds what its reader may read.',
    ])
      expect(text).toContain(words);
    const { info, metadata } = await (await getDocumentProxy(new Uint8Array(pdf))).getMetadata();
    expect(info).toMatchObject({
      Title: 'REPLAY – NOT CLASSIFIED · Who finances the tram extension',
      CreationDate: 'D:20261130093000Z',
      ModDate: 'D:20261130093000Z',
    });
    expect(Object.keys(info)).not.toContain('Author');
    const xmp = unpacked(pdf);
    expect(xmp).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
    expect(xmp).toContain('<dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>');
    expect(xmp).not.toContain(issued(ENGLISH).id);
    expect(metadata).toBeDefined();
  });

  it('is the same to the byte for the same copy, whatever was printed before', async () => {
    const one = await PdfPress.open();
    const first = one.print(issued(FRENCH));
    one.print(issued(TLP));
    expect(Buffer.compare(first, one.print(issued(structuredClone(FRENCH))))).toBe(0);
    expect(Buffer.compare(first, (await PdfPress.open()).print(issued(FRENCH)))).toBe(0);
  });

  it('takes typst for text', async () => {
    const hostile =
      '#import "@preview/a:1.0.0" #read("/etc/passwd") #{1+1} $x^2$ *a* _b_ `c` @d <e> = f \\ ~ // g /* h */ [i] - j + k';
    const text = (await pagesOf(await printed({ ...ENGLISH, title: { mark: 'U', text: hostile } }))).join(' ');
    expect(text.replace(/\s/g, '')).toContain(hostile.replace(/\s/g, ''));
    expect(text).not.toContain('root:');
  });

  it('shows Latin, Greek, Cyrillic, Arabic and Hebrew letters, and says where it cannot show a sign', async () => {
    const known = 'Žižkov Œuvre Ελλάδα Україна Қазақ €';
    const press = await PdfPress.open();
    const shown = await pagesOf(
      press.print(issued({ ...ENGLISH, title: { mark: 'U', text: `${known} العربية עברית` } })),
    );
    expect(shown.join(' ')).toContain(known);
    expect(shown.join(' ')).not.toContain('□');
    const odd = issued({ ...FRENCH, title: { mark: 'P', text: `${known} \u{13000}\u{1f1e6} 中` } });
    const lacking = (await pagesOf(press.print(odd))).join(' ');
    expect(lacking).toContain(known);
    // A font of the machine may have the sign.
    expect(lacking.includes('□')).toBe(lacking.includes('Le signe □ remplace les signes'));
  });

  it('keeps every word of wide tables and of long words on the page', async () => {
    const cell = (text: string) => [{ kind: 'text' as const, text }];
    const wide = (columns: number): CopyPortion => ({
      kind: 'table',
      number: String(columns),
      mark: 'U',
      content: [],
      answers: [],
      header: Array.from({ length: columns }, (_, index) => cell(`column${index}of${columns}`)),
      rows: [{ mark: 'S//NF', cells: Array.from({ length: columns }, (_, index) => cell(`cell${index}of${columns}`)) }],
    });
    const word = Array.from({ length: 300 }, (_, index) => String.fromCharCode(97 + (index % 26))).join('');
    const pdf = await printed({ ...ENGLISH, title: { mark: 'U', text: word }, portions: [wide(4), wide(9), wide(30)] });
    const document = await getDocumentProxy(new Uint8Array(pdf));
    const text = (await pagesOf(pdf)).join(' ').replace(/\s/g, '');
    expect(text).toContain(word);
    for (const columns of [4, 9, 30]) {
      for (let index = 0; index < columns; index++) expect(text).toContain(`cell${index}of${columns}`);
    }
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const [, , right = 0] = page.view;
      for (const item of (await page.getTextContent()).items) {
        if ('transform' in item) expect(item.transform[4] + item.width, item.str).toBeLessThan(right - 40);
      }
    }
  });

  it('holds nothing of a copy that was recalled', async () => {
    const pages = await pagesOf(await printed(ENGLISH, 'recalled'));
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('Recalled: this report was withdrawn.');
    expect(pages[0]).not.toMatch(/tram|SECRET|Sources/);
    expect(unpacked(await printed(ENGLISH, 'recalled'))).not.toMatch(/tram|SECRET/);
  });

  it('can be made of any copy', async () => {
    const press = await PdfPress.open();
    fc.assert(
      fc.property(fc.oneof(arbitraryCopy('us-capco'), arbitraryCopy('tlp')), (copy) => {
        expect(Buffer.from(press.print(issued(copy)).subarray(0, 5)).toString()).toBe('%PDF-');
      }),
      { numRuns: propertyRuns(60) },
    );
  });
});
