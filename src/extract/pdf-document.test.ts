import { describe, expect, it } from 'vitest';
import { extractedFrom } from '../../test/support/extracted.ts';
import { type PdfText, pdfOf } from '../../test/support/files.ts';
import type { Document } from '../domain/document.ts';
import { isExtractProblem } from './extract-problem.ts';

async function read(bytes: Uint8Array, path = 'a.pdf'): Promise<Document | string> {
  const items = await extractedFrom(bytes, { path });
  expect(items).toHaveLength(1);
  const [item] = items;
  return isExtractProblem(item!) ? item.code : item!;
}

/** Lines one below the other, from the top; an empty one is a space between paragraphs. */
function page(lines: readonly string[], top = 700): PdfText[] {
  return lines.map((text, index) => ({ text, y: top - index * 13 })).filter(({ text }) => text !== '');
}

const full = 'a line that is as wide as the text of this page is and ends in its middle, so that the next one';

describe('the text of a PDF file', () => {
  it('has the lines of a paragraph put together, and paragraphs apart', async () => {
    const lines = [`One ${full}`, 'goes on with it.', `Two ${full}`, 'too.', '', 'Three stands apart'];
    expect(await read(pdfOf({ pages: [page(lines)] }))).toMatchObject({
      text: `One ${full} goes on with it.\n\nTwo ${full} too.\n\nThree stands apart`,
      portions: [{ kind: 'paragraph', start: 0 }, { kind: 'paragraph' }, { kind: 'paragraph' }],
    });
  });

  it('has parted words whole, but for those that are written with a hyphen', async () => {
    const lines = [
      `The ${full} is on euro-area plan`,
      `${full} and the agree-`,
      `ment of ${full} in the euro-`,
      `area and the Franco-`,
      'German one.',
    ];
    const { text } = (await read(pdfOf({ pages: [page(lines)] }))) as Document;
    expect(text).toContain('agreement of');
    expect(text).toContain('the euro-area and the Franco-German one.');
  });

  it('goes on over the end of a page, without what is printed on each', async () => {
    const pages = [1, 2, 3, 4].map((number) => [
      { text: 'SECRET//NOFORN', y: 760, x: 250 },
      ...page([`On page ${number} stands ${full}`, 'goes on'], 700),
      { text: `Page ${number} of 4`, y: 40 },
      { text: 'SECRET//NOFORN', y: 25, x: 250 },
    ]);
    const document = (await read(pdfOf({ pages }))) as Document;
    expect(document.text).not.toMatch(/SECRET|Page \d/);
    expect(document.marks).toEqual([
      { mark: 'SECRET//NOFORN', scheme: 'us-capco', where: 'page-header' },
      { mark: 'SECRET//NOFORN', scheme: 'us-capco', where: 'page-footer' },
    ]);
  });

  it('knows headings, list items and marks of portions', async () => {
    const lines = page(['(U) One is open.', '(S//NF) Two is not.', '\x95 an item', '- and another'], 650);
    const document = (await read(pdfOf({ pages: [[{ text: 'The head', y: 700, size: 18 }, ...lines]] }))) as Document;
    expect(document.title).toBe('The head');
    expect(document.portions?.map(({ kind, mark }) => [kind, mark])).toEqual([
      ['paragraph', '(U)'],
      ['paragraph', '(S//NF)'],
      ['list-item', null],
      ['list-item', null],
    ]);
  });

  it('has letters of windows-1252 and no ligatures', async () => {
    const { text } = (await read(pdfOf({ pages: [page(['L\x92\xe9t\xe9 co\xfbte 5 \x80'])] }))) as Document;
    expect(text).toBe('L’été coûte 5 €');
  });
});

describe('what a PDF file says of itself', () => {
  it('is title, author, days and language', async () => {
    const info = `/Title (T) /Author (A. Name) /CreationDate (D:20120522233000-05'00') /ModDate (D:20130102)`;
    const file = pdfOf({ pages: [page(['Text.'])], info, catalog: '/Lang (fr-FR)' });
    expect(await read(file)).toMatchObject({
      title: 'T',
      byline: 'A. Name',
      date: '2012-05-23',
      updated: '2013-01-02',
      lang: 'fr',
    });
  });

  it('is passed over where it is the name of a file', async () => {
    const file = pdfOf({ pages: [page(['Text.'])], info: '/Title (Microsoft Word - note.doc)' });
    expect(await read(file, '2012-05-22-the-note.pdf')).toMatchObject({ title: 'the note', date: '2012-05-22' });
  });
});

describe('a PDF file that gives no document', () => {
  it('is encrypted', async () => {
    const key = `(${'x'.repeat(32)})`;
    const encryption = `<< /Filter /Standard /V 1 /R 2 /P -4 /O ${key} /U ${key} >>`;
    const trailer = `/Encrypt ${encryption} /ID [(a) (a)]`;
    expect(await read(pdfOf({ pages: [page(['x'])], trailer }))).toBe('extract-encrypted');
  });

  it('holds no text', async () => {
    expect(await read(pdfOf({ pages: [[], []] }))).toBe('extract-only-pictures');
  });

  it.each([
    ['only its first bytes', Buffer.from('%PDF-1.7\n')],
    ['noise behind them', Buffer.from(`%PDF-1.7\n${'\x01\x02 obj << '.repeat(500)}`)],
  ])('holds %s', async (_, bytes) => {
    expect(await read(bytes)).toBe('extract-damaged');
  });

  it('is known by its first bytes, whatever its name and media type', async () => {
    const origin = { path: 'page.html', mediaType: 'text/html' };
    expect(await extractedFrom(pdfOf({ pages: [page(['Text.'])] }), origin)).toMatchObject([{ text: 'Text.' }]);
  });
});
