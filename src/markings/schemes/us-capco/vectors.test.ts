import { describe, expect, it } from 'vitest';
import {
  vectorsOf as allOf,
  vectorExceptions as exceptions,
  vectorsPresent as present,
  whySkipped as reason,
} from '../../../../test/support/vectors.ts';
import { isValid } from '../../finding.ts';
import type { Form } from '../../scheme.ts';
import { usCapco as scheme } from '../../standard-schemes.ts';

interface Vector {
  readonly id: string;
  readonly scheme: string;
  readonly kind: string;
  readonly input: string;
  readonly portions: readonly string[];
  readonly expect: { readonly valid?: boolean; readonly banner: string };
}

function isRight(text: string, form: Form): boolean {
  const { mark, findings } = scheme.read(text, form);
  return mark !== undefined && isValid(findings);
}

/** A banner in its canonical form: whether a control has its title or its abbreviation makes no difference. */
function canonical(banner: string): string {
  const { mark } = scheme.read(banner, 'banner');
  return mark ? scheme.print(mark, 'banner') : `unreadable: ${banner}`;
}

/** The banner of portions, where bare lists are those of the printed banner. */
function rolledUp(portions: readonly string[], printed: string): string {
  const banner = scheme.read(printed, 'banner').mark!;
  const marks = portions.map((portion) => scheme.resolve(scheme.read(portion, 'portion').mark!, banner));
  const { state, findings } = scheme.rollUp(marks);
  return isValid(findings) ? scheme.print(scheme.render(state), 'banner') : JSON.stringify(findings);
}

/** Holds that exactly the vectors fail that are listed with a reason. */
function expectAll(vectors: readonly Vector[], holds: (vector: Vector) => boolean): void {
  const failed = vectors.filter((vector) => !holds(vector)).map(({ id }) => id);
  const listed = vectors.map(({ id }) => id).filter((id) => id in exceptions);
  expect(failed).toEqual(listed);
  expect(failed.length).toBeLessThanOrEqual(vectors.length * 0.02);
}

describe('the published facts of us-capco', () => {
  it.skipIf(!present)(`agree on which marks and banners are valid${reason}`, () => {
    const vectors = allOf<Vector>('us-capco', 'portion', 'banner');
    expect(vectors.length).toBeGreaterThan(200);
    expectAll(vectors, ({ input, kind, expect: { valid } }) => isRight(input, kind as Form) === valid);
  });

  it.skipIf(!present)(`agree on the banner of one portion${reason}`, () => {
    expectAll(
      allOf<Vector>('us-capco', 'portion-banner-pair'),
      ({ input, expect: { banner } }) => rolledUp([input], banner) === canonical(banner) && isRight(banner, 'banner'),
    );
  });

  it.skipIf(!present)(`agree on the banner of several portions${reason}`, () => {
    expectAll(
      allOf<Vector>('us-capco', 'rollup'),
      ({ portions, expect: { banner } }) => rolledUp(portions, banner) === canonical(banner),
    );
  });
});
