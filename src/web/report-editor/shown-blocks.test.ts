import { describe, expect, it } from 'vitest';
import { markOf } from './shown-blocks.ts';

const HANDLING = { scheme: 'us-capco', marking: 'S' };
const source = (marking: string) => ({ title: 'x', source: null, marking: { scheme: 'us-capco', marking } });

describe('what a portion should be marked as', () => {
  it('is the least that covers what it cites, whatever stood before it', () => {
    const cited = [source('U'), source('C//NF')];
    expect(markOf({ mark: '', follows: 'S//NF', cited }, HANDLING)).toMatchObject({
      proposal: 'C//NF',
      state: 'unmarked',
    });
  });

  it('is the mark before it where it cites nothing, and is never taken by itself', () => {
    expect(markOf({ mark: '', follows: 'S//NF' }, HANDLING)).toMatchObject({
      mark: '',
      proposal: 'S//NF',
      state: 'unmarked',
    });
    expect(markOf({ mark: '' }, HANDLING)).toMatchObject({ proposal: undefined, state: 'unmarked' });
  });

  it('covers what its words were marked as before they came together', () => {
    const parts = { mark: '', hint: 'U\nS//NF', follows: 'U', cited: [source('C')] };
    expect(markOf(parts, HANDLING).proposal).toBe('S//NF');
  });

  it('is told where a mark is below what is cited, or is none', () => {
    expect(markOf({ mark: 'U', cited: [source('S//NF')] }, HANDLING)).toMatchObject({
      proposal: 'S//NF',
      state: 'below',
    });
    expect(markOf({ mark: 'S//NF', cited: [source('U')] }, HANDLING)).toMatchObject({ state: 'marked' });
    expect(markOf({ mark: 'nonsense' }, HANDLING)).toMatchObject({ state: 'unreadable' });
  });

  it('is not proposed while it is not known how something is marked that it cites', () => {
    const cited = [source('U'), { title: 'new', source: null }];
    expect(markOf({ mark: '', follows: 'U', cited }, HANDLING).proposal).toBeUndefined();
  });
});
