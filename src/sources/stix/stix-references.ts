import { isRecord, type UnknownRecord } from '../../extract/record-fields.ts';
import { textsAt, visitValues } from '../../extract/record-values.ts';

/** The ids of what an object refers to, in any of its parts, each once. */
export function referencesOf(object: UnknownRecord): readonly string[] {
  const ids = new Set<string>();
  visitValues(object, (value) => {
    if (!isRecord(value)) return;
    for (const [name, inner] of Object.entries(value)) {
      if (/_refs?$/.test(name)) for (const id of textsAt({ inner }, 'inner')) ids.add(id);
    }
  });
  return [...ids];
}
