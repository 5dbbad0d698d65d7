import type { MarkingFinding } from '../../finding.ts';
import { portionsHave } from '../../name-portions.ts';
import type { Reader } from '../../reader.ts';
import register from '../../registers/desk.json' with { type: 'json' };
import { type Action, type Clause, never, type Requirement } from '../../requirement.ts';
import type { BannerReason, RolledUp, Scheme } from '../../scheme.ts';
import { placesWhere } from '../tlp/roll-up.ts';
import { printInstant } from './instant.ts';
import {
  CONTROLS,
  canonicalDesk,
  type DeskLevel,
  type DeskMarking,
  EMBARGO,
  elementsOf,
  joinDesk,
  LEVELS,
  printDesk,
} from './marking.ts';
import { readDesk } from './read-desk.ts';

const ID = 'desk';
const DESK_LEVEL = levelToken('DESK');

/**
 * The scheme for newsrooms: PUBLIC < DESK < SOURCE-PROTECTED, with NOT-FOR-ATTRIBUTION, OFF-RECORD and EMBARGO UNTIL an
 * instant. Its vocabulary is `registers/desk.json`.
 */
export const desk: Scheme<DeskMarking, DeskMarking> = {
  id: ID,
  version: register.version,
  read: readDesk,
  print: printDesk,
  resolve: (mark) => mark,
  check: checkDesk,
  stateOf: canonicalDesk,
  join: joinDesk,
  render: canonicalDesk,
  rollUp: rollUpDesk,
  requirement: requirementOfDesk,
  tokens: tokensForDesk,
  explain: explainDesk,
};

function levelToken(level: DeskLevel): string {
  return `${ID}/level/${level}`;
}

function isKnown({ level, controls, embargoUntil }: DeskMarking): boolean {
  if (!LEVELS.includes(level) || !controls.every((control) => CONTROLS.includes(control))) return false;
  return embargoUntil === undefined || Number.isSafeInteger(embargoUntil);
}

/**
 * - Level: its token, which those of a higher level hold too; PUBLIC asks nothing.
 * - NOT-FOR-ATTRIBUTION: to look at it takes the desk level or the control; to be given a copy takes the control.
 * - OFF-RECORD: to look at it takes the desk level, also where the level is PUBLIC; a copy is never given.
 * - EMBARGO: until the instant, both take the desk level besides all else; from then on it asks nothing. It is a clause
 *   that ends and not `notBefore`, since the desk works on the text before.
 */
function requirementOfDesk(state: DeskMarking, action: Action): Requirement {
  if (!isKnown(state)) return never('invalid');
  const clauses: Clause[] = [];
  if (state.level !== 'PUBLIC') clauses.push({ anyOf: [levelToken(state.level)], reason: 'level' });
  if (state.controls.includes('NOT-FOR-ATTRIBUTION')) {
    const held = `${ID}/control/NOT-FOR-ATTRIBUTION`;
    const clause: Clause =
      action === 'release'
        ? { anyOf: [held], reason: 'release' }
        : { anyOf: [DESK_LEVEL, held], reason: 'affiliation' };
    clauses.push(clause);
  }
  if (state.controls.includes('OFF-RECORD')) {
    const clause: Clause =
      action === 'release' ? { anyOf: [], reason: 'release' } : { anyOf: [DESK_LEVEL], reason: 'affiliation' };
    clauses.push(clause);
  }
  if (state.embargoUntil !== undefined) {
    clauses.push({ anyOf: [DESK_LEVEL], reason: 'embargo', until: state.embargoUntil });
  }
  return { clauses };
}

function tokensForDesk(reader: Reader): readonly string[] {
  const level = reader.levels && Object.hasOwn(reader.levels, ID) ? reader.levels[ID] : undefined;
  const controls = reader.controls && Object.hasOwn(reader.controls, ID) ? (reader.controls[ID] ?? []) : [];
  // A level that is not known is found nowhere, and no token comes of it.
  const levels = LEVELS.slice(1, (LEVELS as readonly (string | undefined)[]).indexOf(level) + 1);
  const held = CONTROLS.filter((control) => controls.includes(control));
  return [...levels.map(levelToken), ...held.map((control) => `${ID}/control/${control}`)];
}

function checkDesk(mark: DeskMarking): readonly MarkingFinding[] {
  if (!isKnown(mark)) {
    const message = 'It holds a level, a control or an instant that the register of the desk scheme does not know.';
    return [{ code: 'desk-not-a-marking', severity: 'error', message, span: { start: 0, end: 0 } }];
  }
  const printed = printDesk(mark, 'portion');
  const canonical = printDesk(canonicalDesk(mark), 'portion');
  if (printed === canonical) return [];
  const message = 'Its controls are not in the order of the register, each once.';
  const span = { start: 0, end: printed.length };
  return [{ code: 'desk-form', severity: 'warning', message, span, canonical }];
}

/** Nothing to join is not PUBLIC: it comes to the highest level with all controls, and an error says so. */
function rollUpDesk(marks: readonly DeskMarking[]): RolledUp<DeskMarking> {
  if (marks.length === 0) {
    const message = 'There is no portion to take a marking from; state one for the whole.';
    const finding = { code: 'desk-no-portions', severity: 'error', message, span: { start: 0, end: 0 } } as const;
    return { state: { level: LEVELS.at(-1)!, controls: CONTROLS }, reasons: [], findings: [finding] };
  }
  const state = marks.map(canonicalDesk).reduce(joinDesk);
  const inBanner = elementsOf(state, 'banner');
  const inPortions = elementsOf(state, 'portion');
  const reasons = inBanner.map((element, index): BannerReason => {
    const portions = placesWhere(marks, (mark) => elementsOf(mark, 'banner').includes(element));
    const sentence = `${element} because ${portionsHave(portions)} ${inPortions[index]}.`;
    return { element, sentence, portions };
  });
  return { state, reasons, findings: [] };
}

function explainDesk(mark: DeskMarking): readonly string[] {
  if (!isKnown(mark)) return ['The register of the desk scheme does not know this marking; nobody may read it.'];
  const entries = [...register.levels, ...register.controls];
  const names: readonly string[] = [mark.level, ...mark.controls];
  const sentences = entries
    .filter(({ name }) => names.includes(name))
    .map(({ name, meaning }) => `${name}: ${meaning}`);
  if (mark.embargoUntil !== undefined) {
    sentences.push(`${EMBARGO} ${printInstant(mark.embargoUntil)}: ${register.embargo.meaning}`);
  }
  return sentences;
}
