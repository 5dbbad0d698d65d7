import { describe, expect, it } from 'vitest';
import type { Citation, ReportPortion } from '../../schema/report-text.ts';
import { fieldsOf, writtenFrom } from './written-draft.ts';

const citation = (id: string): Citation => ({ id, documentId: `d-${id}`, reliability: 'B', credibility: 2 });
const fields = fieldsOf({
  ...{ title: 'T', titleMark: 'U', language: 'en', saysCut: false, portions: [], citations: [], answers: [] },
  handling: { scheme: 'us-capco', marking: 'S', needToKnow: [] },
});
const said = (id: string, ...ids: readonly string[]): ReportPortion => ({
  ...{ id, mark: 'U', kind: 'paragraph' },
  content: ids.map((one) => (one.startsWith('h') ? { kind: 'reference', id: one } : { kind: 'citation', id: one })),
});

describe('the report that is kept', () => {
  it('has the citations of its text, by first appearance, and no others', () => {
    const citations = new Map(['a', 'b', 'c'].map((id) => [id, citation(id)]));
    const body = { portions: [said('1', 'c'), said('2', 'a', 'c')], answers: [] };
    expect(writtenFrom({ fields, body, citations }).citations.map(({ id }) => id)).toEqual(['c', 'a']);
  });

  it('points to nothing that is not there', () => {
    const heading: ReportPortion = { id: 'h1', mark: 'U', kind: 'heading', level: 1, content: [] };
    const body = { portions: [heading, said('1', 'h1', 'h2', 'gone')], answers: [] };
    const { portions } = writtenFrom({ fields, body, citations: new Map() });
    expect(portions[1]!.content).toEqual([{ kind: 'reference', id: 'h1' }]);
  });

  it('is raised with a marking and a reason, or not at all', () => {
    const parts = { body: { portions: [], answers: [] }, citations: new Map() };
    const raisedTo = (marking: string, reason: string) =>
      writtenFrom({ ...parts, fields: { ...fields, raised: { marking, reason } } }).raised;
    expect([raisedTo('S', ''), raisedTo(' ', 'why')]).toEqual([undefined, undefined]);
    expect(raisedTo('S', 'Together they tell more.')).toEqual({ marking: 'S', reason: 'Together they tell more.' });
  });
});
