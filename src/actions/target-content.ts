import type { DescribedTarget } from '../domain/check-target.ts';
import type { StatedMarking } from '../domain/stated-marking.ts';
import type { Alias } from '../domain/target.ts';
import { Refusal } from '../errors.ts';
import type { StoredTarget } from '../store/targets.ts';

/** What may be changed of a target. Its name, kind and marking stay: orders and their versions cite it. */
export interface TargetContent {
  readonly title: string;
  /** For a person: the public role that makes them a target. */
  readonly role?: string | undefined;
  readonly note?: string | undefined;
  readonly aliases?: readonly Alias[] | undefined;
}

/** A target as it is handed out, with its marking as it was stated. */
export type ReadableTarget = Omit<StoredTarget, 'labelId' | 'stated'> & StatedMarking;

export function described({ title, role, aliases = [] }: TargetContent, kind: DescribedTarget['kind']) {
  return { title, kind, role, aliases };
}

export function readable({ labelId: _labelId, stated, ...target }: StoredTarget): ReadableTarget {
  return { ...target, ...stated };
}

/** A target that is active, as the caller has read it; else refused with `target-moved` or `target-retired`. */
export function checkUnmoved({ changedAt, status }: StoredTarget, read: Date): void {
  if (changedAt.getTime() !== read.getTime()) {
    const message = 'The target was changed since you read it; read it again and change what it is now.';
    throw new Refusal('conflict', 'target-moved', message);
  }
  if (status === 'retired') {
    throw new Refusal('conflict', 'target-retired', 'The target is retired; it stays as it is.');
  }
}
