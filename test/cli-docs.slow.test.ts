import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { run } from '../src/cli/program.ts';
import { assembleDesk } from '../src/schema/assemble-desk.ts';
import { ROOT } from './support/source-file.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function yamlBlocks(page: string): string[] {
  return [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
}

const pages = ['docs/order-file.md', 'README.md'];

describe.each(pages)('the order files in %s', (page) => {
  const blocks = yamlBlocks(read(page));

  it('are there', () => {
    expect(blocks.length).toBeGreaterThan(0);
  });

  it.each(blocks.map((block) => [block.split('\n').slice(1, 3).join(' '), block]))(
    '%s … has no error',
    (_name, source) => {
      const { findings, orders } = assembleDesk([{ path: page, source }]);
      expect(findings).toEqual([]);
      expect(orders).toHaveLength(1);
    },
  );
});

describe('README.md', () => {
  it('shows lines that the example prints', async () => {
    const shown = /^```text\n([\s\S]*?)^```$/m.exec(read('README.md'))?.[1]?.trimEnd().split('\n') ?? [];
    expect(shown.length).toBeGreaterThan(10);
    const printed: string[] = [];
    const write = (text: string): void => void printed.push(...text.split('\n'));
    const terminal = { isInteractive: false, showsProgress: false, hasColour: false, errorHasColour: false, width: 80 };
    const example = join(ROOT, 'examples', 'france-2012');
    const words = ['match', '--orders', join(example, 'orders'), join(example, 'documents')];
    await run(words, { ...terminal, out: write, error: write }, Readable.from([]));
    expect(shown.filter((line) => !printed.includes(line))).toEqual([]);
  });
});

describe('docs/order-file.md', () => {
  const page = read('docs/order-file.md');

  it('uses every field in its whole example', () => {
    const example = yamlBlocks(page)[1]!;
    const schema = JSON.parse(read('docs/order-file.schema.json')) as object;
    expect([...fieldNames(schema)].filter((name) => !new RegExp(`\\b${name}:`).test(example))).toEqual([]);
  });

  it('describes every field', () => {
    const schema = JSON.parse(read('docs/order-file.schema.json')) as object;
    expect(
      [...fieldNames(schema)].filter((name) => !page.includes(`\`${name}\``) && !page.includes(`\`${name}:`)),
    ).toEqual([]);
  });
});

/** The names of all fields of a JSON Schema. */
function fieldNames(schema: object): Set<string> {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const name of Object.keys((part as { properties?: object }).properties ?? {})) names.add(name);
    for (const inner of Object.values(part)) visit(inner);
  };
  visit(schema);
  return names;
}
