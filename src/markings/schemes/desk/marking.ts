import register from '../../registers/desk.json' with { type: 'json' };
import type { Form } from '../../scheme.ts';
import { printInstant } from './instant.ts';

export type DeskLevel = 'PUBLIC' | 'DESK' | 'SOURCE-PROTECTED';
export type DeskControl = 'NOT-FOR-ATTRIBUTION' | 'OFF-RECORD';

/** A marking of the desk scheme, and what several of them come to: the same type, since nothing is forgotten. */
export interface DeskMarking {
  readonly level: DeskLevel;
  /** In the order of the register, each once. */
  readonly controls: readonly DeskControl[];
  /** Milliseconds since 1970, of a whole minute. */
  readonly embargoUntil?: number;
}

/** Levels from the one that asks least to the one that asks most. */
export const LEVELS = register.levels.map(({ name }) => name) as readonly DeskLevel[];
export const CONTROLS = register.controls.map(({ name }) => name) as readonly DeskControl[];
export const EMBARGO = register.embargo.name;

const SHORT: ReadonlyMap<string, string> = new Map(
  [...register.levels, ...register.controls].map(({ name, short }) => [name, short]),
);

/** Returns the name of the register that is meant, in full or by its short form; undefined for any other. */
export function nameOf(written: string, entries: readonly { readonly name: string; readonly short: string }[]) {
  return entries.find(({ name, short }) => name === written || short === written)?.name;
}

/** Returns the mark with its controls in the order of the register and its keys in one order. */
export function canonicalDesk(mark: DeskMarking): DeskMarking {
  // What the register does not know stays, behind: it makes the mark invalid and must not get lost.
  const unknown = mark.controls.filter((control) => !CONTROLS.includes(control));
  const controls = [...CONTROLS.filter((control) => mark.controls.includes(control)), ...new Set(unknown.sort())];
  const { level, embargoUntil } = mark;
  return embargoUntil === undefined ? { level, controls } : { level, controls, embargoUntil };
}

/** Returns the higher level, the controls of both, and the later embargo. */
export function joinDesk(one: DeskMarking, other: DeskMarking): DeskMarking {
  const embargoes = [one.embargoUntil, other.embargoUntil].filter((instant) => instant !== undefined);
  return canonicalDesk({
    level: higherLevel(one.level, other.level),
    controls: [...one.controls, ...other.controls],
    ...(embargoes.length > 0 && { embargoUntil: Math.max(...embargoes) }),
  });
}

/** A level that the register does not know is higher than all, so that a join stays invalid. */
function higherLevel(one: DeskLevel, other: DeskLevel): DeskLevel {
  const [first, second] = [LEVELS.indexOf(one), LEVELS.indexOf(other)];
  if (first < 0 && second < 0) return one < other ? one : other;
  if (first < 0) return one;
  if (second < 0) return other;
  return first >= second ? one : other;
}

/** The elements of a marking as they are written: its level, then its controls, then its embargo. */
export function elementsOf(mark: DeskMarking, form: Form): readonly string[] {
  const written = (name: string): string => (form === 'portion' ? (SHORT.get(name) ?? name) : name);
  const embargo = mark.embargoUntil === undefined ? [] : [`${EMBARGO} ${printInstant(mark.embargoUntil)}`];
  return [written(mark.level), ...mark.controls.map(written), ...embargo];
}

/**
 * Writes `SP//NFA/OR/EMBARGO UNTIL 2026-11-20T18:00Z` before a portion, and the names in full on the banner line: a
 * portion mark stands in running text and is kept short, a banner is read by people who may not know the short forms.
 */
export function printDesk(mark: DeskMarking, form: Form): string {
  const [level, ...controls] = elementsOf(mark, form);
  return controls.length === 0 ? level! : `${level}//${controls.join('/')}`;
}
