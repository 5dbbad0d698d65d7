import { describe, expect, it } from 'vitest';
import { NOTE_TOKEN_BYTES, noteToken, noteTokensIn, withoutNoteTokens } from './note-token.ts';

const token = noteToken(Uint8Array.from({ length: NOTE_TOKEN_BYTES }, (_, at) => at * 9));

describe('the token of a task', () => {
  it('is found in a subject, whatever stands around it', () => {
    expect(token).toMatch(/^note-[a-z2-7]{26}$/);
    expect(noteTokensIn(`Re: [${token.toUpperCase()}] the harbour (${token})`)).toEqual([token]);
  });

  it('is nothing shorter, longer or other', () => {
    for (const text of [token.slice(0, -1), `${token}a`, `x${token}`, `note-${'1'.repeat(26)}`, 'note-'])
      expect(noteTokensIn(text)).toEqual([]);
  });

  it('is taken out of what is kept', () => {
    expect(withoutNoteTokens(`[${token}] The harbour (${token})`)).toBe('The harbour');
    const address = `mailto:desk@x.example?subject=%5B${token}%5D`;
    expect(withoutNoteTokens(`${address} _${token}_`)).toBe('mailto:desk@x.example?subject= __');
  });
});
