import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codesListed } from '../../../test/support/codes.ts';
import { listFiles, ROOT } from '../../../test/support/source-file.ts';
import { Refused } from '../wire/ask.ts';
import { NoPasskey } from '../wire/passkeys.ts';
import { en } from '../words/en.ts';
import { fr } from '../words/fr.ts';
import { refusalInWords } from './refusal-in-words.ts';

/** Written by the browser itself. */
const OWN = ['unreachable', 'fault'];
/** Their sentence says what of the text is wrong, or they are met on the command line or by programs alone. */
const BY_THE_DESK =
  /^(?:account-which|audit-|clearance-|desk-|document-(?:known|language|media|portion|too)|hit-|identity-key|informant-|listen-|note-|operator-|order-|person-|port-|quarantined-|question-|recipient-|request-invalid|sealing-|search-|set-up-|setting-|source-(?:kind|disc|opt|rel|status)|story-|target-|task-)/;

const listed = new Set(codesListed(readFileSync(join(ROOT, 'docs/errors.md'), 'utf8')));
const text = ['src/actions', 'src/api']
  .flatMap((folder) => listFiles(folder))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');
const answered = [...text.matchAll(/new Refusal\(\s*'[a-z-]+',\s*'([a-z-]+)'/g)].map(([, code]) => code!);

function refused(code: string): Refused {
  return new Refused({
    type: `urn:vigie:problem:${code}`,
    title: 'x',
    status: 400,
    detail: 'As the desk says it.',
    code,
  });
}

describe('a refusal', () => {
  it('has French words for every code that a route answers and a person meets', () => {
    expect(answered.length).toBeGreaterThan(100);
    const missing = answered.filter((code) => !(code in fr.refusals) && !BY_THE_DESK.test(code));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('has words for codes alone that there are', () => {
    expect(Object.keys(fr.refusals).filter((code) => !listed.has(code) && !OWN.includes(code))).toEqual([]);
  });

  it('comes as the desk said it where there are no words', () => {
    expect(refusalInWords(refused('order-expression'), fr)).toBe('As the desk says it.');
    expect(refusalInWords(refused('way-in-last'), en)).toBe('As the desk says it.');
    expect(refusalInWords(refused('way-in-last'), fr)).toMatch(/^C’est votre dernier moyen/);
    expect(refusalInWords(new NoPasskey('x'), fr)).toBe('Le navigateur n’a pas donné de clé d’accès.');
  });
});
