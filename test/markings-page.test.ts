import { describe, expect, it } from 'vitest';
import { standardSchemes } from '../src/markings/standard-schemes.ts';
import { answerTo, EXAMPLE_KINDS, markingExamples } from './support/markings-examples.ts';

const examples = markingExamples();

describe('docs/markings.md', () => {
  it('has examples of each kind', () => {
    for (const kind of EXAMPLE_KINDS) {
      expect(examples.filter((example) => example.kind === kind).length, kind).toBeGreaterThan(5);
    }
  });

  for (const example of examples) {
    it(`says what the program says: ${example.kind} ${example.given}`, () => {
      const answer = answerTo(example, standardSchemes.scheme(example.scheme || 'us-capco'));
      // The form that would be right is told on the page where it helps.
      expect(example.said.includes(' : ') ? answer : answer.replace(/ : .*$/, '')).toBe(example.said);
    });
  }
});
