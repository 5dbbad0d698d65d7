import { sameBytes } from './bytes.ts';
import type { LogFindings } from './log-findings.ts';
import type { NodePlace, TreeNode } from './merkle.ts';

/** A node over the entries themselves, and the same node over their stored hashes. */
export interface NodePair {
  readonly computed: TreeNode;
  readonly stored: TreeNode;
}

/**
 * The stored nodes of a log, compared with the tree as it grows; they come in the order in which the tree completes
 * them.
 */
export class StoredNodes {
  readonly #nodes: AsyncIterator<TreeNode>;
  readonly #findings: LogFindings;
  #ahead: Promise<IteratorResult<TreeNode>> | undefined;

  constructor(nodes: Iterable<TreeNode> | AsyncIterable<TreeNode>, findings: LogFindings) {
    this.#nodes = eachOf(nodes);
    this.#findings = findings;
  }

  /** Compares the nodes that an entry has completed, which may be none. */
  async compare(complete: readonly NodePair[]): Promise<void> {
    for (const { computed, stored } of complete) {
      let node = await this.#peek();
      while (node && isBefore(node, computed)) {
        this.#tellExtra(node);
        node = await this.#advance();
      }
      if (!node || isBefore(computed, node)) {
        const message = `Node ${computed.index} of level ${computed.level} is missing.`;
        this.#findings.add({ code: 'audit-node-missing', severity: 'error', message });
        continue;
      }
      if (!sameBytes(node.hash, computed.hash) && !sameBytes(node.hash, stored.hash)) this.#tellDifference(node);
      await this.#advance();
    }
  }

  /** Tells the nodes that are left when all entries have gone by. */
  async finish(): Promise<void> {
    for (let node = await this.#peek(); node; node = await this.#advance()) this.#tellExtra(node);
  }

  /** Lets go of the stream, wherever it stands. */
  async close(): Promise<void> {
    await this.#nodes.return?.();
  }

  #tellDifference({ level, index }: NodePlace): void {
    const width = 2 ** level;
    const entries = { first: index * width, last: (index + 1) * width - 1 };
    const message = `Node ${index} of level ${level} is not the one over entries ${entries.first} to ${entries.last}.`;
    this.#findings.add({ code: 'audit-node-differs', severity: 'error', message, entries });
  }

  #tellExtra({ level, index }: NodePlace): void {
    const message = `Node ${index} of level ${level} is stored twice, out of order or over entries that are not there.`;
    this.#findings.add({ code: 'audit-node-extra', severity: 'error', message });
  }

  async #peek(): Promise<TreeNode | undefined> {
    this.#ahead ??= this.#nodes.next();
    const { done, value } = await this.#ahead;
    return done ? undefined : value;
  }

  #advance(): Promise<TreeNode | undefined> {
    this.#ahead = this.#nodes.next();
    return this.#peek();
  }
}

async function* eachOf<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, undefined> {
  yield* items;
  return undefined;
}

/** The order of completion: by the last entry that a node covers, then by level. */
function isBefore(one: NodePlace, other: NodePlace): boolean {
  const [last, otherLast] = [(one.index + 1) * 2 ** one.level, (other.index + 1) * 2 ** other.level];
  return last === otherLast ? one.level < other.level : last < otherLast;
}
