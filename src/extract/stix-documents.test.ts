import { describe, expect, it } from 'vitest';
import { documentsAmong, extractedFrom } from '../../test/support/extracted.ts';
import { isExtractProblem } from './extract-problem.ts';

const all = (content: unknown) => extractedFrom(content, { path: 'a.json', lang: 'fr' });
const documents = async (content: unknown) => documentsAmong(await all(content));

const uuid = (digit: number) => `${digit}0000000-0000-4000-8000-000000000000`;
const TIME = '2020-03-01T23:30:00.000Z';
const object = (type: string, digit: number, rest: Record<string, unknown> = {}) => ({
  ...{ type, spec_version: '2.1', id: `${type}--${uuid(digit)}`, created: TIME, modified: TIME },
  ...rest,
});
const bundle = (...objects: unknown[]) => ({ type: 'bundle', id: `bundle--${uuid(9)}`, objects });

const TLP_1_AMBER = 'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82';
const TLP_1_WHITE = 'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9';
const TLP_2_STRICT = 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003';
const OTHER = `marking-definition--${uuid(7)}`;

describe('a STIX bundle', () => {
  it('lets no words of an object stand with one that has not its marking', async () => {
    const red = { object_marking_refs: [TLP_2_STRICT] };
    const open = object('malware', 1, { name: 'Open', created_by_ref: `identity--${uuid(5)}` });
    const shared = object('malware', 6, { name: 'Shared', ...red });
    const actor = object('threat-actor', 2, { name: 'SECRETACTOR', ...red });
    const identity = object('identity', 5, { name: 'SECRETDESK', ...red });
    const link = (digit: number, from: string, rest: object) =>
      object('relationship', digit, {
        relationship_type: 'attributed-to',
        source_ref: from,
        target_ref: actor.id,
        ...rest,
      });
    const links = [
      link(3, open.id, { description: 'SECRETWORDS', ...red }),
      link(4, open.id, { description: 'Plain words.' }),
      link(7, shared.id, { description: 'SHAREDWORDS', ...red }),
    ];
    const found = await documents(bundle(open, shared, actor, identity, ...links));
    const [first, second] = found.map(({ text, source }) => `${text} ${source}`);
    expect(first).toContain('attributed to: Plain words.');
    expect(first).not.toContain('SECRET');
    expect(second).toContain('attributed to SECRETACTOR: SHAREDWORDS');
  });

  it('gives a document for each object with text, and none for links and what was observed', async () => {
    const actor = object('threat-actor', 1, {
      ...{ name: 'Ugly Gorilla', aliases: ['Greenfield', 'JackWang'], description: 'An actor.', labels: ['apt'] },
      ...{ created_by_ref: `identity--${uuid(2)}`, x_note: { deep: ['kept'] } },
      external_references: [{ source_name: 'report', external_id: 'R-1', url: 'http://x.example/' }],
      kill_chain_phases: [{ kill_chain_name: 'k', phase_name: 'exploitation' }],
    });
    const link = object('relationship', 3, {
      ...{ relationship_type: 'attributed-to', source_ref: actor.id, target_ref: `identity--${uuid(2)}` },
      description: 'Seen at work.',
    });
    const found = await documents(bundle(actor, object('identity', 2, { name: 'Desk' }), link, object('ipv4-addr', 4)));
    expect(found.map(({ title }) => title)).toEqual(['Ugly Gorilla', 'Desk']);
    expect(found[0]).toMatchObject({
      id: `threat-actor--${uuid(1)}@${TIME}`,
      date: '2020-03-01',
      lang: 'en',
      source: 'Desk',
    });
    expect(found[0]?.text.split('\n\n')).toEqual([
      'Type: threat actor',
      'aliases: Greenfield; JackWang',
      'An actor.',
      'labels: apt',
      'x note: kept',
      'Kill chain phase: exploitation',
      'Reference: report; R-1; http://x.example/',
      'attributed to Desk: Seen at work.',
      `Created: ${TIME}`,
    ]);
  });

  it('dates a report by its publication and names what it is about', async () => {
    const report = object('report', 1, {
      ...{ name: 'R', published: '2013-02-19T00:00:00Z', object_refs: [`malware--${uuid(2)}`, `tool--${uuid(3)}`] },
    });
    const [found] = await documents(bundle(report, object('malware', 2, { name: 'Poison Ivy' })));
    expect(found?.date).toBe('2013-02-19');
    expect(found?.text).toContain('object: Poison Ivy');
  });

  it('says that an object was revoked', async () => {
    const [found] = await documents(bundle(object('tool', 1, { name: 'T', revoked: true })));
    expect(found?.text).toContain(`Revoked: its creator has withdrawn this object, ${TIME}.`);
  });

  it('has the text of notes and opinions', async () => {
    const [note, opinion] = await documents(
      bundle(
        object('note', 1, { abstract: 'Short', content: 'Long.', lang: 'fr' }),
        object('opinion', 2, { opinion: 'strongly-disagree', explanation: 'No.' }),
      ),
    );
    expect(note).toMatchObject({ title: 'Short', lang: 'fr', text: expect.stringContaining('Long.') });
    expect(opinion).toMatchObject({ title: 'Opinion: strongly disagree', text: expect.stringContaining('No.') });
  });

  it('of version 2.0 has the language that the caller gives', async () => {
    const { spec_version: _, ...campaign } = object('campaign', 1, { name: 'C' });
    expect((await documents({ ...bundle(campaign), spec_version: '2.0' }))[0]?.lang).toBe('fr');
  });
});

describe('the marks of a STIX object', () => {
  const marked = async (rest: Record<string, unknown>, ...definitions: unknown[]) =>
    (await documents(bundle(object('tool', 1, { name: 'T', ...rest }), ...definitions)))[0]?.marks;

  it('are TLP of both versions by their fixed ids, with or without a definition in the bundle', async () => {
    const strict = {
      ...{ type: 'marking-definition', spec_version: '2.1', id: TLP_2_STRICT, name: 'TLP:AMBER+STRICT' },
      created: '2022-10-01T00:00:00.000Z',
      extensions: {
        'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d': {
          ...{ extension_type: 'property-extension', tlp_2_0: 'amber+strict' },
        },
      },
    };
    expect(await marked({ object_marking_refs: [TLP_1_WHITE, TLP_1_AMBER, TLP_2_STRICT] }, strict)).toEqual([
      { mark: 'TLP:WHITE', scheme: 'tlp', where: 'label' },
      { mark: 'TLP:AMBER', scheme: 'tlp', where: 'label' },
      { mark: 'TLP:AMBER+STRICT', scheme: 'tlp', where: 'label' },
    ]);
  });

  it('are statements as their text, and the ids of what is not known', async () => {
    const statement = {
      ...{ type: 'marking-definition', spec_version: '2.1', id: OTHER, created: TIME },
      ...{ definition_type: 'statement', definition: { statement: 'Copyright 2020' } },
    };
    expect(await marked({ object_marking_refs: [OTHER] }, statement)).toEqual([
      { mark: 'Copyright 2020', scheme: 'stix-statement', where: 'label' },
    ]);
    const wrong = { ...statement, definition_type: 'tlp', definition: { tlp: 'green' } };
    expect(await marked({ object_marking_refs: [OTHER] }, wrong)).toEqual([
      { mark: OTHER, scheme: 'stix', where: 'label' },
    ]);
    expect(await marked({ object_marking_refs: [OTHER] })).toEqual([{ mark: OTHER, scheme: 'stix', where: 'label' }]);
    expect(await marked({})).toBeUndefined();
  });

  it('of parts say where they stand; malformed ones are told', async () => {
    const granular = {
      granular_markings: [
        { marking_ref: TLP_1_AMBER, selectors: ['name'] },
        { lang: 'fr', selectors: ['name'] },
      ],
    };
    expect(await marked(granular)).toEqual([{ mark: 'TLP:AMBER', scheme: 'tlp', where: 'name' }]);
    const broken = { granular_markings: [{ marking_ref: TLP_1_AMBER, selectors: ['none.[x]'] }] };
    expect((await all(bundle(object('tool', 1, { name: 'T', ...broken }))))[0]).toMatchObject({
      code: 'extract-off-standard',
    });
    expect(await marked(broken)).toHaveLength(1);
  });
});

describe('STIX that is not sound', () => {
  it('is read as far as it goes', async () => {
    const items = await all(bundle({ type: 'tool', id: 'tool--1', name: 'T' }, 7));
    expect(items.map((item) => (isExtractProblem(item) ? item.code : item.id))).toEqual([
      'extract-off-standard',
      'a.json#1',
      'extract-not-a-record',
    ]);
  });

  it('is told without words at length', async () => {
    const item = { type: 'tool', id: 'x'.repeat(10_000), granular_markings: [{ selectors: ['y'.repeat(10_000)] }] };
    const [problem] = await all(bundle(item));
    expect(problem).toMatchObject({
      message: expect.stringMatching(/^The object “x{80}…” is read as far as it goes: .{1,600}$/),
    });
  });

  it('without anything to read is a problem', async () => {
    expect(await all(bundle(object('ipv4-addr', 1)))).toMatchObject([{ code: 'extract-no-text' }]);
    expect(await all(bundle())).toMatchObject([{ code: 'extract-no-text' }]);
  });
});
