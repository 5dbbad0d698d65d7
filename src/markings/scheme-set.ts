import { Refusal } from '../errors.ts';
import { type Asked, type Decision, decideAll } from './decide.ts';
import { saidOf } from './finding.ts';
import { impliesAll, isUnreadable } from './imply.ts';
import { type Label, type LabelPart, needToKnowOf } from './label.ts';
import type { Reader } from './reader.ts';
import { type Action, both, type Clause, never, type Requirement } from './requirement.ts';
import type { Form, Scheme } from './scheme.ts';

/** A scheme whose marks and states are not looked into. */
export type AnyScheme = Scheme<unknown, unknown>;

export interface LabelOptions {
  readonly needToKnow?: readonly (readonly string[])[];
  /** Milliseconds since 1970, a whole number; `never` where it is missing. */
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
      const key = versionKey(scheme.id, scheme.version);
      if (this.#versions.has(key))
        throw new RangeError(`The scheme ${scheme.id} is there twice in version ${scheme.version}.`);
      if (!this.#schemes.has(scheme.id)) this.#schemes.set(scheme.id, scheme);
      this.#versions.set(key, scheme);
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
    throw new Refusal('invalid', 'marking-unknown-scheme', message, { values: { scheme: id, schemes: this.ids } });
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
      const message = `“${text}” is not a valid marking of ${scheme}.${why}`;
      const values = { case: scheme, marking: text, scheme };
      throw new Refusal('invalid', 'marking-invalid', message, { values, ...(error && { reason: saidOf(error) }) });
    }
    if (declassifyOn !== 'never' && !Number.isSafeInteger(declassifyOn)) {
      const message = 'The day of declassification is a whole number of milliseconds since 1970, or “never”.';
      throw new Refusal('invalid', 'marking-declassify-on', message);
    }
    const part = { scheme: known.id, version: known.version, state: known.stateOf(mark) };
    return { parts: [part], needToKnow: needToKnowOf(needToKnow), declassifyOn };
  }

  /**
   * Returns the label that is at least as strict as all of them. None at all come to an unmarked label, and whatever
   * is joined with something unmarked is unmarked: nobody may read it.
   */
  join(labels: readonly Label[]): Label {
    const needToKnow = needToKnowOf(labels.flatMap((label) => label.needToKnow));
    const instants = labels.map(({ declassifyOn }) => instantOf(declassifyOn));
    const latest = instants.reduce(
      (one, other) => (one === undefined || other === undefined ? undefined : Math.max(one, other)),
      instants[0],
    );
    const declassifyOn = latest ?? 'never';
    if (labels.some((label) => this.#isUnmarked(label))) return { parts: [], needToKnow, declassifyOn };
    const parts = new Map<string, LabelPart>();
    for (const part of labels.flatMap((label) => label.parts)) {
      const scheme = this.#versions.get(versionKey(part.scheme, part.version));
      // Of a scheme that is not known, each state is kept as it is: nobody may read it, and nothing is lost.
      const key = scheme ? versionKey(part.scheme, part.version) : JSON.stringify(part);
      const known = parts.get(key);
      parts.set(key, known && scheme ? { ...part, state: scheme.join(known.state, part.state) } : part);
    }
    const sorted = [...parts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, part]) => part);
    return { parts: sorted, needToKnow, declassifyOn };
  }

  #isUnmarked({ parts }: Label): boolean {
    const asked = parts.flatMap((part) => this.#ofPart(part, 'display').clauses);
    return parts.length === 0 || asked.some(({ reason }) => reason === 'unmarked');
  }

  /** What a label asks of a reader. Unmarked, an unknown scheme or another version of it: what nobody has. */
  requirement(label: Label, action: Action): Requirement {
    return this.#asked(label, action)
      .map(({ requirement }) => requirement)
      .reduce(both);
  }

  /** What each part of a label asks, with the version that it was made with; then who needs to know. */
  #asked(label: Label, action: Action): { readonly part?: LabelPart; readonly requirement: Requirement }[] {
    if (label.parts.length === 0) return [{ requirement: never('unmarked') }];
    const lifted = instantOf(label.declassifyOn);
    const known = label.needToKnow.map(
      (list): Clause => ({ anyOf: list.map((group) => `group/${group}`), reason: 'need-to-know' }),
    );
    const parts = label.parts.map((part) => {
      const asked = this.#ofPart(part, action);
      const clauses = asked.clauses.map((clause) =>
        lifted !== undefined && clause.reason === 'level' ? liftedAt(clause, lifted) : clause,
      );
      return { part, requirement: { ...asked, clauses } };
    });
    return [...parts, { requirement: { clauses: known } }];
  }

  #ofPart({ scheme, version, state }: LabelPart, action: Action): Requirement {
    return this.#versions.get(versionKey(scheme, version))?.requirement(state, action) ?? never('unknown');
  }

  /** The tokens that a reader holds whatever the scheme. */
  #sharedTokens(reader: Reader): string[] {
    const shared = (reader.groups ?? []).map((group) => `group/${group}`);
    if (reader.nationality) shared.push(`country/${reader.nationality}`);
    if (reader.organisation) shared.push(`organisation/${reader.organisation}`);
    return shared;
  }

  /** All tokens that a reader holds by the vocabularies that new markings are read with. */
  tokens(reader: Reader): ReadonlySet<string> {
    return new Set([
      ...this.#sharedTokens(reader),
      ...[...this.#schemes.values()].flatMap((scheme) => scheme.tokens(reader)),
    ]);
  }

  /**
   * Returns whether nobody may read what carries `label` who may not read what carries `other`: whether both together ask
   * no more than `label` does. Told from the clauses, version by version; where they do not show it, the answer is no.
   */
  dominates(label: Label, other: Label): boolean {
    const whole = this.join([label, other]);
    return (['display', 'release'] as const).every((action) => {
      const given = this.#asked(label, action);
      return this.#asked(whole, action).every(({ part, requirement }) => {
        const own = given.filter((one) => isSameVersion(one.part, part)).map((one) => one.requirement);
        return own.some((one) => isUnreadable(one)) || impliesAll(own, requirement);
      });
    });
  }

  /** May `reader` be given what carries `label` to keep, and look at it here, at the instant `now`? */
  mayHave(reader: Reader, label: Label, now: number): boolean {
    return (['release', 'display'] as const).every((action) => this.mayRead(reader, label, action, now).allowed);
  }

  /** May `reader` do `action` with what carries `label`, at the instant `now` (milliseconds since 1970)? */
  mayRead(reader: Reader, label: Label, action: Action, now: number): Decision {
    const shared = this.#sharedTokens(reader);
    const asked = this.#asked(label, action).map(({ part, requirement }): Asked => {
      // Each part is met by what the reader holds in the version that it was made with: levels may have moved since.
      const own = part && this.#versions.get(versionKey(part.scheme, part.version))?.tokens(reader);
      return { requirement, tokens: new Set([...shared, ...(own ?? [])]) };
    });
    return decideAll(asked, now);
  }
}

function versionKey(scheme: string, version: string): string {
  return JSON.stringify([scheme, version]);
}

/** An instant that came from outside as something else lifts nothing. */
function instantOf(declassifyOn: unknown): number | undefined {
  return Number.isSafeInteger(declassifyOn) ? (declassifyOn as number) : undefined;
}

function liftedAt(clause: Clause, instant: number): Clause {
  return { ...clause, until: Math.min(clause.until ?? instant, instant) };
}

function isSameVersion(one: LabelPart | undefined, other: LabelPart | undefined): boolean {
  return one?.scheme === other?.scheme && one?.version === other?.version;
}
