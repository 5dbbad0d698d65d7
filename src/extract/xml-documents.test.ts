import { describe, expect, it } from 'vitest';
import type { Document } from '../domain/document.ts';
import { xmlDocuments } from './xml-documents.ts';

const read = (markup: string) => [...xmlDocuments(markup, { path: 'a.xml' })] as Document[];

const HEADER =
  '<teiHeader><fileDesc><titleStmt><title>Séance du mardi</title></titleStmt></fileDesc><profileDesc><creation><date>vendredi 1<sup>er</sup> février 2013</date></creation><langUsage><language>Français</language></langUsage></profileDesc></teiHeader>';
const speech = (who: string, words: string) =>
  `<sp who="x">\n<speaker>${who}</speaker>\n<m:metadata a="1">\n<p>${words}</p>\n</m:metadata></sp>\n`;

describe('proceedings in TEI', () => {
  const body = `<p>Présidence</p>${speech('le président', '. La séance est ouverte.')}
    <div><head>Questions</head>${speech('A', 'Une <hi>question</hi> <m:interruption type="Rires" text="Rires à gauche."/> oui.<p>Fin.</p>')}
      <div><head>Article 1<sup>er</sup></head><p></p>${speech('B', 'n<hi rend="sup">os </hi>344')}</div>${speech('C', 'Après.')}</div>
    <div>${speech('D', 'Sans titre.')}<div><head>Vide</head></div></div>`;
  const documents = read(`<?xml version="1.0"?><TEI xmlns:m="urn:m">${HEADER}<text><body>${body}</body></text></TEI>`);

  it('give a document for each section with a head, and one for what is said outside of them', () => {
    expect(documents.map(({ id, title }) => [id, title])).toEqual([
      ['a.xml#1', 'Séance du mardi'],
      ['a.xml#2', 'Séance du mardi – Questions'],
      ['a.xml#3', 'Séance du mardi – Questions – Article 1er'],
      ['a.xml#4', 'Séance du mardi – Vide'],
    ]);
  });

  it('keep the speakers with their words, and what happened in the room', () => {
    expect(documents.map(({ text }) => text)).toEqual([
      'Présidence\n\nle président : La séance est ouverte.\n\nD : Sans titre.',
      'A : Une question (Rires à gauche.) oui.\n\nFin.\n\nC : Après.',
      'B : nos 344',
      '',
    ]);
  });

  it('have the day and the language of the header', () => {
    for (const document of documents) expect(document).toMatchObject({ date: '2013-02-01', lang: 'fr' });
  });
});

describe('other XML', () => {
  it('gives its text with a line per element, its title and its stated amounts', () => {
    const markup =
      '<notice xml:lang="en-GB"><title>N</title><x><y>a</y> b\n<![CDATA[c <d>]]></x><sum currencyID="EUR">9690000000.5</sum></notice>';
    expect(read(markup)).toEqual([
      {
        id: 'a.xml',
        title: 'N',
        text: 'N\na\nb c <d>\n9690000000.5',
        lang: 'en',
        amounts: [{ value: 9690000000.5, currency: 'EUR' }],
      },
    ]);
  });

  it('does not expand the entities that a file declares, and shows nothing of their declaration', () => {
    const entities = Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('\n');
    const bomb = `<!DOCTYPE a [<!ENTITY e0 "ha ]> ha"> <!-- ' ]> -->\n${entities}\n]>\n<a>before &e9; after</a>`;
    expect(read(bomb)[0]!.text).toBe('before &e9; after');
    const outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x; &lt; &#233;</a>';
    expect(read(outside)[0]!.text).toBe('&x; < é');
  });

  it('with a document type that does not end is refused', () => {
    expect(() => read(`<!DOCTYPE a [${'<!-- '.repeat(200_000)}`)).toThrow('no XML element');
  });

  it('is a page where its root is html', () => {
    const page =
      '<?xml version="1.0"?><html lang="fr"><head><title>T</title></head><body><p>a</p><p>b</p></body></html>';
    expect(read(page)).toMatchObject([{ id: 'a.xml', title: 'T', text: 'a\n\nb', lang: 'fr' }]);
  });

  it('without any text is refused', () => {
    expect(() => read('<a><b/></a>')).toThrow('holds no text');
    expect(() => read('no xml')).toThrow('no XML element');
  });
});
