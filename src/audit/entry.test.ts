import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from './bytes.ts';
import { type AuditEntry, checkEntry, commit, LONGEST_LEAF, leafBytes, readEntry } from './entry.ts';
import type { Mac } from './primitives.ts';

const mac: Mac = { hmacSha256: (key, data) => new Uint8Array(createHmac('sha256', key).update(data).digest()) };
const salt = new Uint8Array(16).fill(7);

const entry: AuditEntry = {
  v: 1,
  at: '2026-11-20T08:15:00.000Z',
  actor: '018f3c2a-7b1c-7d20-9c55-0242ac120002',
  action: 'report-release',
  outcome: 'done',
  objects: [{ noun: 'report', id: 'd41d8cd98f00b204e9800998ecf8427e' }],
  labels: ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  reasons: ['allowed', 'second-person'],
  policy: '2026.11-2',
  commitments: { body: commit(mac, salt, utf8('the body')) },
};

describe('an audit entry', () => {
  it('is canonical JSON in UTF-8, and is read back', () => {
    const leaf = leafBytes(entry);
    expect(fromUtf8(leaf)).toBe(
      `{"action":"report-release","actor":"018f3c2a-7b1c-7d20-9c55-0242ac120002","at":"2026-11-20T08:15:00.000Z",` +
        `"commitments":{"body":"${entry.commitments['body']}"},` +
        `"labels":["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],` +
        `"objects":[{"id":"d41d8cd98f00b204e9800998ecf8427e","noun":"report"}],"outcome":"done","policy":"2026.11-2",` +
        `"reasons":["allowed","second-person"],"v":1}`,
    );
    expect(readEntry(leaf)).toEqual({ entry, findings: [] });
  });

  it('may have empty lists and no commitments', () => {
    expect(checkEntry({ ...entry, objects: [], labels: [], reasons: [], commitments: {} })).toEqual([]);
  });

  it.each(['2024-02-29T00:00:00.000Z', '2000-02-29T23:59:59.999Z', '2026-12-31T23:00:00.000Z'])('is of %s', (at) => {
    expect(checkEntry({ ...entry, at })).toEqual([]);
  });
});

/** What somebody might write into a field instead of an id, a code or a hash. */
const SECRET = 'Agent Kestrel meets at dawn';

describe('a field of an audit entry refuses', () => {
  it.each<[keyof AuditEntry, unknown]>([
    ['v', 0],
    ['v', '1'],
    ['v', undefined],
    ['at', '2026-11-20T08:15:00Z'],
    ['at', '2026-11-20T08:15:00.000+01:00'],
    ['at', '2026-11-20 08:15:00.000Z'],
    ['at', '2026-02-29T08:15:00.000Z'],
    ['at', '1900-02-29T08:15:00.000Z'],
    ['at', '2026-04-31T08:15:00.000Z'],
    ['at', '2026-13-01T08:15:00.000Z'],
    ['at', '2026-00-01T08:15:00.000Z'],
    ['at', '2026-01-00T08:15:00.000Z'],
    ['at', '2026-11-20T24:00:00.000Z'],
    ['at', '2026-11-20T08:60:00.000Z'],
    ['at', '2026-11-20T08:15:60.000Z'],
    ['at', '2026-11-20T08:15:00.000Z\n'],
    ['at', 0],
    ['actor', SECRET],
    ['actor', 'agent-kestrel'],
    ['actor', '018F3C2A-7B1C-7D20-9C55-0242AC120002'],
    ['actor', 'd41d8cd98f00b204'],
    ['actor', 'a'.repeat(65)],
    ['action', SECRET],
    ['action', 'Release'],
    ['action', '-release'],
    ['action', 'release--report'],
    ['action', 'a'.repeat(65)],
    ['outcome', 'maybe'],
    ['objects', [{ noun: 'report', id: SECRET }]],
    ['objects', [{ noun: SECRET, id: entry.actor }]],
    ['objects', [{ noun: 'report' }]],
    ['objects', [{ noun: 'report', id: entry.actor, title: SECRET }]],
    ['objects', ['report']],
    ['objects', { 0: entry.objects[0] }],
    ['labels', [SECRET]],
    ['labels', [entry.labels[0]?.toUpperCase()]],
    ['labels', [entry.labels[0], entry.labels[0]]],
    ['reasons', [SECRET]],
    ['reasons', ['allowed', 'allowed']],
    ['policy', SECRET],
    ['policy', ''],
    ['policy', 'a'.repeat(33)],
    ['commitments', { body: SECRET }],
    ['commitments', { body: 'dGhlIGJvZHk=' }],
    ['commitments', { [SECRET]: entry.commitments['body'] }],
    ['commitments', []],
  ])('%s: %j', (field, value) => {
    const findings = checkEntry({ ...entry, [field]: value });
    expect(findings.map(({ code }) => code)).toEqual(['audit-entry-field']);
    expect(findings[0]?.message).toContain(`The field ${field} `);
    expect(findings[0]?.message).not.toContain('Kestrel');
  });

  it.each(Object.keys(entry))('%s: nothing at all', (field) => {
    const { [field as keyof AuditEntry]: _, ...rest } = entry;
    expect(checkEntry(rest).map(({ code }) => code)).toEqual(['audit-entry-field']);
  });
});

describe('an audit entry is refused', () => {
  it('with a field that it does not have, whose name is not told', () => {
    const findings = checkEntry({ ...entry, [SECRET]: 1 });
    expect(findings.map(({ code }) => code)).toEqual(['audit-entry-unknown-field']);
    expect(findings[0]?.message).not.toContain('Kestrel');
  });

  it.each([null, [], 'text', 1, undefined])('when it is %j', (value) => {
    expect(checkEntry(value).map(({ code }) => code)).toEqual(['audit-entry-not-object']);
  });

  it('when it is of a later version, whatever else it holds', () => {
    expect(checkEntry({ v: 2 }).map(({ code }) => code)).toEqual(['audit-entry-version']);
  });

  it('before it is written', () => {
    const wrong = { ...entry, action: SECRET };
    expect(() => leafBytes(wrong)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'audit-entry-invalid' }));
    expect(() => leafBytes(wrong)).not.toThrow('Kestrel');
  });

  it('when a field is computed anew each time it is asked', () => {
    const computed = Object.defineProperty({ ...entry }, 'at', { get: () => entry.at, enumerable: true });
    expect(() => leafBytes(computed)).toThrow(expect.objectContaining({ code: 'audit-json-value' }));
  });

  it('with more bytes than a bundle holds, when written and when read', () => {
    const objects = Array.from({ length: 1200 }, () => ({ noun: 'report', id: entry.actor }));
    expect(() => leafBytes({ ...entry, objects })).toThrow(expect.objectContaining({ code: 'audit-entry-too-large' }));
    const codes = readEntry(new Uint8Array(LONGEST_LEAF + 1)).findings.map(({ code }) => code);
    expect(codes).toEqual(['audit-entry-too-large']);
  });

  it.each([
    ['white space', (text: string) => ` ${text}`, 'audit-json-not-canonical'],
    ['a second member of one name', (text: string) => text.replace('"v":1', '"v":1,"v":1'), 'audit-json-not-canonical'],
    ['free text', (text: string) => text.replace('report-release', SECRET), 'audit-entry-field'],
    ['too many levels', () => `${'['.repeat(70)}${']'.repeat(70)}`, 'audit-json-too-deep'],
    ['a prototype', () => '{"__proto__":1}', 'audit-json-proto'],
  ])('when its bytes hold %s', (_name, change, code) => {
    const reading = readEntry(utf8(change(fromUtf8(leafBytes(entry))!)));
    expect(reading.entry).toBeUndefined();
    expect(reading.findings.map((finding) => finding.code)).toEqual([code]);
  });
});

describe('a commitment', () => {
  it('is HMAC-SHA-256 under the salt (RFC 4231, test case 1)', () => {
    const key = new Uint8Array(20).fill(0x0b);
    expect(commit(mac, key, utf8('Hi There'))).toBe(
      Buffer.from('b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7', 'hex').toString('base64'),
    );
  });

  it('is another one under another salt or for another value', () => {
    const other = new Uint8Array(16).fill(8);
    const made = [commit(mac, salt, utf8('a')), commit(mac, other, utf8('a')), commit(mac, salt, utf8('b'))];
    expect(new Set(made).size).toBe(3);
  });

  it('is refused under a short salt', () => {
    expect(() => commit(mac, new Uint8Array(15), utf8('a'))).toThrow(
      expect.objectContaining({ code: 'audit-salt-too-short' }),
    );
  });
});
