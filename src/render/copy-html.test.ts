import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { arbitraryCopy } from '../../test/support/arbitrary-copies.ts';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { ENGLISH, FRENCH, issued, TLP } from '../../test/support/sample-copies.ts';
import type { Copy, CopyInline } from '../domain/copy.ts';
import { cleanText } from './clean-text.ts';
import { copyAsHtml } from './copy-html.ts';
import { cssString, html } from './html.ts';

function open(copy: Copy, state: 'current' | 'superseded' | 'recalled' = 'current') {
  return parseHTML(copyAsHtml(issued(copy, state))).document;
}

/** Every element with its attributes, but for what texts decide: addresses. */
function shape(document: ReturnType<typeof open>): string[] {
  return [...document.querySelectorAll('*')].map(
    (element) => `${element.tagName} ${element.className} ${element.getAttributeNames().sort()}`,
  );
}

const plain = (inline: CopyInline): CopyInline =>
  inline.kind === 'text' ? { ...inline, text: inline.text.replace(/[^\n]+/g, 'x') } : inline;

/** The same copy with ordinary words in place of all texts, line by line. */
function plainCopy(copy: Copy): Copy {
  const words = (text: string): string => text.replace(/[^\n]+/g, 'x');
  const clean = (list: readonly CopyInline[]): CopyInline[] =>
    list.map((one) => (one.kind === 'text' ? { ...one, text: cleanText(one.text) } : one)).map(plain);
  return {
    ...copy,
    title: copy.title && { ...copy.title, text: cleanText(copy.title.text).trim() === '' ? '' : 'x' },
    portions: copy.portions.map((portion) => {
      const shared = {
        ...portion,
        content: clean(portion.content),
        answers: portion.answers.map((one) => ({ ...one, order: 'x' })),
      };
      if (shared.kind !== 'table') return shared;
      return {
        ...shared,
        header: shared.header.map(clean),
        rows: shared.rows.map((row) => ({ ...row, cells: row.cells.map(clean) })),
      };
    }),
    sources: copy.sources.map((one) => ({ ...one, title: words(one.title) })),
  };
}

describe('a copy as a page', () => {
  it('has its banner and notice at both ends, and says what is in it', () => {
    const document = open(ENGLISH);
    const lines = ['REPLAY – NOT CLASSIFIED', 'SECRET//NOFORN', 'REPLAY – NOT CLASSIFIED'];
    for (const place of ['body > header', 'body > footer']) {
      expect([...document.querySelectorAll(`${place} p`)].map(({ textContent }) => textContent)).toEqual(lines);
    }
    expect(document.documentElement.getAttribute('lang')).toBe('en');
    expect(document.title).toBe('REPLAY – NOT CLASSIFIED · SECRET//NOFORN · Who finances the tram extension');
    expect(document.querySelector('h1')?.textContent).toBe('(U) Who finances the tram extension');
    expect([...document.querySelectorAll('main > h2, main > h3')].map(({ textContent }) => textContent)).toEqual([
      ...['1 (U) What was asked', '2 (S//NF) What is known', '2.1 (U) Who pays', '3 (U) What is not known'],
    ]);
    expect(document.querySelector('caption')?.textContent).toBe('(U) Table\u00a01. Tenders and what became of them');
    expect([...document.querySelectorAll('tbody td.mark')].map(({ textContent }) => textContent)).toEqual([
      '(U)',
      '(S//NF)',
      '(U)',
    ]);
    expect(document.querySelector('.about')?.textContent).toBe(
      'Likelihood: likely (55–80%). Confidence: moderate. Answers question C of “Tram extension, 2026”. Answers question D of “Tram extension, 2026” in part.',
    );
    expect(document.querySelectorAll('main > ol > li > ol > li > ul > li')).toHaveLength(2);
    expect([...document.querySelectorAll('.grade')].map(({ textContent }) => textContent)).toEqual([
      ...[
        'A1: reliable, confirmed by other sources',
        'B2: usually reliable, probably true',
        'F: reliability cannot be judged',
      ],
    ]);
    expect([...document.querySelectorAll('.sources .mark')].map(({ textContent }) => textContent)).toEqual([
      '(U)',
      'TLP:GREEN (C)',
    ]);
    expect(document.querySelector('.cut')?.textContent).toBe('This copy holds what its reader may read.');
  });

  it('leads from each sign to a place that is there', () => {
    for (const copy of [ENGLISH, FRENCH, TLP]) {
      const document = open(copy);
      const inside = [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href')!.slice(1));
      expect(inside.length).toBeGreaterThan(4);
      for (const id of inside) expect(document.getElementById(id), id).not.toBeNull();
    }
  });

  it('says in French what it says, with the spaces of French', () => {
    const text = open(FRENCH, 'superseded').body.textContent;
    expect(text).toContain('Remplacé\u00a0: cette copie n’est plus à jour.');
    expect(text).toContain('Diffusé le 30 novembre 2026');
    expect(text).toContain('Probabilité\u00a0: presque exclu (1–5\u202f%). Confiance\u00a0: moyenne.');
    expect(text).toContain('Répond en partie à la question D de «\u00a0Extension du tramway, 2026\u00a0».');
  });

  it('holds nothing of a copy that was recalled', () => {
    for (const copy of [ENGLISH, FRENCH, TLP]) {
      const text = open(copy, 'recalled').documentElement.textContent.replace(/:root.*?\n}\n@page.*?\n}\n/s, '');
      expect(text).toMatch(/Recalled|Rappelé/);
      for (const word of ['tram', 'SECRET', 'AMBER', 'PROTECTED', 'council', 'Notice 2026', 'section', 'Sources'])
        expect(text).not.toContain(word);
    }
  });

  it('has the same elements whatever its texts are', () => {
    fc.assert(
      fc.property(arbitraryCopy('us-capco'), (copy) => {
        const sources = copy.sources.map((one) => ({ ...one, source: null, address: null, quotation: null }));
        const bare: Copy = { ...copy, sources };
        expect(shape(open(bare))).toEqual(shape(open(plainCopy(bare))));
      }),
      { numRuns: propertyRuns(120) },
    );
  });

  it('holds each text as it is, and no address but of the web and of mail', () => {
    fc.assert(
      fc.property(arbitraryCopy('desk'), (copy) => {
        const document = open(copy);
        const text = document.querySelector('main')!.textContent.replace(/\s+/g, '');
        const wanted = copy.portions
          .flatMap(({ content }) => content)
          .flatMap((one) => (one.kind === 'text' ? [cleanText(one.text)] : []));
        for (const words of wanted) expect(text).toContain(words.replace(/\s+/g, ''));
        for (const link of document.querySelectorAll('a'))
          expect(link.getAttribute('href')).toMatch(/^(?:#|https?:\/\/|mailto:)/i);
        expect(document.querySelectorAll('script, img, iframe, link, object, form, base')).toHaveLength(0);
      }),
      { numRuns: propertyRuns(120) },
    );
  });

  it('is the same for the same copy', () => {
    expect(copyAsHtml(issued(structuredClone(TLP)))).toBe(copyAsHtml(issued(TLP)));
  });
});

describe('a piece of a page', () => {
  it('escapes what is put into it, but for pieces', () => {
    expect(html`<p title="${'"&\''}">${[html`<b>${'<'}</b>`, undefined, '>']}</p>`.text).toBe(
      '<p title="&#34;&#38;&#39;"><b>&#60;</b>&#62;</p>',
    );
  });

  it('puts no sign of a text into a style sheet but figures and letters', () => {
    expect(cssString('A"</style>\\')).toBe('"A\\22 \\3c \\2f style\\3e \\5c "');
  });
});
