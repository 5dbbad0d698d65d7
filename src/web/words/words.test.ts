import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, ROOT } from '../../../test/support/source-file.ts';
import { actionsEn } from './actions-en.ts';
import { actionsFr } from './actions-fr.ts';

const text = listFiles('src/actions')
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');
// Of an act, and not what somebody may do with what carries a marking.
const actions = [...new Set([...text.matchAll(/^\s+action: '([a-z-]+)',$/gm)].map(([, code]) => code!))];

describe('French', () => {
  it('holds its signs together with what they belong to', () => {
    const files = listFiles('src/web/words').filter((path) => /fr\.ts$/.test(path));
    const loose = files.flatMap((path) =>
      readFileSync(join(ROOT, path), 'utf8')
        .split('\n')
        .filter((line) => !/^\s*(?:\/\*\*|\*|\/\/)/.test(line))
        .flatMap((line) => line.replace(/\$\{[^}]*\}/g, '').match(/'[^']*'|`[^`]*`/g) ?? [])
        .filter((text) => / [:;!?»]|« /.test(text))
        .map((text) => `${path}: ${text}`),
    );
    expect(files.length).toBeGreaterThan(10);
    expect(loose).toEqual([]);
  });
});

describe('the words of the log', () => {
  it('are there for every act, in both languages', () => {
    expect(actions.length).toBeGreaterThan(80);
    expect(actions.filter((code) => !(code in actionsEn))).toEqual([]);
    expect(actions.filter((code) => !(code in actionsFr))).toEqual([]);
    expect(Object.keys(actionsFr)).toEqual(Object.keys(actionsEn));
  });
});
