import type { MarkingFinding } from '../../finding.ts';
import type { BannerReason, Form, RolledUp, Scheme } from '../../scheme.ts';
import { resolveAsBanner } from './as-banner.ts';
import { checkMark } from './check.ts';
import { explainMark } from './explain.ts';
import type { CapcoMark } from './mark.ts';
import { printMark } from './print.ts';
import { readMark } from './read.ts';
import { bannerReasons } from './reasons.ts';
import type { Register } from './register.ts';
import { renderState } from './render.ts';
import { requirementOf, tokensHeld } from './requirement.ts';
import { type CapcoState, joinAll, joinStates, stateOf } from './state.ts';
import { Vocabulary } from './vocabulary.ts';

export interface CapcoScheme extends Scheme<CapcoMark, CapcoState> {
  readonly vocabulary: Vocabulary;
}

/** Returns the scheme of a register with the grammar of the US markings. */
export function capcoScheme(register: Register): CapcoScheme {
  const vocabulary = new Vocabulary(register);
  // Marks are values that never change: what one comes to is worked out once, however many documents carry it.
  const states = new WeakMap<CapcoMark, CapcoState>();
  const state = (mark: CapcoMark): CapcoState => {
    const known = states.get(mark);
    if (known) return known;
    const worked = stateOf(vocabulary, mark);
    states.set(mark, worked);
    return worked;
  };
  const print = (mark: CapcoMark, form: Form): string => printMark(vocabulary, mark, form);
  return {
    id: register.scheme,
    version: `${register.id}/${register.version}`,
    vocabulary,
    read: (text, form) => readMark(vocabulary, text, form),
    print,
    check: (mark) => {
      const span = { start: 0, end: print(mark, 'portion').length };
      return checkMark(vocabulary, mark, () => span);
    },
    stateOf: state,
    join: joinStates,
    render: (whole) => renderState(vocabulary, whole),
    rollUp: (marks) => rollUp(vocabulary, marks, state),
    requirement: (whole, action) => requirementOf(vocabulary, whole, action),
    tokens: (reader) => tokensHeld(vocabulary, reader),
    explain: (mark) => explainMark(vocabulary, mark),
    resolve: resolveAsBanner,
  };
}

function rollUp(
  vocabulary: Vocabulary,
  marks: readonly CapcoMark[],
  state: (mark: CapcoMark) => CapcoState,
): RolledUp<CapcoState> {
  const parts = marks.map((mark) => ({ mark, state: state(mark) }));
  const whole = joinAll([...new Set(parts.map((part) => part.state))]);
  const reasons: BannerReason[] =
    whole.level < 0 ? [] : bannerReasons(vocabulary, parts, renderState(vocabulary, whole));
  const findings: MarkingFinding[] = [];
  parts.forEach((part, index) => {
    const span = { start: 0, end: 0 };
    if (part.state.invalid) {
      const message = `Portion ${index + 1} carries a marking that is not valid: nobody may read the whole until it is put right.`;
      const values = { portion: index + 1 };
      findings.push({ code: 'capco-portion-invalid', severity: 'error', message, span, values });
    }
    if (part.state.unresolved) {
      const message = `Portion ${index + 1} leaves its list to the banner line, and there is none here.`;
      const values = { portion: index + 1 };
      findings.push({ code: 'capco-list-missing', severity: 'error', message, span, values, rule: 'G5' });
    }
  });
  return { state: whole, reasons, findings };
}
