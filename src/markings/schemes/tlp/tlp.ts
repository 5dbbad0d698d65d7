import type { MarkingFinding } from '../../finding.ts';
import type { Reader } from '../../reader.ts';
import register from '../../registers/tlp.json' with { type: 'json' };
import { type Clause, never, type Requirement } from '../../requirement.ts';
import type { Scheme } from '../../scheme.ts';
import {
  admits,
  COLOURS,
  canonicalTlp,
  generalColourOf,
  isPapColour,
  isTlpColour,
  joinTlp,
  printTlp,
  type TlpColour,
  type TlpMarking,
} from './marking.ts';
import { readTlp } from './read-tlp.ts';
import { rollUpTlp } from './roll-up.ts';

const ID = 'tlp';

/**
 * The Traffic Light Protocol 2.0 of FIRST with the Permissible Actions Protocol beside it (rules T1 to T7). Portion and
 * banner are written alike. A printed label does not name its audience: it is a view, and the state is what counts.
 */
export const tlp: Scheme<TlpMarking, TlpMarking> = {
  id: ID,
  version: register.version,
  read: readTlp,
  print: printTlp,
  resolve: (mark) => mark,
  check: checkTlp,
  stateOf: canonicalTlp,
  join: joinTlp,
  render: renderTlp,
  rollUp: rollUpTlp,
  requirement: requirementOfTlp,
  tokens: tokensForTlp,
  explain: explainTlp,
};

function tokenOf(colour: TlpColour): string {
  return `${ID}/${colour.toLowerCase()}`;
}

function isKnown(marking: TlpMarking): boolean {
  const { colour, generalColour, pap } = marking;
  if (!isTlpColour(colour) || (generalColour !== undefined && !isTlpColour(generalColour))) return false;
  return pap === undefined || isPapColour(pap);
}

/**
 * Both actions ask the same. An audience asks for one of its groups, and leaves out groups wider than the colour allows
 * (T2: RED is for persons, AMBER+STRICT not for clients); without one, the colour's own token is asked. CLEAR asks
 * nothing, unless it names an audience, which is then respected. PAP has no part in it.
 */
function requirementOfTlp(state: TlpMarking): Requirement {
  if (!isKnown(state)) return never('invalid');
  const clauses: Clause[] = [];
  const general = generalColourOf(state);
  if (general !== undefined && general !== 'CLEAR') clauses.push({ anyOf: [tokenOf(general)], reason: 'level' });
  if (state.audience !== undefined) {
    const groups = state.audience.filter((group) => admits(state.colour, group));
    clauses.push({ anyOf: groups.map((group) => `group/${group}`), reason: 'need-to-know' });
  }
  return { clauses };
}

/** A reader holds the colour of `levels.tlp` and all below it; RED in general only if the level is RED itself. */
function tokensForTlp(reader: Reader): readonly string[] {
  const levels = reader.levels;
  const level = levels && Object.hasOwn(levels, ID) ? levels[ID] : undefined;
  if (level === undefined || !isTlpColour(level)) return [];
  return COLOURS.slice(1, COLOURS.indexOf(level) + 1).map(tokenOf);
}

/** The groups that the colour does not admit have no say in who may read; the rendered mark leaves them out. */
function renderTlp(state: TlpMarking): TlpMarking {
  if (state.audience === undefined) return canonicalTlp(state);
  return canonicalTlp({ ...state, audience: state.audience.filter((group) => admits(state.colour, group)) });
}

function checkTlp(mark: TlpMarking): readonly MarkingFinding[] {
  const span = { start: 0, end: printTlp(mark).length };
  const findings: MarkingFinding[] = [];
  const add = (code: string, severity: 'error' | 'warning', message: string, rule: string): void => {
    findings.push({ code, severity, message, span, values: { label: `TLP:${mark.colour}` }, rule });
  };
  if (!isKnown(mark)) {
    add('tlp-unknown-label', 'error', 'This is not a colour of TLP 2 and PAP.', 'T1');
    return findings;
  }
  const { colour, audience } = mark;
  if (audience === undefined) return findings;
  if (colour === 'CLEAR') {
    add('tlp-clear-with-audience', 'error', 'TLP:CLEAR has no limits; to name an audience, use TLP:GREEN.', 'T2');
  }
  if (audience.some((group) => !admits(colour, group))) {
    const message = `TLP:${colour} is not for groups that wide: RED names persons, AMBER+STRICT organisations, AMBER their clients too.`;
    add('tlp-audience-too-wide', 'error', message, 'T2');
  }
  if (audience.length === 0) {
    add('tlp-no-audience', 'warning', 'Its audience is empty: nobody may read it. Ask the source.', 'T7');
  }
  return findings;
}

function explainTlp(mark: TlpMarking): readonly string[] {
  const colour = register.colours.find(({ name }) => name === mark.colour);
  if (!colour || !isKnown(mark)) return ['This is not a colour of TLP 2 and PAP; nobody may read it.'];
  const sentences = [`TLP:${mark.colour}: ${colour.meaning}`];
  const audience = renderTlp(mark).audience;
  if (audience?.length === 0)
    sentences.push('No group is left that may read it: nobody may, until the source is asked.');
  else if (audience) sentences.push(`Of all readers, only these may read it: ${audience.join(', ')}.`);
  if (mark.generalColour !== undefined) {
    sentences.push(`They must hold TLP:${mark.generalColour} as well, since a part names no audience.`);
  }
  const pap = register.pap.find(({ name }) => name === mark.pap);
  if (pap) sentences.push(`PAP:${pap.name}: ${pap.meaning} It does not change who may read.`);
  return sentences;
}
