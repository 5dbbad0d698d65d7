import fc from 'fast-check';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { arbitraryReport, REPORT_READERS } from '../../test/support/arbitrary-reports.ts';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { issued } from '../../test/support/sample-copies.ts';
import type { Copy, IssuedCopy } from '../domain/copy.ts';
import { standardSchemes } from '../markings/standard-schemes.ts';
import { copyFor } from '../reports/copy-for.ts';
import { copyAsHtml } from './copy-html.ts';
import { copyAsMarkdown } from './copy-markdown.ts';
import { copyFileName, copySubject } from './copy-name.ts';
import { copyAsStix } from './copy-stix.ts';
import { copyAsText } from './copy-text.ts';
import { PdfPress } from './print-pdf.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

function texts(copy: IssuedCopy): Record<string, string> {
  return {
    html: copyAsHtml(copy),
    text: copyAsText(copy),
    markdown: copyAsMarkdown(copy),
    stix: copyAsStix(copy, 'The desk'),
    name: `${copyFileName(copy, 'pdf', 'title')} ${copySubject(copy, 'title')}`,
  };
}

async function pdfText(press: PdfPress, copy: IssuedCopy): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(press.print(copy))), { mergePages: true });
  return text.replace(/\u200b/g, '');
}

/** The words of which `arbitraryReport` makes reports: each tells where it stood, in brackets. */
function wordsIn(text: string): Set<string> {
  const plain = text.replace(/&#91;|&#x5b;/g, '[').replace(/&#93;/g, ']');
  return new Set(plain.match(/\[(?:title|order|p\d+(?:r\d+|h)?|[qsn]\d)\]/g) ?? []);
}

const drawn = fc.tuple(arbitraryReport, fc.constantFrom(...REPORT_READERS));

function copyOf([report, reader]: [Parameters<typeof copyFor>[0], (typeof REPORT_READERS)[number]]): Copy | undefined {
  const outcome = copyFor(report, { schemes: standardSchemes, reader, now: 0 });
  return outcome.kind === 'copy' ? outcome.copy : undefined;
}

describe('every rendering', () => {
  it('holds the words of the copy and no others, and no id of the report', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const copy = copyOf(one);
        if (!copy) return;
        const { name, ...whole } = texts(issued(copy));
        const there = wordsIn(JSON.stringify(copy));
        for (const [rendering, text] of Object.entries(whole)) expect(wordsIn(text), rendering).toEqual(there);
        expect([...wordsIn(name!)].every((word) => there.has(word))).toBe(true);
        const ids = new Set(JSON.stringify(one[0]).match(UUID));
        for (const text of Object.values(texts(issued(copy))))
          for (const id of text.match(UUID) ?? []) expect(ids).not.toContain(id);
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('does so as PDF', async () => {
    const press = await PdfPress.open();
    await fc.assert(
      fc.asyncProperty(drawn, async (one) => {
        const copy = copyOf(one);
        if (copy) expect(wordsIn(await pdfText(press, issued(copy)))).toEqual(wordsIn(JSON.stringify(copy)));
      }),
      { numRuns: propertyRuns(40) },
    );
  });

  it('holds no word of a copy that was recalled, and its notice', async () => {
    const press = await PdfPress.open();
    await fc.assert(
      fc.asyncProperty(drawn, async (one) => {
        const copy = copyOf(one);
        if (!copy) return;
        const recalled = issued(copy, 'recalled');
        const all = { ...texts(recalled), pdf: await pdfText(press, recalled) };
        for (const [rendering, text] of Object.entries(all)) {
          expect(wordsIn(text), rendering).toEqual(new Set());
          expect(text, rendering).toContain('REPLAY – NOT CLASSIFIED');
          expect(text, rendering).toMatch(/Recalled/);
          // The banner would tell how much the report held.
          expect(text, rendering).not.toMatch(/SECRET|CONFIDENTIAL|UNCLASSIFIED/);
        }
      }),
      { numRuns: propertyRuns(30) },
    );
  });
});
