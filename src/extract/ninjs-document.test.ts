import { describe, expect, it } from 'vitest';
import { documentsAmong, extractedFrom, problemsAmong } from '../../test/support/extracted.ts';

const all = (content: unknown) => extractedFrom(content, { path: 'a.json' });
const documents = async (content: unknown) => documentsAmong(await all(content));
const messages = async (content: unknown) => problemsAmong(await all(content)).map(({ message }) => message);

const ITEM_3 = {
  standard: { name: 'ninjs', version: '3.0' },
  ...{ uri: 'urn:x:1', type: 'text', version: '2', versionCreated: '2019-05-10T01:02:28+02:00', language: 'de-DE' },
  ...{
    embargoed: '2019-05-11T00:00:00Z',
    pubStatus: 'withheld',
    usageTerms: 'Only in print.',
    by: 'Von A. B.',
    located: 'Ulm',
  },
  headlines: [
    { role: 'sub', value: 'Zweite' },
    { role: 'main', contentType: 'text/html', value: '<h1>Die <b>Erste</b></h1>' },
  ],
  bodies: [
    { role: 'main', contentType: 'text/html', value: '<p>Eins.</p><p>Zwei.</p>' },
    { role: 'text', contentType: 'text/plain', value: 'Eins. Zwei.' },
  ],
  subjects: [{ name: 'Sport', uri: 'http://x/1' }],
  associations: [{ name: 'photo', uri: 'urn:x:2', type: 'picture', headlines: [{ value: 'Ein Bild' }], by: 'C. D.' }],
};
const ITEM_1 = {
  ...{
    uri: 'urn:x:1',
    type: 'text',
    firstcreated: '2012-05-22T10:00:00Z',
    language: 'fr',
    headline: 'Titre',
    byline: 'E. F.',
  },
  ...{ body_xhtml: '<p>Un.</p>', description_text: 'Chapeau.', place: [{ name: 'Lyon' }], copyrightholder: 'AFP' },
  associations: { photo: { uri: 'urn:x:2', type: 'picture', headline: 'Une image' } },
};

describe('a news item', () => {
  it('of version 3 has its main headline, its body once, and what is said of its use', async () => {
    const [found] = await documents(ITEM_3);
    expect(found).toMatchObject({ id: 'urn:x:1@2', title: 'Die Erste', date: '2019-05-09', lang: 'de' });
    expect(found?.text.split('\n\n')).toEqual([
      'Type: text',
      'By: Von A. B.',
      'Located: Ulm',
      'Embargoed until 2019-05-11T00:00:00Z.',
      'Publication status: withheld',
      'Zweite',
      'Eins.',
      'Zwei.',
      'Subjects: Sport',
      'Terms of use: Only in print.',
      'With it: picture; photo; Ein Bild',
      'Type: picture',
      'By: C. D.',
    ]);
    expect(await messages(ITEM_3)).toEqual([]);
  });

  it('of version 1 has the same by its other names', async () => {
    const [found] = await documents(ITEM_1);
    expect(found).toMatchObject({ id: 'urn:x:1', title: 'Titre', date: '2012-05-22', lang: 'fr', source: 'AFP' });
    expect(found?.text.split('\n\n')).toEqual([
      'Type: text',
      'By: E. F.',
      'Chapeau.',
      'Un.',
      'Places: Lyon',
      'Copyright: AFP',
      'With it: picture; Une image',
      'Type: picture',
    ]);
    expect(await messages(ITEM_1)).toEqual([]);
  });

  it('of a planned event has its times', async () => {
    const dates = { startDate: '2023-07-11T09:00:00Z', expectedEndDate: '2023-07' };
    const [found] = await documents({
      uri: 'urn:x:1',
      title: 'Summit',
      eventDetails: { dates, organiser: { name: 'NATO' } },
    });
    expect(found).toMatchObject({
      title: 'Summit',
      text: 'Begins: 2023-07-11T09:00:00Z\n\nEnds: 2023-07\n\nOrganiser: NATO',
    });
  });

  it('with nothing but its address is a document all the same', async () => {
    expect(await documents({ standard: { schema: 'http://x/ninjs-schema_3.0.json' }, uri: 'urn:x:1' })).toEqual([
      { id: 'urn:x:1', title: '', text: 'News item: urn:x:1' },
    ]);
  });

  it.each([
    [{ urgency: 0.1 }, 'urgency'],
    [{ plannedCoverage: [{ urgency: 11 }] }, 'urgency'],
    [{ headline: 'x', secret: 'words' }, '“secret” is no property'],
    [{ headline: 'x', associations: [{ other: 1 }] }, '“other” is no property'],
    [{ eventDetails: { dates: { expectedStartDate: 'soon' } } }, '“soon” is no time'],
    [{ eventDetails: { dates: { startDate: '2023-07-11T09:00:00Z', expectedStartDate: '2023' } } }, 'at once'],
    [{ type: 'event', title: 'x', renditions: [], urgency: 1 }, 'no renditions'],
    [{ headline: 'x', places: [{ geoJSON: { type: 'Foo', coordinates: [] } }] }, 'GeoJSON'],
    [{ headline: 'x', places: [{ geoJSON: { type: 'Point' } }] }, 'no coordinates'],
  ])('with %j is read and said to be off the standard', async (part, what) => {
    const item = { uri: 'urn:x:1', ...part };
    expect(await messages(item)).toEqual([expect.stringContaining(what)]);
    expect(await documents(item)).toHaveLength(1);
    if ('secret' in part) expect((await documents(item))[0]?.text).toContain('words');
  });

  it('is not taken for one where only an address says so', async () => {
    expect((await documents({ uri: 'http://x/', text: 'T', urgency: 3, id: 'mine' }))[0]?.id).toBe('mine');
    expect((await documents({ uri: 'http://x/', note: 'N' }))[0]?.id).toBe('a.json');
  });
});
