import { describe, expect, it } from 'vitest';
import { codesAmong, documentsAmong, extractedFrom, problemsAmong } from '../../test/support/extracted.ts';
import { MOST_ATTRIBUTES } from './misp-event.ts';

const all = (content: unknown) => extractedFrom(content, { path: 'a.json' });
const documents = async (content: unknown) => documentsAmong(await all(content));
const codes = async (content: unknown) => codesAmong(await all(content));

const EVENT = {
  ...{ uuid: 'u-1', info: 'OSINT: a campaign', date: '2020-02-30', timestamp: '1580000000', published: true },
  ...{ threat_level_id: '2', analysis: '2', distribution: '3', Orgc: { name: 'CIRCL' } },
  Tag: [{ name: 'tlp:green' }, { name: 'PAP:AMBER' }, { name: 'osint' }],
  Attribute: [
    {
      uuid: 'a-1',
      type: 'ip-dst',
      category: 'Network activity',
      value: '192.0.2.1',
      comment: 'c2',
      Tag: [{ name: 'tlp:red' }],
    },
    { uuid: 'a-2', type: 'text', value: 'gone', deleted: true },
  ],
  Object: [{ name: 'file', comment: 'dropper', Attribute: [{ type: 'filename', value: 'bad.exe' }] }],
  Galaxy: [
    {
      name: 'Threat Actor',
      GalaxyCluster: [{ value: 'APT1', description: 'A group.', meta: { synonyms: ['Comment Crew'] } }],
    },
  ],
  EventReport: [{ name: 'Summary', content: 'What happened.' }],
};

describe('a MISP event', () => {
  it('is a document with its attributes, galaxies and reports', async () => {
    const [found] = await documents({ Event: { ...EVENT, date: '2020-02-28' } });
    expect(found).toMatchObject({
      ...{ id: 'u-1@1580000000', title: 'OSINT: a campaign', date: '2020-02-28', source: 'CIRCL' },
      marks: [
        { mark: 'TLP:GREEN PAP:AMBER', scheme: 'tlp', where: 'label' },
        { mark: 'TLP:RED', scheme: 'tlp', where: 'attribute a-1' },
      ],
    });
    expect(found?.text.split('\n\n')).toEqual([
      'Event of: CIRCL',
      'Threat level: medium',
      'Analysis: completed',
      'Distribution: all communities',
      'Summary',
      'What happened.',
      'Tags: tlp:green; PAP:AMBER; osint',
      'Threat Actor: APT1; Comment Crew',
      'A group.',
      'file: dropper',
      'Network activity, ip-dst: 192.0.2.1; c2; tlp:red',
      'filename: bad.exe',
    ]);
  });

  it('may stand alone, wrapped, or in an answer', async () => {
    for (const content of [EVENT, { Event: EVENT }, [{ Event: EVENT }], { response: [{ Event: EVENT }] }]) {
      expect((await documents(content)).map(({ id }) => id)).toEqual(['u-1@1580000000']);
      expect(await codes(content)).toEqual(['extract-off-standard']);
    }
  });

  it('with parts that are none says so, and of which an answer too', async () => {
    const strange = { ...EVENT, date: '2020-02-28', Attribute: [7, ...EVENT.Attribute], Tag: [null, 'tlp:red'] };
    expect(problemsAmong(await all(strange))).toMatchObject([
      { code: 'extract-off-standard', message: expect.stringMatching(/1 of its “Attribute”.*2 of its “Tag”/) },
    ]);
    const answer = { response: [{ Event: { ...EVENT, date: '2020-02-28' } }, 7, { Event: {} }] };
    expect(await documents(answer)).toHaveLength(1);
    expect(problemsAmong(await all(answer))).toMatchObject([
      { code: 'extract-not-a-record', message: expect.stringContaining('2 of 3 entries') },
    ]);
  });

  it('of very many attributes says how many are left out', async () => {
    const Attribute = Array.from({ length: MOST_ATTRIBUTES + 5 }, (_, at) => ({ type: 'ip-dst', value: `v${at}` }));
    const content = { Event: { ...EVENT, date: '2020-02-28', Object: [], Attribute } };
    expect(await codes(content)).toEqual(['extract-left-out']);
    expect((await documents(content))[0]?.text).toMatch(/v9999\n\n5 of 10005 attributes are left out of the text\.$/);
  });
});

describe('the manifest of a MISP feed', () => {
  it('is refused, and said to be one', async () => {
    const manifest = { 'u-1': { info: 'A', Orgc: { name: 'O' }, date: '2020-01-01' }, 'u-2': { info: 'B', Orgc: {} } };
    expect(await all(manifest)).toEqual([
      expect.objectContaining({ code: 'extract-manifest', message: expect.stringContaining('lists 2 events') }),
    ]);
  });
});
