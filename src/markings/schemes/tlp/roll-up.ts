import type { MarkingFinding } from '../../finding.ts';
import { portionsHave } from '../../name-portions.ts';
import type { BannerReason, RolledUp } from '../../scheme.ts';
import { canonicalTlp, joinTlp, printTlp, type TlpMarking } from './marking.ts';

/** Returns the places of the items that `holds` of. */
export function placesWhere<Item>(items: readonly Item[], holds: (item: Item) => boolean): number[] {
  return items.flatMap((item, index) => (holds(item) ? [index] : []));
}

/** The join of the marks with its reasons. Nothing to join is not TLP:CLEAR: it comes to RED for nobody, with an error. */
export function rollUpTlp(marks: readonly TlpMarking[]): RolledUp<TlpMarking> {
  if (marks.length === 0) {
    const message = 'There is no portion to take a marking from; state one for the whole.';
    const finding = { code: 'tlp-no-portions', severity: 'error', message, span: { start: 0, end: 0 } } as const;
    return { state: { colour: 'RED', audience: [] }, reasons: [], findings: [finding] };
  }
  const state = marks.map(canonicalTlp).reduce(joinTlp);
  return { state, reasons: reasonsFor(state, marks), findings: audienceFindings(state, marks) };
}

function reasonsFor(state: TlpMarking, marks: readonly TlpMarking[]): BannerReason[] {
  const reasons: BannerReason[] = [];
  const add = (element: string, holds: (mark: TlpMarking) => boolean): void => {
    const portions = placesWhere(marks, holds);
    const sentence = `${element} because ${portionsHave(portions)} ${element}.`;
    reasons.push({ element, sentence, portions, rule: 'T7' });
  };
  add(`TLP:${state.colour}`, (mark) => mark.colour === state.colour);
  if (state.pap !== undefined) add(`PAP:${state.pap}`, (mark) => mark.pap === state.pap);
  return reasons;
}

function audienceFindings(state: TlpMarking, marks: readonly TlpMarking[]): MarkingFinding[] {
  if (state.audience?.length !== 0 || marks.some((mark) => mark.audience?.length === 0)) return [];
  const message =
    'The portions are for different groups and no group may read them all: nobody may read the whole. Ask the sources, or cut it.';
  const span = { start: 0, end: printTlp(state).length };
  return [{ code: 'tlp-no-common-audience', severity: 'warning', message, span, rule: 'T7' }];
}
