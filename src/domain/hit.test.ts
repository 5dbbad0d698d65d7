import { describe, expect, it } from 'vitest';
import { type JudgementChange, type PastChange, settleJudgement, undo } from './hit.ts';

function judged(judgement: JudgementChange['judgement'], undoes?: number): JudgementChange {
  return { judgement, credibility: null, note: null, ...(undoes !== undefined && { undoes }) };
}

function historyOf(...changes: readonly unknown[]): PastChange[] {
  return changes.map((change, index) => ({ place: index + 1, change }));
}

describe('undoing', () => {
  it('puts back the judgement before the last one, and at first none', () => {
    const both = historyOf(judged('to-verify'), judged('relevant'));
    expect(undo(both, 2)).toEqual(judged('to-verify', 2));
    expect(undo(both.slice(0, 1), 1)).toEqual(judged('new', 1));
  });

  it('goes further back each time, past what was undone and past what is no judgement', () => {
    const history = historyOf(
      { assigneeId: 'x' },
      judged('to-verify'),
      { snoozedUntil: null },
      judged('relevant'),
      {},
      judged('to-verify', 4),
    );
    expect(undo(history, 2)).toEqual(judged('new', 2));
    const gone = [...history, { place: 7, change: judged('new', 2) }];
    expect(() => undo(gone, 2)).toThrow(expect.objectContaining({ code: 'hit-nothing-to-undo' }));
    const anew = [...gone, { place: 8, change: judged('not-relevant') }];
    expect(undo(anew, 8)).toEqual(judged('new', 8));
  });

  it('is refused where another judgement came after', () => {
    const history = historyOf(judged('to-verify'), judged('relevant'));
    for (const place of [0, 1, 3]) {
      expect(() => undo(history, place)).toThrow(expect.objectContaining({ code: 'hit-moved' }));
    }
    expect(() => undo([], 1)).toThrow(expect.objectContaining({ code: 'hit-nothing-to-undo' }));
  });
});

describe('a judgement', () => {
  it('never takes a hit back to new', () => {
    expect(() => settleJudgement({ judgement: 'new' })).toThrow(expect.objectContaining({ code: 'hit-judgement' }));
  });
});
