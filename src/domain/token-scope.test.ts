import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, ROOT } from '../../test/support/source-file.ts';
import { scopeOf } from './token-scope.ts';

/** Every action that the source names. */
const ACTIONS = [
  ...new Set(
    listFiles('src/actions').flatMap((path) =>
      [...readFileSync(join(ROOT, path), 'utf8').matchAll(/action: '([a-z-]+)'/g)].map((match) => match[1]!),
    ),
  ),
].sort();

describe('the scope of an act', () => {
  it('is to read for these actions and no others', () => {
    expect(ACTIONS.filter((action) => scopeOf(action, ['editor']) === 'read')).toEqual([
      ...[
        'back-fill-list',
        'change-list',
        'channel-list',
        'copy-answer-list',
        'copy-list',
        'copy-preview',
        'copy-read',
        'copy-read-file',

        'coverage-compare-read',
      ],
      ...['coverage-read', 'document-count', 'document-explain', 'document-list', 'document-list-editions'],
      ...[
        'document-read',
        'document-read-bytes',
        'document-search',
        'example-list',
        'feed-read',
        'filter-list',
        'group-list',
        'group-read',
      ],
      ...['hit-count', 'hit-explain', 'hit-explain-suggestion', 'hit-list', 'hit-read', 'ledger-read', 'log-prove'],
      ...[
        'log-read',
        'notice-list',
        'order-file-read',
        'order-list',
        'order-read',
        'order-version-list',
        'passkey-list',
      ],
      ...['quarantine-list', 'question-list', 'question-preview', 'reader-list', 'reader-read', 'recipient-list'],
      ...['recovery-code-count', 'release-list', 'release-preview', 'report-list', 'report-preview', 'report-read'],
      ...[
        'report-version-list',
        'session-list',
        'setting-list',
        'source-list',
        'source-read',
        'story-list-changes',
        'story-read',
      ],
      ...['target-list', 'target-read', 'task-list', 'task-list-notes', 'task-read', 'token-list', 'way-in-list'],
    ]);
  });

  it('is to administer where nobody else may', () => {
    expect(scopeOf('reader-read', ['administrator'])).toBe('administer');
    expect(scopeOf('sweep-erased', ['administrator', 'system'])).toBe('administer');
    expect(scopeOf('log-read', ['inspector'])).toBe('read');
  });

  it('is to write for what nobody thought of', () => {
    expect(scopeOf('document-spread', ['editor', 'administrator'])).toBe('write');
  });
});
