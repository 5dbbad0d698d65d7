import type { Finding } from '../query/finding.ts';
import type { Place } from './placed-yaml.ts';

/** At most so many are told: whoever has as many puts them right before wanting more, and no file costs without end. */
export const MOST_FINDINGS = 200;

/** Findings up to a bound. Those beyond it are not worked out, and only told of. */
export class BoundedFindings<F extends Finding & Place> {
  readonly #items: F[] = [];
  #rest: Finding['severity'] | undefined;

  add(severity: Finding['severity'], work: () => F): void {
    if (this.#items.length < MOST_FINDINGS) this.#items.push(work());
    else if (this.#rest !== 'error') this.#rest = severity;
  }

  addAll(findings: readonly F[]): void {
    for (const finding of findings) this.add(finding.severity, () => finding);
  }

  /** Returns them as they came or in an order, and behind them one that tells of more, which is an error where one of those is. */
  all(order?: (one: F, other: F) => number): F[] {
    const items = order ? [...this.#items].sort(order) : [...this.#items];
    const last = items.at(-1);
    if (this.#rest === undefined || !last) return items;
    return [...items, { ...last, ...MORE, severity: this.#rest }];
  }
}

const MORE = {
  code: 'order-file-more',
  message: `There is more to say than these ${MOST_FINDINGS} findings; put them right, and check the file again.`,
  span: { start: 0, end: 0 },
  source: undefined,
} as const;
