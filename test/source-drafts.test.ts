import { describe, expect, it } from 'vitest';
import { SOURCE_KINDS } from '../src/domain/source.ts';
import { checkSourceOptions } from '../src/domain/source-options.ts';
import { draftOf, EMPTY_DRAFT, OPTIONS, sentChange, sentDraft } from '../src/web/sources/draft.ts';
import type { Source } from '../src/web/wire/shapes.ts';

describe('what is typed of a source', () => {
  it('goes with the options that count for what else is chosen, and nothing that is empty', () => {
    const typed = { ...EMPTY_DRAFT, kind: 'web-page', name: ' City ', marking: 'PUBLIC' } as const;
    const hidden = sentDraft({ ...typed, options: { follow: 'none', most: '5' } });
    expect(hidden).toMatchObject({ name: 'City', marking: 'PUBLIC', defaultMarking: { marking: 'PUBLIC' } });
    expect(hidden.schedule).toEqual({ follow: 'none' });
    const followed = sentDraft({ ...typed, every: 15, options: { follow: 'links', most: '5', within: ' ' } });
    expect(followed.schedule).toEqual({ follow: 'links', most: 5, every: 15 });
    expect(() => checkSourceOptions('web-page', followed.schedule!)).not.toThrow();
  });

  it('of one that is there is what it was, and goes back as such', () => {
    const source = {
      ...{
        kind: 'sitemap',
        name: 'City',
        address: 'https://city.example/sitemap.xml',
        reliability: 'B',
        discipline: 'open-web',
      },
      ...{ trusted: false, status: 'paused', changedAt: '2026-11-30T00:00:00.000Z' },
      schedule: { every: 60, most: 20, columns: { title: 'x' } },
    } as unknown as Source;
    const change = sentChange(draftOf(source), source);
    const { kind: _kind, ...rest } = source;
    expect(change).toEqual(rest);
    const slower = sentChange({ ...draftOf(source), every: '', options: { most: '', since: '3' } }, source);
    expect(slower.schedule).toEqual({ since: 3, columns: { title: 'x' } });
  });

  it('may be marked otherwise than its documents', () => {
    const sent = sentDraft({ ...EMPTY_DRAFT, marking: 'PUBLIC', ownMarking: 'DESK' });
    expect([sent.marking, sent.defaultMarking.marking]).toEqual(['DESK', 'PUBLIC']);
  });

  it('has options of kinds that there are, with values that they take', () => {
    expect(Object.keys(OPTIONS).filter((kind) => !SOURCE_KINDS.includes(kind as 'feed'))).toEqual([]);
    for (const kind of ['web-page', 'sitemap', 'csaf'] as const) {
      const all = Object.fromEntries(
        OPTIONS[kind]!.map((option) => [option.name, 'oneOf' in option ? option.oneOf.at(-1)! : option.usual!]),
      );
      expect(() => checkSourceOptions(kind, all)).not.toThrow();
    }
  });
});
