import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './support/source-file.ts';

describe('the published engine of markings', () => {
  it('serves a program that imports vigie/markings and nothing else', () => {
    const program = join(ROOT, 'examples', 'markings', 'who-may-read.mjs');
    const out = execFileSync(process.execPath, [program], { encoding: 'utf8', cwd: ROOT });
    expect(out).toBe(
      [
        'SECRET//NOFORN',
        '  SECRET because portions 2 and 3 have S.',
        '  NOFORN because portion 3 has NF.',
        '',
        'analyst: SECRET//NOFORN',
        '  (U) The summit meets on Thursday.',
        '  (S//REL TO USA, GBR) The agenda has a fourth point.',
        '  (S//NF) This is who put it there.',
        '',
        'liaison: SECRET//REL TO USA, GBR',
        '  (U) The summit meets on Thursday.',
        '  (S//REL TO USA, GBR) The agenda has a fourth point.',
        '',
        'public: UNCLASSIFIED',
        '  (U) The summit meets on Thursday.',
        '',
      ].join('\n'),
    );
  });

  it('has its types beside it', () => {
    expect(existsSync(join(ROOT, 'dist', 'src', 'markings', 'index.d.ts'))).toBe(true);
  });
});
