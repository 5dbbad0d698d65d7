import { describe, expect, it } from 'vitest';
import { extractedFrom } from '../../test/support/extracted.ts';
import type { Document } from '../domain/document.ts';

async function read(path: string, content: string): Promise<Document> {
  const [item] = await extractedFrom(content, { path });
  return item as Document;
}

const marksOf = async (content: string) => {
  const { text, portions = [] } = await read('a.html', content);
  return portions.map(({ mark, start, end }) => [mark, text.slice(start, end)]);
};

describe('the marks of portions', () => {
  it('are found at the beginning of a part, in any scheme, as they are written', async () => {
    const page = '<p>(S//NF) One.<p>(U) Two.<ul><li>TLP:AMBER+STRICT Three.<li>(TLP:GREEN) Four.</ul><p>Five (S//NF).';
    expect(await marksOf(page)).toEqual([
      ['(S//NF)', '(S//NF) One.'],
      ['(U)', '(U) Two.'],
      ['TLP:AMBER+STRICT', 'TLP:AMBER+STRICT Three.'],
      ['(TLP:GREEN)', '(TLP:GREEN) Four.'],
      [null, 'Five (S//NF).'],
    ]);
  });

  it('are not what is ordinary text in brackets', async () => {
    const page =
      '<p>(B) of a list<p>(C) of a list<p>(D) of a list<p>(s/he) said<p>(C) 2016 Name<p>[1] a note<p>(see below)';
    expect((await marksOf(page)).map(([mark]) => mark)).toEqual([null, null, null, null, null, null, null]);
  });
});

describe('the marks of a whole document', () => {
  it('are banners on its first and last line, also where the first is the title', async () => {
    const banner = { mark: 'SECRET//NOFORN', scheme: 'us-capco' };
    const text = 'SECRET//NOFORN\n\nA note.\n\nIt says little.\n\nSECRET//NOFORN\n';
    expect((await read('a.txt', text)).marks).toEqual([
      { ...banner, where: 'first-line' },
      { ...banner, where: 'last-line' },
    ]);
    expect((await read('2012-05-22-note.txt', `TLP:RED\n\n${text}`)).marks).toEqual([
      { mark: 'TLP:RED', scheme: 'tlp', where: 'first-line' },
      { ...banner, where: 'last-line' },
    ]);
  });

  it('are not a line that is only written in capitals', async () => {
    expect((await read('a.txt', 'BREAKING NEWS\n\nText.\n\nAFP//XY')).marks).toBeUndefined();
  });

  it('are the label of an advisory', async () => {
    const advisory = {
      document: {
        csaf_version: '2.0',
        title: 'T',
        distribution: { tlp: { label: 'WHITE' } },
        tracking: { initial_release_date: '2012-05-22T10:00:00Z', current_release_date: '2012-06-01T10:00:00Z' },
      },
    };
    expect(await read('a.json', JSON.stringify(advisory))).toMatchObject({
      date: '2012-05-22',
      updated: '2012-06-01',
      marks: [{ mark: 'TLP:WHITE', scheme: 'tlp', where: 'label' }],
    });
  });
});
