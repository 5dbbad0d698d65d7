import { Refusal, type Said } from '../../errors.ts';
import { raiseMarking } from '../../markings/raise.ts';
import type { AnyScheme } from '../../markings/scheme-set.ts';
import { standardSchemes } from '../../markings/standard-schemes.ts';
import { marksOf, type WrittenReport } from '../../schema/report-text.ts';
import { isSchemeName } from '../order-editor/schemes.ts';

/** What the marks of a report come to while it is written. */
export interface LiveBanner {
  /** Null while nothing is marked. */
  readonly banner: string | null;
  readonly reasons: readonly {
    readonly element: string;
    readonly sentence: string;
    readonly portions: readonly (string | null)[];
  }[];
  /** Why it cannot be raised so. */
  readonly complaint?: Said;
}

/** Returns the banner of a report by roll-up; nothing where its scheme is not known here, and the desk alone can say it. */
export function liveBanner({ handling, title, titleMark, portions, raised }: WrittenReport): LiveBanner | undefined {
  if (!isSchemeName(handling.scheme)) return undefined;
  const scheme = standardSchemes.scheme(handling.scheme);
  const whole = validMark(scheme, handling.marking);
  const marked = [
    ...(title.trim() === '' ? [] : [{ id: null, text: titleMark }]),
    ...portions.flatMap((portion) => marksOf(portion).map((text) => ({ id: portion.id, text }))),
  ].flatMap(({ id, text }) => {
    const mark = validMark(scheme, text);
    return mark === undefined ? [] : [{ id, mark: whole === undefined ? mark : scheme.resolve(mark, whole) }];
  });
  if (marked.length === 0) return { banner: null, reasons: [] };
  const rolled = scheme.rollUp(marked.map(({ mark }) => mark));
  const reasons = rolled.reasons.map(({ element, sentence, portions: at }) => ({
    ...{ element, sentence },
    portions: [...new Set(at.map((place) => marked[place]!.id))],
  }));
  const own = scheme.print(scheme.render(rolled.state), 'banner');
  if (!raised || raised.marking.trim() === '') return { banner: own, reasons };
  const wanted = validMark(scheme, raised.marking);
  if (wanted === undefined)
    return { banner: own, reasons, complaint: { code: 'report-raised-invalid', message: raised.marking } };
  try {
    const { mark } = raiseMarking(scheme, rolled.state, wanted, raised.reason);
    return { banner: scheme.print(mark, 'banner'), reasons };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { banner: own, reasons, complaint: error.said() };
  }
}

/** Reads a marking as a portion mark, else as a banner; nothing where it is neither. */
function validMark(scheme: AnyScheme, text: string): unknown {
  for (const form of ['portion', 'banner'] as const) {
    if (text.trim() === '') return undefined;
    const { mark, findings } = scheme.read(text, form);
    if (mark !== undefined && findings.every(({ severity }) => severity !== 'error')) return mark;
  }
  return undefined;
}
