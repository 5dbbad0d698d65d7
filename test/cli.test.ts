import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../src/cli/program.ts';
import type { Terminal } from '../src/cli/terminal.ts';
import { growthOrder } from './support/growth-order.ts';
import { ROOT } from './support/source-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file into the folder of this test and returns its path. */
function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

interface Result {
  readonly status: number;
  readonly out: string;
  /** Standard error, with the folder of this test taken away. */
  readonly error: string;
}

async function vigie(
  words: readonly string[],
  options: { input?: string; terminal?: Partial<Terminal> } = {},
): Promise<Result> {
  const written = { out: '', error: '' };
  const terminal: Terminal = {
    out: (text) => {
      written.out += text;
    },
    error: (text) => {
      written.error += text;
    },
    isInteractive: false,
    showsProgress: false,
    hasColour: false,
    errorHasColour: false,
    width: 80,
    ...options.terminal,
  };
  const input = Readable.from(options.input === undefined ? [] : [Buffer.from(options.input)], { objectMode: false });
  const status = await run(words, terminal, input);
  return { status, out: written.out.replaceAll(`${folder}/`, ''), error: written.error.replaceAll(`${folder}/`, '') };
}

const ORDER = growthOrder(`    - letter: B
      wording: Which large sums are told with a contract?
      expression: { en: "contract AND amount >= 200M USD", fr: "contrat AND amount >= 200M USD" }
`);
const orders = file('orders/growth.yaml', ORDER);
const inside = file(
  'news/inside.md',
  '---\ntitle: A note\ndate: 2012-03-01\nlang: en\n---\nGrowth came back; a contract at €300m was signed.\n',
);
const outside = file('news/outside.md', '---\ntitle: Another\ndate: 2013-03-01\nlang: en\n---\nNo growth.\n');
const nothing = file('quiet.txt', 'Nothing of it.');

describe('vigie match', () => {
  it('prints order, question, date, title and the reason with the found words', async () => {
    const { status, out, error } = await vigie(['match', '--orders', orders, join(folder, 'news')]);
    expect(status).toBe(0);
    expect(out).toBe(
      [
        'date        order question  title, and below it why, with the ‹found words›',
        '2012-03-01  growth A        A note',
        '            ‹Growth› came back; a contract at €300m was signed.',
        '2012-03-01  growth B        A note',
        '            Growth came back; a ‹contract› at ‹€300m› was signed.',
        '',
      ].join('\n'),
    );
    expect(error).toBe(
      '2 hits in 1 of 2 documents, held against 2 questions of 1 order.\n' +
        '1 more hit lies outside the window of the order; --ignore-window shows them.\n',
    );
  });

  it('shows hits of any date with --ignore-window', async () => {
    const { out, error } = await vigie(['match', '--orders', orders, '--ignore-window', outside]);
    expect(out).toContain('2013-03-01  growth A        Another\n            No ‹growth›.\n');
    expect(error).toBe('1 hit in 1 of 1 document, held against 2 questions of 1 order.\n');
  });

  it('shows the parts of the question, and amounts as found and as converted, with --explain', async () => {
    const { out } = await vigie(['match', '--orders', orders, '--explain', inside]);
    expect(out).toContain('            ✓ growth  — Growth\n');
    expect(out).toMatch(
      / {12}✓ AND\n {14}✓ contract {2}— contract\n {14}✓ amount >= 200M USD {2}— €300m = 300M EUR = \d+\.?\d*M USD \(1 EUR = 1\.\d+ USD, the rate for 2012-03-01\)\n/,
    );
  });

  it('prints a line of JSON for each hit', async () => {
    const { out } = await vigie(['match', '--orders', orders, '--format', 'jsonl', inside]);
    const [first, second, ...more] = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(more).toEqual([]);
    expect(first).toEqual({
      order: 'growth',
      question: 'A',
      document: expect.stringContaining('inside.md'),
      date: '2012-03-01',
      title: 'A note',
      marking: 'TLP:CLEAR',
      spans: [{ field: 'text', start: 0, end: 6, text: 'Growth' }],
    });
    expect(second?.['spans']).toEqual([
      { field: 'text', start: 20, end: 28, text: 'contract' },
      { field: 'text', start: 32, end: 37, text: '€300m' },
    ]);
  });

  it('prints CSV with a header, and keeps formulas from running', async () => {
    const evil = file('evil.md', '---\ntitle: =1+1\ndate: 2012-03-01\n---\nSome growth.\n');
    const { out } = await vigie(['match', '--orders', orders, '--format', 'csv', evil]);
    expect(out).toBe(
      'order,question,document,date,title,marking,reason\r\n' +
        "growth,A,evil.md,2012-03-01,'=1+1,TLP:CLEAR,Some ‹growth›.\r\n",
    );
  });

  it('reads lines of JSON from standard input', async () => {
    const input = '{"id":"n1","title":"T","text":"growth"}\n{"id":"n2","title":"U","text":"other"}\n';
    const { status, out, error } = await vigie(['match', '--orders', orders], { input });
    expect(status).toBe(0);
    expect(out).toContain('no date     growth A        T\n');
    expect(error).toContain('1 hit in 1 of 2 documents');
  });

  it('says when there was nothing to read', async () => {
    const { status, error } = await vigie(['match', '--orders', orders]);
    expect(status).toBe(1);
    expect(error).toContain('There was nothing to read: give files, folders, or JSON lines on standard input.\n');
  });

  it('ends with 1 without a hit, and prints no header', async () => {
    expect(await vigie(['match', '--orders', orders, nothing])).toMatchObject({ status: 1, out: '' });
  });

  it('reads what can be read beside what is missing, and ends with 2', async () => {
    const { status, out, error } = await vigie(['match', '--orders', orders, join(folder, 'none.txt'), inside]);
    expect(status).toBe(2);
    expect(out).toContain('growth A');
    expect(error).toContain('none.txt: error: There is no file or folder “none.txt”. (extract-no-such-file)\n');
    expect(error).toContain('1 item could not be read; see above.\n');
  });

  it('matches nothing with order files that have errors, and says where they are', async () => {
    const bad = file('bad.yaml', ORDER.replace('expression: growth', 'expression: growth AND'));
    const { status, out, error } = await vigie(['match', '--orders', bad, inside]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(error).toBe(
      'bad.yaml:11:29: error: The expression ends where a word or a condition is expected. (query-unfinished)\n' +
        '  growth AND\n            ^\n' +
        'vigie: There is 1 error in the order files, so nothing was matched. (order-has-errors)\n',
    );
  });

  it.each([
    [['--orders', 'NONE', 'x'], 'vigie: There is no file or folder “NONE”. (extract-no-such-file)\n'],
    [['x'], "error: required option '--orders <path>' not specified\n(--help shows how it is used)\n"],
    [
      ['--orders', orders, '--explain', '--format', 'csv', 'x'],
      'vigie: A line of CSV has no room for --explain; take --format jsonl or table. (cli-explain-csv)\n',
    ],
    [
      ['--orders', orders, '--lang', 'english'],
      "error: option '--lang <code>' argument 'english' is invalid. A language is an ISO 639-1 code such as en or fr.\n(--help shows how it is used)\n",
    ],
    [
      ['--orders', orders, '--threads', '0'],
      "error: option '--threads <number>' argument '0' is invalid. Give a number from 1 to 64.\n(--help shows how it is used)\n",
    ],
    [
      ['--orders', orders, '--rates', 'NONE', 'x'],
      'vigie: The rates cannot be read from “NONE” (ENOENT); give a file in the layout of eurofxref-hist.csv. (rates-no-file)\n',
    ],
  ])('refuses %j with a sentence', async (words, sentence) => {
    expect(await vigie(['match', ...words])).toEqual({ status: 2, out: '', error: sentence });
  });

  it('refuses folders without orders', async () => {
    mkdirSync(join(folder, 'empty'), { recursive: true });
    const none = await vigie(['match', '--orders', join(folder, 'empty'), inside]);
    expect(none.error).toContain('There is no .yaml or .yml file in ');
    const only = file('only.yaml', 'targets:\n  - { id: x, name: X, kind: place }\n');
    expect((await vigie(['match', '--orders', only, inside])).error).toContain(
      'only targets; give the file or folder with “order:” as well. (order-none)\n',
    );
    const latin = file('latin.yaml', Uint8Array.of(0x6f, 0xe9));
    expect((await vigie(['match', '--orders', latin, inside])).error).toContain(
      'is not UTF-8; save it as UTF-8 text. (order-not-utf8)\n',
    );
  });

  it('uses the rates of a file', async () => {
    const rates = file('rates.csv', 'Date,USD\n2012-03-01,0.5\n');
    const { out } = await vigie(['match', '--orders', orders, '--rates', rates, inside]);
    expect(out).not.toContain('growth B');
  });

  it('colours only where there is colour', async () => {
    const { out } = await vigie(['match', '--orders', orders, inside], {
      terminal: { hasColour: true, isInteractive: true },
    });
    expect(out).toContain('\u001b[1;33mGrowth\u001b[0m came back');
    expect(out).not.toContain('‹');
  });

  it('takes the width of the terminal', async () => {
    const long = file(
      'long.md',
      `---\ntitle: Long\ndate: 2012-03-01\n---\n${'far away '.repeat(100)} growth ${'and on '.repeat(100)}\n`,
    );
    for (const width of [60, 90, 160, 400]) {
      const { out } = await vigie(['match', '--orders', orders, long], { terminal: { width, isInteractive: true } });
      const widest = Math.max(
        ...out
          .split('\n')
          .slice(1)
          .map((line) => line.replace(/[‹›]/g, '').length),
      );
      expect(widest).toBeLessThanOrEqual(Math.min(width, 160));
      expect(widest).toBeGreaterThan(Math.min(width, 160) - 20);
    }
  });

  it('lets nothing of a document move the cursor or turn the text', async () => {
    const text = 'growth \u001b[31m\u009b2J\u202eevil\u2066\u0007';
    const input = `${JSON.stringify({ id: 'e', title: `T\u001b]0;x\u0007 \u202e`, text })}\n`;
    for (const format of ['table', 'csv', 'jsonl']) {
      const { out } = await vigie(
        ['match', '--orders', orders, '--explain', '--format', format].filter(
          (word) => format !== 'csv' || word !== '--explain',
        ),
        { input },
      );
      expect(out).toContain('growth');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(out).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }
  });
});

describe('vigie order', () => {
  it('describes orders that are right', async () => {
    const { status, out, error } = await vigie(['order', 'check', orders]);
    expect(status).toBe(0);
    expect(out).toBe(
      'growth  Growth\n    marked TLP:CLEAR; from 2012-01-01 to 2012-12-31; draft; 0 targets\n' +
        '    A   What is said about growth? (en)\n    B   Which large sums are told with a contract? (en, fr)\n',
    );
    expect(error).toBe('1 order and 0 targets read: 0 errors, 0 warnings.\n');
  });

  it('ends with 2 and tells the place of what is wrong', async () => {
    const bad = file('wrong.yaml', ORDER.replace('marking: TLP:CLEAR', 'markings: TLP:CLEAR'));
    const { status, error } = await vigie(['order', 'check', bad]);
    expect(status).toBe(2);
    expect(error).toBe(
      'wrong.yaml:2:3: error: “order.marking” is missing: write the handling marking, such as S//NF or TLP:AMBER; it is never assumed. (order-file-invalid)\n' +
        'wrong.yaml:5:3: error: “markings” is no field of “order”; did you mean “marking”? (order-file-invalid)\n' +
        '0 orders and 0 targets read: 2 errors, 0 warnings.\n',
    );
  });

  it('lets warnings pass', async () => {
    const german = file('german.yaml', ORDER.replace('expression: growth', 'expression: { de: Wachstum }'));
    const { status, error } = await vigie(['order', 'check', german]);
    expect(status).toBe(0);
    expect(error).toContain('german.yaml:11:25: warning: ');
    expect(error).toContain('0 errors, 1 warning.');
  });

  it('prints the schema that stands in docs/', async () => {
    const { status, out } = await vigie(['order', 'schema']);
    expect(status).toBe(0);
    expect(out).toBe(readFileSync(join(ROOT, 'docs', 'order-file.schema.json'), 'utf8'));
  });
});

describe('vigie query', () => {
  it('prints the canonical form of a right expression', async () => {
    expect(await vigie(['query', 'check', '(growth)   AND  amount>=200000000 USD'])).toEqual({
      status: 0,
      out: 'growth AND amount >= 200M USD\n',
      error: '',
    });
  });

  it('shows what is wrong with a caret below the place', async () => {
    expect(await vigie(['query', 'check', 'growth AND (a OR'])).toMatchObject({ status: 2, out: '' });
    expect((await vigie(['query', 'check', 'growth OR @nobody'])).error).toBe(
      'error: There is no target “nobody”; add it to the targets of the order, or of its folder. (query-unknown-target)\n' +
        '  growth OR @nobody\n            ^^^^^^^\n',
    );
  });

  it('explains what holds in a document and what does not', async () => {
    const found = await vigie(['query', 'explain', 'growth AND NOT tulip', '--text', inside]);
    expect(found).toEqual({
      status: 0,
      out:
        'A note: matches\n  ‹Growth› came back; a contract at €300m was signed.\n' +
        '  ✓ AND\n    ✓ growth  — Growth\n    ✓ NOT tulip\n',
      error: '',
    });
    const missed = await vigie(['query', 'explain', 'growth AND tulip', '--text', inside]);
    expect(missed).toEqual({
      status: 1,
      out: 'A note: does not match\n  ✗ AND\n    ✓ growth  — Growth\n    ✗ tulip\n',
      error: '',
    });
  });

  it('finds targets in files, and refuses files with errors', async () => {
    const targets = file(
      'targets.yaml',
      'targets:\n  - { id: note, name: N, kind: product, aliases: [{ text: contract }] }\n',
    );
    const { status, out } = await vigie(['query', 'explain', '@note', '--targets', targets, '--text', inside]);
    expect(status).toBe(0);
    expect(out).toContain('✓ @note  — contract\n');
    const broken = file('broken.yaml', 'targets: 1\n');
    expect((await vigie(['query', 'check', '@note', '--targets', broken])).error).toContain(
      'vigie: The files given with --targets have errors; put them right first. (cli-targets-have-errors)\n',
    );
  });

  it('ends with 2 where the document cannot be read', async () => {
    const { status, error } = await vigie(['query', 'explain', 'growth', '--text', 'NONE']);
    expect(status).toBe(2);
    expect(error).toBe('NONE: error: There is no file or folder “NONE”. (extract-no-such-file)\n');
  });
});

describe('the command line itself', () => {
  it.each([['match'], ['order', 'check'], ['order', 'schema'], ['query', 'check'], ['query', 'explain']])(
    '%s %s has help with an example',
    async (...command) => {
      const { status, out } = await vigie([...command.filter((word) => word !== undefined), '--help']);
      expect(status).toBe(0);
      expect(out).toMatch(/Examples?:\n {2}(?:zcat .* \| )?vigie /);
    },
  );

  it('suggests a command where one is mistyped', async () => {
    const { status, error } = await vigie(['macth']);
    expect(status).toBe(2);
    expect(error).toBe("error: unknown command 'macth'\n(Did you mean match?)\n(--help shows how it is used)\n");
  });

  it('tells the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect((await vigie(['--version'])).out).toBe(`${version}\n`);
  });
});
