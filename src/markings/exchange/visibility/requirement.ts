import { Refusal } from '../../../errors.ts';
import type { MarkingFinding } from '../../finding.ts';
import { never, type Reason, type Requirement } from '../../requirement.ts';
import { all, any, type EmptyChoice, NOBODY, printVisibility, term, type VisibilityPart } from './expression.ts';
import { LONGEST_VISIBILITY, parseVisibility, UNSEEN } from './parse.ts';

/** The most clauses, and tokens in them, that an expression may come to: “any of” over “all of” multiplies. */
export const MOST_CLAUSES = 1_000;
export const MOST_TOKENS = 50_000;

/**
 * Writes a requirement as a visibility expression over its tokens. A clause that nobody meets becomes the term
 * `NOBODY`, which `isAccessible` never takes for held; whoever hands the expression to another system sees to it that
 * nobody is given that term there. The reasons of the clauses are not kept.
 *
 * @throws Refusal `visibility-has-time` where the requirement depends on the time, which an expression cannot say;
 * `visibility-asks-nothing` where it asks nothing and the caller did not state that the empty expression is visible;
 * `visibility-unseen-character` and `visibility-too-long` where the parser would not read what was written.
 */
export function expressionOf(requirement: Requirement, choice: EmptyChoice = {}): string {
  const { clauses, notBefore } = requirement;
  if (notBefore !== undefined || clauses.some(({ until }) => until !== undefined)) {
    const message = 'What depends on the time cannot be said in a visibility expression; leave it out until it is due.';
    throw new Refusal('invalid', 'visibility-has-time', message);
  }
  if (clauses.length === 0) {
    if (choice.empty === 'visible') return '';
    const message = 'What asks nothing would be the empty expression, which is denied here; state that it is visible.';
    throw new Refusal('invalid', 'visibility-asks-nothing', message);
  }
  const written = printVisibility(all(clauses.map(({ anyOf }) => anyPart(anyOf))));
  if (written.length > LONGEST_VISIBILITY) {
    const message = `The expression would be longer than ${LONGEST_VISIBILITY} characters.`;
    throw new Refusal('invalid', 'visibility-too-long', message);
  }
  return written;
}

function anyPart(tokens: readonly string[]): VisibilityPart {
  if (tokens.some((token) => token === '' || UNSEEN.test(token))) {
    const message = 'A token has at least one character, and none that cannot be seen.';
    throw new Refusal('invalid', 'visibility-unseen-character', message);
  }
  return tokens.length === 0 ? term(NOBODY) : any(tokens.map(term));
}

/** Why a reader may not, where an expression says so; an expression has no reasons of its own. */
export interface RequirementChoice extends EmptyChoice {
  readonly reason?: Reason;
}

/** Where something is wrong the requirement is one that nobody meets, so that it can be used as it is. */
export interface RequirementReading {
  readonly requirement: Requirement;
  readonly findings: readonly MarkingFinding[];
}

/**
 * Returns what an expression asks, clause by clause: the same sets of tokens meet both. Never throws; what is no
 * expression, or comes to too many clauses, asks what nobody has. The reason is `need-to-know` unless stated.
 */
export function requirementOf(source: string, choice: RequirementChoice = {}): RequirementReading {
  const reading = parseVisibility(source);
  if (!reading.ok) return { requirement: never('invalid'), findings: reading.findings };
  const { expression } = reading;
  if (expression.kind === 'empty') {
    return { requirement: choice.empty === 'visible' ? { clauses: [] } : never('unmarked'), findings: [] };
  }
  const clauses = clausesOf(expression);
  if (!clauses) {
    const code = 'visibility-too-many-clauses';
    const message = `Written clause by clause, the expression has more than ${MOST_CLAUSES} clauses, or too long ones.`;
    const finding = { code, severity: 'error' as const, message, span: { start: 0, end: source.length } };
    return { requirement: never('invalid'), findings: [finding] };
  }
  const reason = choice.reason ?? 'need-to-know';
  return { requirement: { clauses: clauses.map((anyOf) => ({ anyOf, reason })) }, findings: [] };
}

/** Returns the clauses of a part, each with its tokens sorted and none twice; nothing where there are too many. */
function clausesOf(part: VisibilityPart): string[][] | undefined {
  if (part.kind === 'term') return part.text === NOBODY ? [[]] : [[part.text]];
  const terms = part.parts.filter((each) => each.kind === 'term').map(({ text }) => text);
  const tokens = terms.filter((text) => text !== NOBODY);
  const alone = part.kind === 'all' ? terms.map((text) => (text === NOBODY ? [] : [text])) : [tokens];
  let clauses: string[][] | undefined = fits(alone) ? alone : undefined;
  for (const each of part.parts) {
    if (!clauses) return undefined;
    if (each.kind === 'term') continue;
    const more = clausesOf(each);
    if (!more) return undefined;
    clauses = part.kind === 'all' ? [...clauses, ...more] : product(clauses, more);
    if (clauses && !fits(clauses)) return undefined;
  }
  return clauses && withoutRepeats(clauses);
}

/** Returns each of the one with each of the other: “any of” two parts. */
function product(one: readonly string[][], other: readonly string[][]): string[][] | undefined {
  if (one.length * other.length > MOST_CLAUSES) return undefined;
  return one.flatMap((left) => other.map((right) => [...left, ...right]));
}

function fits(clauses: readonly string[][]): boolean {
  return clauses.length <= MOST_CLAUSES && clauses.reduce((sum, { length }) => sum + length, 0) <= MOST_TOKENS;
}

function withoutRepeats(clauses: readonly string[][]): string[][] {
  const sorted = clauses.map((tokens) => [...new Set(tokens)].sort());
  return [...new Map(sorted.map((tokens) => [JSON.stringify(tokens), tokens])).values()];
}
