import { describe, expect, it } from 'vitest';
import { detectLanguage, withLanguage } from './detect-language.ts';

const ENGLISH =
  'The council voted on Tuesday for the new bridge, which will cost more than anybody had thought at first. ';
const FRENCH =
  'Le conseil a voté mardi pour le nouveau pont, qui coûtera plus cher que tout le monde ne le pensait au début. ';
const GERMAN =
  'Der Rat stimmte am Dienstag für die neue Brücke, die mehr kosten wird, als alle zuerst gedacht hatten. ';

describe('the language of a text', () => {
  it.each([
    ['en', ENGLISH],
    ['fr', FRENCH],
    ['de', GERMAN],
    [
      'cs',
      'Rada v úterý hlasovala pro nový most, který bude stát více, než si všichni zpočátku mysleli a než bylo v plánu.',
    ],
    [
      'ja',
      '市議会は火曜日、当初考えられていたよりも費用がかかる新しい橋の建設を可決した。工事は来年の春に始まり、三年後に完成する予定である。'.repeat(
        2,
      ),
    ],
    [
      'ru',
      'Совет проголосовал во вторник за новый мост, который обойдется дороже, чем все думали сначала, и который построят.',
    ],
  ])('is told to be %s', async (language, text) => {
    expect(await detectLanguage(text)).toBe(language);
    expect(await detectLanguage(text.repeat(40))).toBe(language);
  });

  it.each([
    ['is short', 'Yes, we can. Oui.'],
    [
      'is hardly more than figures and addresses',
      `Call ${'+33 1 23 45 67 89 https://a.example/the-council-votes a@b.example '.repeat(30)}`,
    ],
    ['is in several languages', ENGLISH.repeat(20) + FRENCH.repeat(20) + GERMAN.repeat(20)],
    [
      'is filler',
      'Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt ut labore. '.repeat(
        20,
      ),
    ],
    ['is nothing', ''],
    ['is one endless word', 'x'.repeat(1_000_000)],
  ])('stays unknown where it %s', async (_what, text) => {
    expect(await detectLanguage(text)).toBeUndefined();
  });

  it('is never another one than a document states', async () => {
    const document = { id: '1', title: 'Le pont', text: FRENCH };
    expect(await withLanguage({ ...document, lang: 'de' })).toEqual({ ...document, lang: 'de' });
    expect(await withLanguage(document)).toEqual({ ...document, lang: 'fr' });
    const short = { id: '1', title: '', text: 'Le pont' };
    expect(await withLanguage(short)).toBe(short);
  });
});
