import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { docxOf, pdfOf, wordHeader, wordParagraph } from './support/files.ts';
import { growthOrder } from './support/growth-order.ts';
import { ROOT } from './support/source-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-formats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MAIN = join(ROOT, 'dist', 'src', 'main.js');
const WORDS = 'The growth of the year is small.';

it('vigie match reads PDF, DOCX and mail of a folder, and tells what it cannot read', () => {
  const orders = join(folder, 'order.yaml');
  writeFileSync(orders, growthOrder());
  const documents = mkdtempSync(join(folder, 'documents-'));
  writeFileSync(join(documents, 'a.pdf'), pdfOf({ pages: [[{ text: WORDS, y: 700 }]] }));
  writeFileSync(join(documents, 'b.docx'), docxOf(wordParagraph(WORDS)));
  writeFileSync(join(documents, 'c.eml'), `From: a@example.org\nTo: b@example.org\nSubject: s\n\n${WORDS}\n`);
  writeFileSync(join(documents, 'd.pdf'), pdfOf({ pages: [[]] }));
  const words = ['match', '--orders', orders, '--format', 'csv', documents];
  const { stdout, stderr, status } = spawnSync(process.execPath, [MAIN, ...words], { encoding: 'utf8' });
  expect(stdout.match(/[a-d]\.(?:pdf|docx|eml)/g)).toEqual(['a.pdf', 'b.docx', 'c.eml']);
  expect(stderr).toContain('(extract-only-pictures)');
  expect(status).toBe(2);
});

it('vigie mark document sees the banners in the page headers of a DOCX file', () => {
  const path = join(folder, 'marked.docx');
  const file = docxOf(wordParagraph('(S//NF) Words.'), {
    'word/header1.xml': wordHeader('SECRET//NOFORN'),
    'word/footer1.xml': wordHeader('SECRET//NOFORN'),
  });
  writeFileSync(path, file);
  const words = ['mark', 'document', '--format', 'jsonl', path];
  const { stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({ banner: 'SECRET//NOFORN' });
});
