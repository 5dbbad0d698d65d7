import type { DescribedSource } from '../domain/source.ts';
import type { StatedMarking } from '../domain/stated-marking.ts';
import type { StoredSource } from '../store/sources.ts';

/** A source as it is handed out, with both markings as they were stated. */
export interface ReadableSource extends DescribedSource, StatedMarking {
  readonly id: string;
  /** Of documents that bring no marking which counts. */
  readonly defaultMarking: StatedMarking;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

export function readable(stored: StoredSource): ReadableSource {
  const { labelId: _labelId, defaultLabelId: _defaultLabelId, stated, defaultStated, ...source } = stored;
  return { ...source, ...stated, defaultMarking: defaultStated };
}
