import { Refusal } from '../errors.ts';
import { type Decision, decide } from './decide.ts';
import { type Label, type LabelPart, needToKnowOf } from './label.ts';
import type { Reader } from './reader.ts';
import { type Action, both, type Clause, never, type Requirement } from './requirement.ts';
import type { Form, Scheme } from './scheme.ts';

/** A scheme whose marks and states are not looked into. */
export type AnyScheme = Scheme<unknown, unknown>;

export interface LabelOptions {
  readonly needToKnow?: readonly (readonly string[])[];
  readonly declassifyOn?: number | 'never';
}

/**
 * The schemes that an installation knows, older versions of their vocabularies among them: the first of an id is the
 * one that new markings are read with. Schemes are never compared with each other: what is marked in two asks for both.
 */
export class SchemeSet {
  readonly #schemes = new Map<string, AnyScheme>();
  readonly #versions = new Map<string, AnyScheme>();

  constructor(schemes: readonly AnyScheme[]) {
    for (const scheme of schemes) {
      if (!this.#schemes.has(scheme.id)) this.#schemes.set(scheme.id, scheme);
      this.#versions.set(versionKey(scheme.id, scheme.version), scheme);
    }
  }

  get ids(): readonly string[] {
    return [...this.#schemes.keys()];
  }

  /** Returns the scheme, or refuses with `marking-unknown-scheme`. */
  scheme(id: string): AnyScheme {
    const scheme = this.#schemes.get(id);
    if (scheme) return scheme;
    const message = `There is no marking scheme “${id}” here; there are ${this.ids.join(', ')}.`;
    throw new Refusal('invalid', 'marking-unknown-scheme', message);
  }

  /** Reads one marking of the scheme and returns its label; refuses one that is not valid (`marking-invalid`). */
  label(
    scheme: string,
    text: string,
    { needToKnow = [], declassifyOn = 'never' }: LabelOptions = {},
    form: Form = 'portion',
  ): Label {
    const known = this.scheme(scheme);
    const { mark, findings } = known.read(text, form);
    const [error] = findings.filter(({ severity }) => severity === 'error');
    if (mark === undefined || error) {
      const why = error ? ` ${error.message} (${error.code})` : '';
      throw new Refusal('invalid', 'marking-invalid', `“${text}” is not a valid marking of ${scheme}.${why}`);
    }
    const part = { scheme: known.id, version: known.version, state: known.stateOf(mark) };
    return { parts: [part], needToKnow: needToKnowOf(needToKnow), declassifyOn };
  }

  /** Returns the label that is at least as strict as all of them. None at all come to an unmarked label. */
  join(labels: readonly Label[]): Label {
    const parts = new Map<string, LabelPart>();
    for (const part of labels.flatMap((label) => label.parts)) {
      const key = versionKey(part.scheme, part.version);
      const known = parts.get(key);
      const scheme = this.#versions.get(key);
      // An unknown scheme is kept as it is: nobody may read it, and nothing is lost.
      parts.set(
        known && !scheme ? `${key}${JSON.stringify(part.state)}` : key,
        known && scheme ? { ...part, state: scheme.join(known.state, part.state) } : part,
      );
    }
    const days = labels.map(({ declassifyOn }) => declassifyOn);
    return {
      parts: [...parts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, part]) => part),
      needToKnow: needToKnowOf(labels.flatMap(({ needToKnow }) => needToKnow)),
      declassifyOn: days.includes('never') || days.length === 0 ? 'never' : Math.max(...days.map(Number)),
    };
  }

  /** What a label asks of a reader. Unmarked, an unknown scheme or another version of it: what nobody has. */
  requirement(label: Label, action: Action): Requirement {
    if (label.parts.length === 0) return never('unmarked');
    const asked = label.parts.map((part) => this.#ofPart(part, action));
    const lifted = label.declassifyOn === 'never' ? undefined : label.declassifyOn;
    const clauses = asked
      .flatMap((one) => one.clauses)
      .map((clause) => (lifted !== undefined && clause.reason === 'level' ? liftedAt(clause, lifted) : clause));
    const known = label.needToKnow.map(
      (list): Clause => ({ anyOf: list.map((group) => `group/${group}`), reason: 'need-to-know' }),
    );
    const times = asked.reduce(both);
    return { ...times, clauses: [...clauses, ...known] };
  }

  #ofPart({ scheme, version, state }: LabelPart, action: Action): Requirement {
    return this.#versions.get(versionKey(scheme, version))?.requirement(state, action) ?? never('unknown');
  }

  /** All tokens that a reader holds. */
  tokens(reader: Reader): ReadonlySet<string> {
    const tokens = new Set<string>();
    if (reader.nationality) tokens.add(`country/${reader.nationality}`);
    if (reader.organisation) tokens.add(`organisation/${reader.organisation}`);
    for (const group of reader.groups ?? []) tokens.add(`group/${group}`);
    for (const scheme of this.#schemes.values()) for (const token of scheme.tokens(reader)) tokens.add(token);
    return tokens;
  }

  /** May `reader` do `action` with what carries `label`, at the instant `now` (milliseconds since 1970)? */
  mayRead(reader: Reader, label: Label, action: Action, now: number): Decision {
    return decide(this.requirement(label, action), this.tokens(reader), now);
  }
}

function liftedAt(clause: Clause, instant: number): Clause {
  return { ...clause, until: Math.min(clause.until ?? instant, instant) };
}

function versionKey(scheme: string, version: string): string {
  return JSON.stringify([scheme, version]);
}
