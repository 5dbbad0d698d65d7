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
/** They are met on the command line or by programs alone. */
const BY_THE_DESK =
  /^(?:audit-|desk-|duty-|document-(?:language|media|portion|too)|identity-key|informant-|listen-|note-|operator-|port-|quarantined-|sealing-|set-up-)/;

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

/** A case of a code stands behind a slash. */
function isUnheardOf(key: string): boolean {
  const code = key.split('/')[0]!;
  return !listed.has(code) && !OWN.includes(code);
}

describe('a refusal', () => {
  it('has French words for every code that a route answers and a person meets', () => {
    expect(answered.length).toBeGreaterThan(100);
    const known = { ...fr.findings, ...fr.refusals };
    const missing = answered.filter((code) => !(code in known) && !BY_THE_DESK.test(code));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('has words for codes alone that there are', () => {
    expect(Object.keys(fr.refusals).filter(isUnheardOf)).toEqual([]);
  });

  it('comes as the desk said it where there are no words', () => {
    expect(refusalInWords(refused('host-unheard-of'), fr)).toBe('As the desk says it.');
    expect(refusalInWords(refused('way-in-last'), en)).toBe('As the desk says it.');
    expect(refusalInWords(refused('way-in-last'), fr)).toMatch(/^C’est votre dernier moyen/);
    expect(refusalInWords(new NoPasskey('x'), fr)).toBe('Le navigateur n’a pas donné de clé d’accès.');
  });
});
