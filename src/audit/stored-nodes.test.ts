import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LogFindings } from './log-findings.ts';
import { Frontier, leafHash, type TreeNode } from './merkle.ts';
import type { Hasher } from './primitives.ts';
import { StoredNodes } from './stored-nodes.ts';

const hasher: Hasher = { sha256: (data) => new Uint8Array(createHash('sha256').update(data).digest()) };

/** Returns the nodes that each of 11 entries completes. */
function completed(): TreeNode[][] {
  const frontier = new Frontier(hasher);
  return Array.from({ length: 11 }, (_, position) => frontier.append(leafHash(hasher, Uint8Array.of(position))));
}

/** Compares such nodes with the tree of 11 entries; returns the codes, with the entries that they are about. */
async function compare(nodes: readonly TreeNode[]): Promise<string[]> {
  const findings = new LogFindings();
  const stored = new StoredNodes(nodes, findings);
  for (const complete of completed()) await stored.compare(complete.map((node) => ({ computed: node, stored: node })));
  await stored.finish();
  await stored.close();
  expect(findings.isSound).toBe(findings.kept.length === 0);
  return findings.kept.map(({ code, entries }) => (entries ? `${code} ${entries.first}-${entries.last}` : code));
}

const wrong = new Uint8Array(32);

describe('stored nodes', () => {
  it('that are those of the tree are sound', async () => {
    expect(await compare(completed().flat())).toEqual([]);
  });

  it.each<[string, (nodes: TreeNode[]) => void, string[]]>([
    ['one edited', (nodes) => nodes.splice(3, 1, { ...nodes[3]!, hash: wrong }), ['audit-node-differs 4-5']],
    ['one dropped', (nodes) => nodes.splice(3, 1), ['audit-node-missing']],
    ['the last dropped', (nodes) => nodes.pop(), ['audit-node-missing']],
    ['all dropped', (nodes) => nodes.splice(0), Array(8).fill('audit-node-missing')],
    ['one twice', (nodes) => nodes.splice(3, 0, nodes[3]!), ['audit-node-extra']],
    ['one of no entries', (nodes) => nodes.push({ level: 4, index: 0, hash: wrong }), ['audit-node-extra']],
    ['two swapped', (nodes) => nodes.splice(1, 2, nodes[2]!, nodes[1]!), ['audit-node-missing', 'audit-node-extra']],
  ])('with %s are told', async (_name, change, codes) => {
    const nodes = completed().flat();
    change(nodes);
    expect(await compare(nodes)).toEqual(codes);
  });

  it('may be those over the stored hashes of entries, or over the entries themselves', async () => {
    const [computed, stored] = [completed()[1]![0]!, { ...completed()[1]![0]!, hash: wrong }];
    for (const node of [computed, stored]) {
      const findings = new LogFindings();
      await new StoredNodes([node], findings).compare([{ computed, stored }]);
      expect(findings.isSound).toBe(true);
    }
  });
});
