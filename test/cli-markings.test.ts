import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../src/cli/program.ts';
import type { Terminal } from '../src/cli/terminal.ts';
import { readReaderFile } from '../src/schema/read-reader-file.ts';
import { readerFileJsonSchema } from '../src/schema/reader-file.ts';
import { ROOT } from './support/source-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-markings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function vigie(words: readonly string[], input = '', terminal: Partial<Terminal> = {}) {
  const written = { out: '', error: '' };
  const write = (stream: 'out' | 'error') => (text: string) => {
    written[stream] += text.replaceAll(`${folder}/`, '');
  };
  const plain = { isInteractive: false, showsProgress: false, hasColour: false, errorHasColour: false, width: 80 };
  const own = { ...plain, ...terminal, out: write('out'), error: write('error') };
  const status = await run(words, own, Readable.from([Buffer.from(input)], { objectMode: false }));
  return { status, ...written };
}

const records = (out: string): Record<string, unknown>[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const example = (name: string): string => join(ROOT, 'examples', 'france-2012', name);

describe('vigie mark check', () => {
  it('tells of each line its form, whether it is valid, and its canonical form', async () => {
    const { status, out, error } = await vigie(
      ['mark', 'check'],
      '(S//NF)\nSECRET//NOFORN\n\n(s//nf)\nTLP:AMBER\nfoo\n',
    );
    const told = records(out).map(({ input, form, valid, canonical }) => [input, form, valid, canonical]);
    expect(told).toEqual([
      ['(S//NF)', 'portion', true, 'S//NF'],
      ['SECRET//NOFORN', 'banner', true, 'SECRET//NOFORN'],
      ['(s//nf)', 'portion', false, 'S//NF'],
      ['TLP:AMBER', 'banner', true, 'TLP:AMBER'],
      ['foo', 'portion', false, null],
    ]);
    expect([status, error]).toEqual([1, '1 empty line skipped.\n']);
  });

  it('gives findings with their place in the line, parentheses counted', async () => {
    const { out } = await vigie(['mark', 'check'], '(S//REL TO USA,GBR)\n');
    expect(records(out)[0]!['findings']).toEqual([
      expect.objectContaining({ code: 'capco-list', severity: 'error', span: { start: 11, end: 18 }, rule: 'G4' }),
    ]);
  });

  it('reads everything by the scheme that is asked for', async () => {
    const { status, out } = await vigie(['mark', 'check', '--scheme', 'desk'], 'DESK\n(P)\nTLP:RED\n');
    expect(records(out).map(({ form, valid }) => [form, valid])).toEqual([
      ['banner', true],
      ['portion', true],
      expect.arrayContaining([false]),
    ]);
    expect(status).toBe(1);
  });

  it('reads by the manual of 2012 where that is asked for', async () => {
    const { status, out } = await vigie(['mark', 'check', '--profile', 'us-dodm-2012'], 'TOP SECRET//NF\n');
    expect([status, records(out)[0]!['canonical']]).toEqual([0, 'TOP SECRET//NOFORN']);
    const refused = await vigie(['mark', 'check', '--profile', 'us-dodm-2012', '--scheme', 'tlp']);
    expect([refused.status, refused.error]).toEqual([2, expect.stringContaining('(cli-profile-scheme)')]);
  });

  it('shows carets to a person, and keeps control characters off the terminal', async () => {
    const { out } = await vigie(['mark', 'check'], '(S//N\u001b[31mF)\n(s)\n', { isInteractive: true });
    expect(out).not.toContain('\u001b');
    expect(out).toContain('✗ (s)  portion  → S\n    error: A marking is written in capitals.');
    expect(out).toContain('      (s)\n       ^\n');
  });

  it('ends with 2 where a file cannot be read, and reads the others', async () => {
    const { status, out, error } = await vigie(['mark', 'check', join(folder, 'none.txt'), file('m.txt', '(U)\n')]);
    expect([status, records(out).length, error]).toEqual([2, 1, expect.stringContaining('none.txt: error: ')]);
  });

  it('refuses a scheme that is not there, and says which are', async () => {
    const { status, error } = await vigie(['mark', 'check', '--scheme', 'nato']);
    expect([status, error]).toEqual([2, expect.stringMatching(/us-capco, tlp, desk\. \(marking-unknown-scheme\)/)]);
  });
});

describe('a register of one’s own', () => {
  const register = join(ROOT, 'src', 'markings', 'registers', 'notional.json');

  it('is used with --register by every command of marks', async () => {
    const check = await vigie(['mark', 'check', '--register', register], 'H//QZ-FLT ABC//HO\nS//NF\n');
    expect(check.status).toBe(1);
    const lines = check.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { valid: boolean; canonical: string | null });
    expect(lines.map(({ valid, canonical }) => [valid, canonical])).toEqual([
      [true, 'H//QZ-FLT ABC//HO'],
      [false, null],
    ]);
    const rolled = await vigie(['mark', 'roll-up', '--register', register], '["G//SHARE WITH XAR, XBO","O//ST"]\n');
    expect(JSON.parse(rolled.out)).toMatchObject({ banner: 'GUARDED//HOUSE ONLY' });
    const explained = await vigie(['mark', 'explain', '(G//HO)', '--register', register]);
    expect(explained.out).toContain('G stands for GUARDED');
    const other = await vigie(['mark', 'check', '--register', register, '--scheme', 'tlp'], 'TLP:RED\n');
    expect(other.status).toBe(0);
  });

  it('is refused with what is wrong in it', async () => {
    const broken = await vigie(['mark', 'check', '--register', file('broken.json', '{"grammar":"us-capco"}')], 'S\n');
    expect([broken.status, broken.error]).toEqual([2, expect.stringContaining('register-file')]);
    const missing = await vigie(['mark', 'explain', 'S', '--register', join(folder, 'none.json')]);
    expect([missing.status, missing.error]).toEqual([2, expect.stringContaining('register-unreadable')]);
  });
});

describe('vigie mark roll-up', () => {
  it('prints the banner of each line in the order of the lines', async () => {
    const lines = ['["S//NF","U"]', '["U","(C)"]', '["S//NF","U"]'];
    const { status, out } = await vigie(['mark', 'roll-up'], `${lines.join('\n')}\n`);
    expect(records(out).map(({ banner, portion }) => [banner, portion])).toEqual([
      ['SECRET//NOFORN', 'S//NF'],
      ['CONFIDENTIAL', 'C'],
      ['SECRET//NOFORN', 'S//NF'],
    ]);
    expect(status).toBe(0);
  });

  it('takes the list of a bare REL from the banner, and says what to give where there is none', async () => {
    const input = '{"portions":["S//REL"],"banner":"SECRET//REL TO USA, FVEY"}\n["S//REL"]\n';
    const { status, out } = await vigie(['mark', 'roll-up'], input);
    const [given, missing] = records(out);
    expect(given!['banner']).toBe('SECRET//REL TO USA, FVEY');
    expect(missing).toMatchObject({ banner: null, portion: null, findings: [{ code: 'capco-list-missing' }] });
    expect(JSON.stringify(missing)).toContain('Give the line as');
    expect(status).toBe(1);
  });

  it.each([
    ['["S//FOUO","U"]', 'capco-level', 1],
    ['["garbage"]', 'marking-lower-case', 1],
    ['[]', 'mark-no-portions', 1],
    ['{"portions":["U"],"banner":"FOO"}', 'mark-bad-banner', 1],
    ['nonsense', 'mark-bad-line', 2],
    ['{"portions":[1]}', 'mark-bad-line', 2],
    ['{"portions":["U"],"banner":5}', 'mark-bad-line', 2],
  ])('has no banner for %s', async (line, code, status) => {
    const result = await vigie(['mark', 'roll-up'], `${line}\n["U"]\n`);
    const [wrong, right] = records(result.out);
    expect(wrong!['banner']).toBeNull();
    expect((wrong!['findings'] as { code: string }[])[0]!.code).toBe(code);
    expect([right!['banner'], result.status]).toEqual(['UNCLASSIFIED', status]);
  });

  it('rolls up labels of TLP', async () => {
    const { out } = await vigie(['mark', 'roll-up', '--scheme', 'tlp'], '["TLP:GREEN","TLP:RED"]\n');
    expect(records(out)[0]!['banner']).toBe('TLP:RED');
  });
});

describe('vigie mark explain', () => {
  it('says what a mark means, its other form, and what is wrong', async () => {
    const { status, out } = await vigie(['mark', 'explain', '(S//NF)']);
    expect(status).toBe(0);
    expect(out).toContain(
      'NF (not releasable to foreign nationals): only for nationals of USA who work for a body of USA.',
    );
    expect(out).toContain('Banner line:  SECRET//NOFORN\n');
    const wrong = await vigie(['mark', 'explain', 'S//FOUO']);
    expect([wrong.status, wrong.out]).toEqual([1, expect.stringContaining('   ^^^^\n')]);
    expect((await vigie(['mark', 'explain', '(S//REL)'])).out).toContain('Banner line:  none of its own');
  });

  it('says of each reader whether they may, and why not', async () => {
    const words = ['mark', 'explain', '(S//NF)', '--reader', example('readers.yaml')];
    const { out } = await vigie(words);
    const lines = out.replace(/\n {4}/g, ' ');
    expect(lines).toContain('(analysis-desk): may be shown it, and be given a copy.');
    expect(lines).toMatch(/\(reader-gbr\): may not be shown it, nor be given a copy: is not on the list/);
    expect(lines).toMatch(/\(public-reader\): .* is not cleared for the level and is not on the list/);
    const one = await vigie([...words, '--as', 'inspector']);
    expect([one.out.includes('inspector'), one.out.includes('analysis')]).toEqual([true, false]);
    const none = await vigie([...words, '--as', 'nobody']);
    expect([none.status, none.error]).toEqual([2, expect.stringContaining('(reader-unknown)')]);
  });

  it('grants nothing by a mark that is not valid', async () => {
    const words = ['mark', 'explain', '(U//NF', '--reader', example('readers.yaml'), '--as', 'analysis-desk'];
    const { status, out } = await vigie(words);
    expect([status, out]).toEqual([1, expect.stringContaining('may not, since the marking is not valid.')]);
  });
});

describe('vigie mark document', () => {
  it('lists the portions and what they come to, and says where the banner differs', async () => {
    const path = file('report.md', 'SECRET\n\n# (U) Title\n\nA. (S//NF) Words here\n\nSECRET\n');
    const { status, out } = await vigie(['mark', 'document', path]);
    expect(out).toContain('    3  U             Title\n    5  S//NF         Words here\n');
    expect(out).toContain('Banner by roll-up: SECRET//NOFORN\n  SECRET because portion 2 has S. [R1]\n');
    expect(out).toContain('Printed in line 7: SECRET\nWhat is printed differs from what the portions come to.\n');
    expect(status).toBe(1);
  });

  it('gives findings with line and column', async () => {
    const { status, out } = await vigie(['mark', 'document', file('bad.txt', '(U) a\n\n(S//FOUO) b\n\nc\n')]);
    expect(out).toMatch(/bad\.txt:3:5: error: .*\(capco-level\)/);
    expect(out).toMatch(/bad\.txt:5:1: error: .*\(portion-unmarked\)/);
    expect([status, out]).toEqual([
      1,
      expect.stringContaining('Banner by roll-up: none, until the marks are put right'),
    ]);
  });

  it('prints a line of JSON for each document', async () => {
    const path = file('page.html', '<html><body><article><p>(U) Some words here.</p></article></body></html>');
    const { status, out } = await vigie(['mark', 'document', '--format', 'jsonl', path]);
    expect(records(out)).toMatchObject([
      { banner: 'UNCLASSIFIED', differs: false, printed: [], portions: [{ mark: 'U' }] },
    ]);
    expect(status).toBe(0);
  });

  it('finds no marks where there are none, and cannot read what is no text', async () => {
    expect(await vigie(['mark', 'document', '-'], 'Plain (c) text.')).toMatchObject({
      status: 0,
      out: 'stdin: no marks of us-capco in 1 block of text.\n',
    });
    const { status, error } = await vigie(['mark', 'document', file('a.pdf', '%PDF-1.4')]);
    expect([status, error]).toEqual([2, expect.stringContaining('(mark-no-text)')]);
    expect((await vigie(['mark', 'document', join(folder, 'none.md')])).error).toContain('(mark-unreadable)');
  });

  const excerpts = join(ROOT, '..', 'shared', 'data', 'orders', 'tasking-excerpts.txt');
  it.skipIf(!existsSync(excerpts))('reads the released orders (skipped where ../shared is missing)', async () => {
    const { status, out } = await vigie(['mark', 'document', excerpts]);
    expect([status, out]).toEqual([0, expect.stringContaining('NOFORN because portions 1 to 9 have NF.')]);
  });
});

describe('vigie report cut', () => {
  const cut = (as: string) =>
    vigie(['report', 'cut', example('report.md'), '--reader', example('readers.yaml'), '--as', as]);

  it.each([
    ['analysis-desk', 'SECRET//NOFORN', ['François Bayrou', 'Jordan', 'Hollande was elected'], []],
    ['inspector', 'SECRET//NOFORN', ['François Bayrou'], []],
    [
      'reader-gbr',
      'SECRET//REL TO USA, AUS, CAN, GBR, NZL',
      ['C. (S//REL', 'Jordan', '[^3]: (U)'],
      ['Bayrou', 'NF', 'D. '],
    ],
    [
      'reader-fra',
      'UNCLASSIFIED',
      ['A. (U) Two', 'Hollande was elected'],
      ['Jordan', 'Bayrou', 'REL TO', 'Contracts', '[^2]'],
    ],
    ['public-reader', 'UNCLASSIFIED', ['excluded Areva'], ['Jordan', 'Question', 'S//']],
  ])('gives %s the copy under %s', async (reader, banner, held, hidden) => {
    const { status, out, error } = await cut(reader);
    expect([status, error]).toEqual([0, '']);
    const lines = out.trimEnd().split('\n');
    const head = ['REPLAY – NOT CLASSIFIED', '', banner, '', 'REPLAY – NOT CLASSIFIED'];
    expect([lines.slice(0, 5), lines.slice(-5)]).toEqual([head, head]);
    for (const words of held) expect(out).toContain(words);
    for (const words of hidden) expect(out).not.toContain(words);
  });

  it('prints nothing where nothing may be released', async () => {
    const path = file('hidden.md', 'SECRET//NOFORN\n\n# (U) Title\n\n(S//NF) Words.\n');
    const words = ['--reader', example('readers.yaml'), '--as', 'reader-fra'];
    const hidden = await vigie(['report', 'cut', path, ...words]);
    expect(hidden).toEqual({ status: 1, out: '', error: 'Nothing in this report can be released to this reader.\n' });
    expect(await vigie(['report', 'cut', '-', ...words])).toEqual(hidden);
  });

  it('refuses a report with unmarked parts, and lists them all', async () => {
    const path = file('unmarked.md', '# Title\n\n(U) a\n\n- b\n');
    const { status, out, error } = await vigie([
      'report',
      'cut',
      path,
      '--reader',
      example('readers.yaml'),
      '--as',
      'inspector',
    ]);
    expect([status, out]).toEqual([2, '']);
    expect(error).toContain(
      'unmarked.md:1:1: error: This heading carries no mark; unmarked is not unclassified. (report-unmarked)',
    );
    expect(error).toContain('unmarked.md:5:1: error: This list item carries no mark');
    expect(error).toContain('There are 2 errors in the report, so nothing was cut. (report-has-errors)');
  });

  it('asks which reader is meant, and tells what is wrong with the reader file', async () => {
    const which = await vigie(['report', 'cut', example('report.md'), '--reader', example('readers.yaml')]);
    expect([which.status, which.error]).toEqual([
      2,
      expect.stringMatching(/--as with one of analysis-desk, .*\(reader-which\)/),
    ]);
    const path = file('wrong.yaml', 'reader:\n  id: a\n  levels: { us-capco: SECRET }\n');
    const wrong = await vigie(['report', 'cut', example('report.md'), '--reader', path]);
    expect(wrong.error).toMatch(
      /wrong\.yaml:3:\d+: error: “reader.levels.us-capco” must be one of .*\(reader-file-invalid\)/,
    );
    expect(wrong.error).toContain('(reader-file-has-errors)');
    const missing = await vigie(['report', 'cut', example('report.md'), '--reader', join(folder, 'none.yaml')]);
    expect([missing.status, missing.error]).toEqual([2, expect.stringContaining('(reader-file-unreadable)')]);
  });

  it('takes an instant with its zone only', async () => {
    const { status, error } = await vigie(['report', 'cut', 'x.md', '--reader', 'y', '--now', '2026-11-20']);
    expect([status, error]).toEqual([2, expect.stringContaining('Give an instant with its zone')]);
  });
});

describe('the reader file', () => {
  const page = readFileSync(join(ROOT, 'docs', 'reader-file.md'), 'utf8');

  it('has an example that is right, and every field described', () => {
    const source = /^```yaml\n([\s\S]*?)^```$/m.exec(page)![1]!;
    const { readers, findings } = readReaderFile(source);
    expect(findings).toEqual([]);
    for (const field of Object.keys(readers[0]!)) expect(page).toContain(`\`${field}\``);
  });

  it('has the schema that is printed and that stands beside the page', async () => {
    const { out } = await vigie(['reader', 'schema']);
    expect(JSON.parse(out)).toEqual(readerFileJsonSchema());
    expect(out).toBe(readFileSync(join(ROOT, 'docs', 'reader-file.schema.json'), 'utf8'));
  });
});
