import { describe, expect, it } from 'vitest';
import { orderText, writtenOrder } from '../../schema/wire/order.ts';
import { draftOf, emptyDraft, freeLetter, nameOf, tidied, writtenOf } from './draft.ts';

const EMPTY = { today: '2026-11-30', language: 'en', scheme: 'tlp' };
const CITES = { targets: [], sourceIds: [], recipientIds: [] };

describe('a draft', () => {
  it('begins with a window from today to three months on, one question, and no marking', () => {
    const draft = emptyDraft(EMPTY);
    expect(draft).toMatchObject({ from: '2026-11-30', until: '2027-03-02', marking: '', priority: 3 });
    expect(draft.questions).toMatchObject([{ letter: 'A', expressions: [{ language: 'en', source: '' }] }]);
  });

  it('is sent as the API takes it, without what was not said', () => {
    const [question] = emptyDraft(EMPTY).questions;
    const draft = {
      ...emptyDraft(EMPTY),
      ...{ id: 'a', title: 'A', purpose: 'p', marking: 'TLP:GREEN', isEndUnknown: true },
      events: [{ key: '1', date: '', title: ' ' }],
      questions: [{ ...question!, wording: 'What?' }],
    };
    const written = writtenOf(tidied(draft));
    expect(() => writtenOrder.parse(written)).not.toThrow();
    expect(written.order).toEqual({
      ...{ id: 'a', title: 'A', purpose: 'p', marking: 'TLP:GREEN', priority: 3, replay: false },
      window: { from: '2026-11-30', until: 'unknown' },
      disciplines: ['open-web', 'documents'],
      ...{ events: [], targets: [], recipients: [], unknowns: [] },
      questions: [{ letter: 'A', wording: 'What?', expressions: [] }],
    });
  });

  it('keeps its lines in the places in which they are sent, and one to write on', () => {
    const [question] = emptyDraft(EMPTY).questions;
    const [blank] = question!.expressions;
    const filled = { ...blank!, key: 'x', language: 'fr', source: 'port' };
    const tidy = (expressions: (typeof filled)[]) =>
      tidied({ ...emptyDraft(EMPTY), questions: [{ ...question!, expressions }] }).questions[0]!.expressions;
    expect(tidy([blank!, filled])).toEqual([filled]);
    expect(tidy([blank!, { ...blank!, key: 'y' }])).toEqual([blank]);
  });

  it('gives back what it was made of', () => {
    const order = orderText.parse({
      ...{ id: 'a', title: 'A', purpose: 'p', background: 'b', legalBasis: 'l', requestedBy: 'r', priority: 1 },
      ...{ replay: true, window: { from: '2026-01-01' }, marking: 'S', markingReason: 'm', disciplines: ['people'] },
      events: [{ date: '2026-01-02', title: 'vote' }],
      targets: [{ letter: 'A', target: 'mayor', marking: 'S', note: 'n', necessity: 'w' }],
      questions: [
        {
          ...{ letter: 'B', wording: 'w', marking: 'U', neededBy: '2026-01-03' },
          expressions: [{ language: 'fr', source: 'port' }],
          threshold: { amount: '1M EUR', list: ['x'], significance: 's' },
        },
      ],
      recipients: [{ name: 'n', address: 'a@example.org' }],
      ...{ necessity: 'y', sensitive: ['health'], unknowns: ['u'] },
    });
    const whole = { order, scheme: 'us-capco', needToKnow: [['a', 'b']], cites: CITES };
    const { scheme, needToKnow } = whole;
    expect(writtenOf(draftOf(whole))).toEqual({ order, scheme, needToKnow, sourceIds: [], recipientIds: [] });
  });

  it('finds a name in a title, and a letter that is free', () => {
    expect(nameOf('  Élections : 2027 & après! ')).toBe('elections-2027-apres');
    expect(freeLetter([{ letter: 'A' }, { letter: 'C' }])).toBe('B');
    expect(freeLetter([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => ({ letter })))).toBe('A1');
  });
});
