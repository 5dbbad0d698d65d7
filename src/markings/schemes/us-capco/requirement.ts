import type { Reader } from '../../reader.ts';
import { type Action, type Clause, never, type Reason, type Requirement } from '../../requirement.ts';
import type { Limit } from './sets.ts';
import type { CapcoState } from './state.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * What a state asks of a reader (rules A1 to A6). Release asks for a place on the release list, display for one on
 * either list. What is not valid, or left a list to a banner that was not there, asks what nobody has.
 */
export function requirementOf(vocabulary: Vocabulary, state: CapcoState, action: Action): Requirement {
  if (state.level < 0) return never('unmarked');
  if (state.invalid || state.unresolved) return never('invalid');
  const clauses: Clause[] = [];
  const ask = (reason: Reason, ...anyOf: readonly string[]): void => void clauses.push({ anyOf, reason });
  const { scheme, sci } = vocabulary.register;
  const level = vocabulary.levels[state.level];
  if (!level) return never('unknown');
  if (state.level > 0) ask('level', `${scheme}/level/${level.id}`);
  if (state.sci.length > 0 && sci.readerLevel) ask('compartment', `${scheme}/level/${sci.readerLevel}`);
  for (const held of pathsHeld(vocabulary, state)) ask('compartment', `${scheme}/control/${held}`);
  for (const { name } of state.sci) {
    // No reader holds what no register knows, whatever else of that name the reader may hold.
    if (!vocabulary.systems.has(name)) ask('compartment', `${scheme}/unregistered/${name}`);
  }
  askControls(vocabulary, state, ask);
  askRelease(vocabulary, action === 'release' ? state.fdr.release : state.fdr.display, ask);
  return { clauses };
}

type Ask = (reason: Reason, ...anyOf: readonly string[]) => void;

/** All compartments, programs and read-ins that a reader must hold, parents included. */
function pathsHeld(vocabulary: Vocabulary, state: CapcoState): string[] {
  const { sap, aea, sci } = vocabulary.register;
  const held: string[] = [];
  for (const { name, compartments } of state.sci) {
    held.push(name);
    const entry = sci.systems.find(({ id }) => id === name);
    for (const compartment of compartments) {
      const path = `${name}-${compartment.name}`;
      held.push(path, ...(entry?.compartments?.find(({ id }) => id === compartment.name)?.access ?? []));
      held.push(...compartment.subs.map((sub) => `${path} ${sub}`));
    }
  }
  for (const { name, compartments } of state.sap) {
    const program = `${sap.prefix}-${name}`;
    held.push(
      program,
      ...compartments.flatMap((one) => [
        `${program}-${one.name}`,
        ...one.subs.map((sub) => `${program}-${one.name} ${sub}`),
      ]),
    );
  }
  for (const { id, access } of aea?.chain ?? []) if (state.chain.includes(id)) held.push(...(access ?? []));
  if (state.design) held.push(...(aea?.design.access ?? []));
  held.push(...state.series.map((number) => `${aea?.series.banner ?? ''} ${number}`));
  const { alliance } = vocabulary;
  if (alliance) {
    const its = [alliance.code, ...alliance.activities.map(({ code }) => code)];
    const owners = [...state.foreign, ...state.sources, ...state.jointOwners];
    if (owners.some((code) => its.includes(code))) held.push(alliance.code);
  }
  held.push(...state.words);
  return [...new Set(held)];
}

function askControls(vocabulary: Vocabulary, state: CapcoState, ask: Ask): void {
  const { scheme } = vocabulary.register;
  for (const id of [...state.controls, ...state.unclassified]) {
    const entry = vocabulary.controls.get(id);
    if (!entry) ask('unknown');
    for (const held of entry?.access ?? []) ask('affiliation', `${scheme}/control/${held}`);
    if (entry?.originator) ask('originator', ...entry.originator.map((held) => `${scheme}/control/${held}`));
  }
}

/** NOFORN and everything that comes to it asks for the owner's nationality and for a body of the owner's (A2). */
function askRelease(vocabulary: Vocabulary, limit: Limit, ask: Ask): void {
  const { owner } = vocabulary.register;
  if (limit === 'unlimited') return;
  const tokens = limit.flatMap((code) => vocabulary.members(code)).flatMap((code) => tokensFor(vocabulary, code));
  ask('release', ...new Set(tokens));
  if (limit.every((code) => code === owner)) ask('release', `organisation/${owner}`);
}

/** A country is a nationality; a group is the body that a reader works for; a code that nobody knows is nobody. */
function tokensFor({ countries, groups }: Vocabulary, code: string): string[] {
  if (countries.has(code)) return [`country/${code}`];
  return groups.has(code) ? [`organisation/${code}`] : [];
}

/** The tokens that a reader holds in this scheme: every level up to the one held, and each control. */
export function tokensHeld({ register, levels, rank }: Vocabulary, reader: Reader): readonly string[] {
  const { scheme } = register;
  const held = ownOf(reader.levels, scheme);
  const top = held === undefined ? undefined : rank.get(held);
  const below = top === undefined ? [] : levels.slice(0, top + 1).map(({ id }) => `${scheme}/level/${id}`);
  return [...below, ...(ownOf(reader.controls, scheme) ?? []).map((control) => `${scheme}/control/${control}`)];
}

function ownOf<T>(values: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return values && Object.hasOwn(values, key) ? values[key] : undefined;
}
