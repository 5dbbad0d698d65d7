import { describe, expect, it } from 'vitest';
import { extractedFrom } from '../../test/support/extracted.ts';
import { docxOf, wordHeader, wordParagraph, wordProperties, zipOf } from '../../test/support/files.ts';
import type { Document } from '../domain/document.ts';
import { isExtractProblem } from './extract-problem.ts';

async function read(bytes: Uint8Array, path = 'a.docx'): Promise<Document | string> {
  const items = await extractedFrom(bytes, { path });
  expect(items).toHaveLength(1);
  const [item] = items;
  return isExtractProblem(item!) ? `${item.code}: ${item.message}` : item!;
}

const cell = (text: string) => `<w:tc>${wordParagraph(text)}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.map(cell).join('')}</w:tr>`;

describe('a DOCX file', () => {
  it('gives headings, paragraphs with their marks, tables and captions', async () => {
    const body = [
      wordParagraph('The title', 'Title'),
      wordParagraph('(U) Part', 'heading1'),
      wordParagraph('(S//NF) Words.'),
      `<w:tbl>${row('a', 'b')}${row('c', 'd')}</w:tbl>`,
      wordParagraph('Table 1', 'caption'),
      wordParagraph('Said.', 'Quote'),
    ].join('');
    expect(await read(docxOf(body))).toEqual({
      id: 'a.docx',
      title: 'The title',
      text: '(U) Part\n\n(S//NF) Words.\n\na\tb\nc\td\n\nTable 1\n\nSaid.',
      portions: [
        { kind: 'heading', mark: '(U)', start: 0, end: 8 },
        { kind: 'paragraph', mark: '(S//NF)', start: 10, end: 24 },
        { kind: 'table', mark: null, start: 26, end: 33 },
        { kind: 'caption', mark: null, start: 35, end: 42 },
        { kind: 'quote', mark: null, start: 44, end: 49 },
      ],
    });
  });

  it('has the marks of its headers and footers, and no other words of them', async () => {
    const file = docxOf(wordParagraph('Words.'), {
      'word/header1.xml': wordHeader('Ministry', 'SECRET//NOFORN'),
      'word/header2.xml': wordHeader('SECRET//NOFORN'),
      'word/footer1.xml': wordHeader('TLP:AMBER'),
    });
    expect(await read(file)).toMatchObject({
      text: 'Words.',
      marks: [
        { mark: 'TLP:AMBER', scheme: 'tlp', where: 'page-footer' },
        { mark: 'SECRET//NOFORN', scheme: 'us-capco', where: 'page-header' },
      ],
    });
  });

  it('says where headers cannot be looked at for marks', async () => {
    const headers = Array.from({ length: 201 }, (_, number) => [`word/header${number}.xml`, wordHeader('x')] as const);
    for (const parts of [{ 'word/header1.xml': '<a>'.repeat(1000) }, Object.fromEntries(headers)]) {
      const items = await extractedFrom(docxOf(wordParagraph('Words.'), parts), { path: 'a.docx' });
      expect(items).toMatchObject([
        { code: 'extract-left-out', message: expect.stringContaining('1 cannot be read') },
        { text: 'Words.' },
      ]);
    }
  });

  it('has title, author, days and language of its properties', async () => {
    const properties = wordProperties({
      'dc:title': 'Stated',
      'dc:creator': 'A. Name',
      'dcterms:created': '2012-05-22T23:00:00Z',
      'dcterms:modified': '2012-06-01T00:00:00Z',
      'dc:language': 'fr-FR',
    });
    expect(await read(docxOf(wordParagraph('x'), { 'docProps/core.xml': properties }))).toMatchObject({
      title: 'Stated',
      text: 'x',
      byline: 'A. Name',
      date: '2012-05-22',
      updated: '2012-06-01',
      lang: 'fr',
    });
    expect(await read(docxOf(wordParagraph('x'), { 'docProps/core.xml': '<broken' }))).toMatchObject({ text: 'x' });
  });

  it('is known by its content, whatever its name', async () => {
    expect(await read(docxOf(wordParagraph('x')), 'a.txt')).toMatchObject({ text: 'x' });
  });
});

describe('an archive that gives no document', () => {
  const deep = '<w:sdt><w:sdtContent>'.repeat(10_000);
  it.each([
    ['nests too deeply', docxOf(deep), 'extract-too-deep'],
    ['holds no text', docxOf(''), 'extract-no-text'],
    ['is no sound XML', docxOf('</w:p><w:x'), 'extract-damaged'],
    ['was cut short', docxOf(wordParagraph('x')).subarray(0, -30), 'extract-damaged'],
    ['is a spreadsheet', zipOf([{ name: 'xl/workbook.xml', content: '' }]), 'extract-unknown-format'],
    ['is an archive of files', zipOf([{ name: 'a.txt', content: 'x' }]), 'extract-unknown-format'],
  ])('%s', async (_, file, code) => {
    expect(await read(file)).toContain(code);
  });

  it('is an OpenDocument text, and says so', async () => {
    const file = zipOf([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' }]);
    expect(await read(file, 'a.odt')).toContain('OpenDocument file (.odt)');
  });

  it('would unpack beyond the limits, by its size, its ratio or the number of its parts', async () => {
    const body = { name: 'word/document.xml', content: '' };
    const many = Array.from({ length: 10_001 }, (_, number) => ({ name: `${number}`, content: '' }));
    for (const file of [
      zipOf([body, { name: 'x', content: 'x'.repeat(5 * 1024 * 1024) }]),
      zipOf([body, { name: 'x', content: 'x', size: 300 * 1024 * 1024 }]),
      zipOf([body, ...many]),
    ]) {
      expect(await read(file)).toContain('extract-unpacks-too-large');
    }
  });

  it('unpacks to more than it says', async () => {
    const file = zipOf([{ name: 'word/document.xml', content: 'x'.repeat(9_000_000), size: 100 }]);
    expect(await read(file)).toContain('extract-damaged');
  });
});
