import { describe, expect, it } from 'vitest';
import { documentsAmong, extractedFrom, problemsAmong } from '../../test/support/extracted.ts';

const all = (content: unknown, path = 'a.json') => extractedFrom(content, { path });
const documents = async (content: unknown, path?: string) => documentsAmong(await all(content, path));
const problems = async (content: unknown, path?: string) => problemsAmong(await all(content, path));

const RELEASE = {
  ocid: 'ocds-1-a',
  id: '7',
  date: '2012-05-22T23:30:00-02:00',
  tag: ['tenderUpdate'],
  language: 'fr',
  buyer: { id: 'B', name: 'Ville de Lyon' },
  parties: [{ id: 'B', name: 'Ville de Lyon', address: { locality: 'Lyon', countryName: 'France' } }],
  tender: {
    title: 'Pont neuf',
    description: 'Un pont sur le Rhône.',
    value: { amount: 250000000.55, currency: 'EUR' },
    minValue: { amount: 1.5, currency: 'EUR' },
    lots: [{ id: '1', title: 'Piles', value: { amount: 150000000, currency: 'EUR' } }],
    items: [{ description: 'Béton', quantity: 3, unit: { name: 'm3', value: { amount: 999, currency: 'EUR' } } }],
  },
};
const PACKAGE = { version: '1.1', uri: 'http://x/', publishedDate: '2012-06-01', publisher: { name: 'Ville' } };

describe('a release of contract data', () => {
  it('has title, UTC day, language, stage, country, publisher and its amounts with their roles', async () => {
    const [document] = await documents({ ...PACKAGE, releases: [RELEASE] });
    expect(document).toMatchObject({
      id: 'ocds-1-a/7',
      title: 'Pont neuf',
      lang: 'fr',
      date: '2012-05-23',
      source: 'Ville',
      stage: 'tender',
      country: 'FR',
      amounts: [
        { value: 250000000.55, currency: 'EUR', role: 'tender' },
        { value: 1.5, currency: 'EUR', role: 'tender-minimum' },
      ],
    });
    expect(document?.text).toContain('Value of the tender: 250 000 000.55 EUR');
    expect(document?.text).toContain('Value of the lot 1: 150 000 000 EUR');
    expect(document?.text).toContain('Item: Béton; 3 m3');
    expect(document?.text).not.toContain('999');
  });

  it('counts the values of lots only where the tender has none', async () => {
    const { value: _, ...tender } = RELEASE.tender;
    const [document] = await documents({ ...RELEASE, tender });
    expect(document?.amounts?.map(({ role, value }) => [role, value])).toEqual([
      ['tender-minimum', 1.5],
      ['lot', 150000000],
    ]);
  });

  it.each([
    [['planning'], 'planning'],
    [['tenderCancellation'], 'tender'],
    [['award', 'contract'], 'contract'],
    [['contractTermination'], 'contract'],
    [['implementationUpdate'], 'implementation'],
    [['compiled'], 'tender'],
  ])('with the tags %j is of the stage %s', async (tag, stage) => {
    expect((await documents({ ...RELEASE, tag }))[0]?.stage).toBe(stage);
  });

  it('has the country of a register where no address names one', async () => {
    const buyer = { name: 'Council', identifier: { scheme: 'GB-LAC' } };
    expect((await documents({ ...RELEASE, parties: [], buyer }))[0]?.country).toBe('GB');
    const international = { name: 'Fund', identifier: { scheme: 'XI-LEI' } };
    expect((await documents({ ...RELEASE, parties: [], buyer: international }))[0]?.country).toBeUndefined();
    const publisher = { name: 'P', scheme: 'UA-EDR' };
    expect((await documents({ ...PACKAGE, publisher, releases: [{ ...RELEASE, parties: [] }] }))[0]?.country).toBe(
      'UA',
    );
  });

  it('of version 1.0 has the amounts of its payments', async () => {
    const implementation = { transactions: [{ amount: { amount: 12, currency: 'usd' } }] };
    const [document] = await documents({
      ...RELEASE,
      tender: {},
      contracts: [{ title: 'C', implementation }],
      tag: ['x'],
    });
    expect(document).toMatchObject({
      title: 'C',
      stage: 'implementation',
      amounts: [{ value: 12, currency: 'USD', role: 'transaction' }],
    });
  });

  it('that lacks what it must have is read and said to be so', async () => {
    const { id, ...rest } = RELEASE;
    const items = await all({
      ...rest,
      date: 'soon',
      tender: { title: 'T', value: { amount: 5 }, minValue: { amount: '1e9' } },
    });
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ code: 'extract-off-standard' });
    expect((items[0] as { message: string }).message).toMatch(/“id”.*“date”.*no currency.*no number/);
    expect(items[1]).toMatchObject({ id: 'a.json', title: 'T' });
    expect(items[1]).not.toHaveProperty('amounts');
    expect(id).toBe('7');
  });
});

describe('a package of contract data', () => {
  it('of records gives the compiled release of each, else the newest', async () => {
    const compiledRelease = { ...RELEASE, id: 'c', tag: ['compiled'] };
    const older = { ...RELEASE, id: 'old', date: '2011-01-01T00:00:00Z' };
    const records = [
      { ocid: 'ocds-1-a', releases: [older], compiledRelease },
      { ocid: 'ocds-1-b', releases: [RELEASE, older] },
      { ocid: 'ocds-1-c', releases: [{ url: 'http://x/', date: '2012-01-01' }] },
    ];
    expect((await documents({ ...PACKAGE, records })).map(({ id }) => id)).toEqual(['ocds-1-a/c', 'ocds-1-a/7']);
    expect((await problems({ ...PACKAGE, records })).map(({ code }) => code)).toEqual(['extract-no-text']);
    expect((await documents(records[1])).map(({ id }) => id)).toEqual(['ocds-1-a/7']);
  });

  it('with entries that are none says so', async () => {
    const releases = [7, { ...RELEASE, awards: [null, { title: 'A' }] }];
    expect(await all({ ...PACKAGE, releases })).toMatchObject([
      { code: 'extract-not-a-record', message: expect.stringContaining('Entry 1') },
      { code: 'extract-off-standard', message: expect.stringContaining('1 of its “awards”') },
      { id: 'ocds-1-a/7' },
    ]);
  });

  it('that is empty is a problem', async () => {
    expect((await problems({ ...PACKAGE, releases: [] })).map(({ code }) => code)).toEqual(['extract-no-text']);
  });

  it('may stand in a line of JSONL, whose number its problems have', async () => {
    const lines = [
      { ...PACKAGE, releases: [RELEASE, { ...RELEASE, id: '8' }] },
      { ...RELEASE, tag: 'tender' },
    ];
    const content = lines.map((line) => JSON.stringify(line)).join('\n');
    expect((await documents(content, 'a.jsonl')).map(({ id }) => id)).toEqual([
      'ocds-1-a/7',
      'ocds-1-a/8',
      'ocds-1-a/7',
    ]);
    const single = { ...RELEASE, id: '', releases: undefined };
    expect(await problems(`\n${JSON.stringify(single)}`, 'a.jsonl')).toMatchObject([
      { code: 'extract-off-standard', line: 2 },
    ]);
  });
});
