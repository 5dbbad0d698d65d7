import { describe, expect, it } from 'vitest';
import type { HitNotice, NoticedHit } from '../domain/notice.ts';
import { hitNotice } from './hit-notice.ts';

const HIT: NoticedHit = {
  id: '00000000-0000-4000-8000-000000000001',
  mark: 'TLP:GREEN',
  letter: 'C',
  question: 'Who builds the quay?',
  alsoAnswers: ['A', 'D'],
  title: 'A new quay',
  source: 'Harbour Times',
  publishedOn: '2026-11-29',
  reason: [
    { text: '… the ', found: false },
    { text: 'quay', found: true },
    { text: ' is built by …', found: false },
  ],
};
const TOLD: HitNotice = {
  language: 'en',
  banner: 'TLP:AMBER',
  notice: null,
  orders: [{ id: '00000000-0000-4000-8000-0000000000aa', mark: 'TLP:AMBER', title: 'Harbours', hits: [HIT] }],
  count: 1,
  hasMore: false,
};
const DESK = 'https://desk.example/';
const written = (told: Partial<HitNotice> = {}, desk: string | undefined = DESK, subject = 'title' as const) =>
  hitNotice({ ...TOLD, ...told }, { desk, subject });

describe('a notice of hits in plain text', () => {
  it.each(['\n', '\r\n', '\u2028', '\u0085', '\v'])('lets no title make lines of its own by %j', (end) => {
    const fake = `News${end}${end}TLP:RED${end}${end}(TLP:RED) Other order`;
    const hit = { ...HIT, title: fake, source: fake, question: fake, reason: [{ text: fake, found: true }] };
    const { text } = written({ orders: [{ ...TOLD.orders[0]!, title: fake, hits: [hit] }] });
    expect(text.split('\n').filter((line) => /^ *TLP:RED$/.test(line))).toEqual([]);
    expect(text).toContain('(TLP:AMBER) News TLP:RED (TLP:RED) Other order');
  });

  it('stands between its banners, with marks, reason and address', () => {
    expect(written().text).toBe(`TLP:AMBER

1 new story.

(TLP:AMBER) Harbours

- (TLP:GREEN) A new quay
  C: Who builds the quay? (also A, D) — Harbour Times, 2026-11-29
  … the ‹quay› is built by …
  https://desk.example/triage?hit=00000000-0000-4000-8000-000000000001

The queue: https://desk.example/triage

You get this since you chose to be told of new hits; change it in your
settings under “Notices”.

TLP:AMBER
`);
  });

  it('says how many are not listed, and has no address where the desk has none', () => {
    const { text } = hitNotice({ ...TOLD, count: 41, hasMore: true }, { desk: undefined, subject: 'title' });
    expect(text).toContain('More than 41 new stories.');
    expect(text).toContain('More than 40 more in the queue.');
    expect(text).not.toContain('http');
  });

  it('speaks French', () => {
    const { text, subject, html } = written({ language: 'fr', count: 3 });
    expect(subject).toBe('TLP:AMBER – 3 nouvelles affaires\u00a0: Harbours');
    expect(text).toContain('2 de plus dans la file.');
    expect(html).toContain('<html lang="fr">');
  });
});

describe('the subject of a notice', () => {
  const notice = 'REPLAY – NOT CLASSIFIED';
  it.each([
    ['title', 'REPLAY – NOT CLASSIFIED – TLP:AMBER – 1 new story: Harbours'],
    ['banner', 'REPLAY – NOT CLASSIFIED – TLP:AMBER – 1 new story'],
    ['nothing', 'REPLAY – NOT CLASSIFIED – New hits'],
  ] as const)('tells the %s', (subject, said) => {
    expect(hitNotice({ ...TOLD, notice }, { desk: DESK, subject }).subject).toBe(said);
  });

  it('is one line that is not too long, whatever the order is called', () => {
    const [order] = TOLD.orders;
    const title = `Bcc: all@example.org\r\n\u202e${'x'.repeat(400)}`;
    const { subject } = written({ orders: [{ ...order!, title }] });
    expect(subject).not.toMatch(/[\r\n\u202e]/);
    expect([...subject].length).toBeLessThanOrEqual(200);
  });
});

describe('a notice of hits as a page', () => {
  it('lets no text from outside become markup', () => {
    const [order] = TOLD.orders;
    const evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\u202e';
    const hit = { ...HIT, title: evil, source: evil, question: evil, reason: [{ text: evil, found: true }] };
    const { html, text } = written({ orders: [{ ...order!, title: evil, hits: [hit] }], banner: evil, notice: evil });
    expect(html).not.toMatch(/<script|<img|\u202e/);
    expect(html.match(/&#60;script/g)!.length).toBeGreaterThanOrEqual(5);
    expect(text).not.toContain('\u202e');
  });

  it('tells nothing but that there is something where no order may be told', () => {
    const silent = hitNotice({ ...TOLD, orders: [], banner: '', count: 7 }, { desk: DESK, subject: 'title' });
    expect(silent.subject).toBe('New hits');
    expect(silent.text).toBe(`There is something new in the queue for you. Sign in to see it.

The queue: https://desk.example/triage

You get this since you chose to be told of new hits; change it in your
settings under “Notices”.
`);
    expect(silent.html).not.toMatch(/7|Harbours|TLP/);
  });
});
