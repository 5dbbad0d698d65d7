import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosave } from './autosave.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A desk that answers when it is told to. */
function desk() {
  const sent: { text: string; place: number; answer(): void; refuse(why: string): void }[] = [];
  const autosave = new Autosave<string, number>({
    kept: '',
    place: 1,
    save: (text, place) =>
      new Promise((resolve, reject) => {
        sent.push({ text, place, answer: () => resolve(place + 1), refuse: (why) => reject(new Error(why)) });
      }),
    meaning: ({ message }) => message as 'conflict' | 'again' | 'refused',
    changed: () => undefined,
  });
  const pause = (milliseconds = 2000) => vi.advanceTimersByTimeAsync(milliseconds);
  return { sent, autosave, pause, texts: () => sent.map(({ text }) => text) };
}

describe('what is written', () => {
  it('is saved a while after the last change, once', async () => {
    const { autosave, pause, texts, sent } = desk();
    for (const text of ['a', 'ab', 'abc']) autosave.write(text);
    expect(autosave.state.kind).toBe('changed');
    await pause();
    expect(texts()).toEqual(['abc']);
    expect(autosave.isKept).toBe(false);
    sent[0]!.answer();
    await pause();
    expect([autosave.state.kind, autosave.isKept, autosave.place]).toEqual(['saved', true, 2]);
  });

  it('is saved in its turn while another save is under way, over what that one came to', async () => {
    const { autosave, pause, sent } = desk();
    autosave.write('a');
    await pause();
    autosave.write('ab');
    await pause();
    expect(sent).toHaveLength(1);
    sent[0]!.answer();
    await pause();
    expect(sent.map(({ text, place }) => [text, place])).toEqual([
      ['a', 1],
      ['ab', 2],
    ]);
  });

  it('is not sent where it is again as it was kept', async () => {
    const { autosave, pause, sent } = desk();
    autosave.write('a');
    autosave.write('');
    await pause();
    expect([sent.length, autosave.state.kind]).toEqual([0, 'saved']);
  });

  it('is tried again where the desk could not be reached, and is not where it was refused', async () => {
    const { autosave, pause, sent } = desk();
    autosave.write('a');
    await pause();
    sent[0]!.refuse('again');
    await pause(1);
    expect(autosave.state).toMatchObject({ kind: 'failed', isTriedAgain: true });
    await pause(7000);
    sent[1]!.refuse('refused');
    await pause(60_000);
    expect(sent).toHaveLength(2);
    expect([autosave.state.kind, autosave.isKept]).toEqual(['failed', false]);
    autosave.write('ab');
    await pause();
    expect(sent[2]!.text).toBe('ab');
  });

  it('waits where somebody else wrote, and goes over it only when that is said', async () => {
    const { autosave, pause, sent } = desk();
    autosave.write('a');
    await pause();
    sent[0]!.refuse('conflict');
    await pause();
    autosave.write('ab');
    await pause(60_000);
    await autosave.flush();
    expect([sent.length, autosave.state.kind]).toEqual([1, 'conflict']);
    void autosave.goOnOver(7);
    await pause(1);
    expect(sent[1]).toMatchObject({ text: 'ab', place: 7 });
  });

  it('is saved at once where somebody leaves', async () => {
    const { autosave, sent } = desk();
    autosave.write('a');
    const left = autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    sent[0]!.answer();
    await left;
    expect(autosave.isKept).toBe(true);
  });
});
