import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, the longest first: whatever is begun last is waited for while the rest of the machine idles. */
const HEAVY = [
  'test/journeys/for-everybody',
  'test/faults/pipeline',
  'test/leaks/mutations',
  'test/leaks/two-runs',
  'test/journeys/orders',
  'test/journeys/triage',
  'test/journeys/reports',
  'test/journeys/release',
  'test/journeys/settings',
  'src/actions/person-hostile',
  'test/faults/full-disk',
  'src/threads/match-pool-failures',
];

/** Begins with what takes longest. */
export class HeavyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort(
      (one, other) => groupOf(one) - groupOf(other) || placeOf(one) - placeOf(other),
    );
  }
}

function groupOf({ project }: TestSpecification): number {
  return project.config.sequence.groupOrder;
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = HEAVY.findIndex((name) => moduleId.includes(`/${name}.`));
  if (place !== -1) return place;
  // The quick ones fill the end evenly.
  return moduleId.includes('.slow.') ? HEAVY.length : HEAVY.length + 1;
}
