import { standardSchemes } from '../../markings/standard-schemes.ts';
import { isSchemeName } from '../order-editor/schemes.ts';

/** A marking with the scheme that it is read in. */
export interface Marked {
  readonly scheme: string;
  readonly marking: string;
}

/** What a mark is measured by: the scheme of the report, and the marking that gives bare lists their countries. */
type Handling = Marked;

/** What a portion should be marked as, by what it rests on. */
export interface Proposal {
  /** The least mark of the report's scheme that covers all; missing where there is none, or nothing to cover. */
  readonly mark?: string;
  /** Markings of other schemes, which no mark of this one can cover. */
  readonly foreign: readonly string[];
}

/** Returns the mark and its state as a portion mark is read; nothing where it is empty, wrong, or of a scheme not known here. */
function stateOf({ scheme, marking }: Marked, handling: Handling): unknown {
  if (!isSchemeName(scheme) || marking.trim() === '') return undefined;
  const known = standardSchemes.scheme(scheme);
  const { mark, findings } = known.read(marking, 'portion');
  if (mark === undefined || findings.some(({ severity }) => severity === 'error')) return undefined;
  const whole = scheme === handling.scheme ? known.read(handling.marking, 'portion').mark : undefined;
  return known.stateOf(whole === undefined ? mark : known.resolve(mark, whole));
}

/** Returns the least mark that is at least as strict as all of them. */
export function leastMark(markings: readonly Marked[], handling: Handling): Proposal {
  const own = markings.filter(({ scheme }) => scheme === handling.scheme);
  const foreign = [
    ...new Set(markings.filter(({ scheme }) => scheme !== handling.scheme).map(({ marking }) => marking)),
  ];
  const states = own.map((one) => stateOf(one, handling));
  const [first, ...others] = states;
  if (first === undefined || others.includes(undefined)) return { foreign };
  const known = standardSchemes.scheme(handling.scheme);
  const joined = others.reduce<unknown>((one, other) => known.join(one, other), first);
  const mark = known.render(joined);
  // What no mark says without a mistake is for a person to find a way out of.
  const isSound = known.check(mark).every(({ severity }) => severity !== 'error');
  return { foreign, ...(isSound && { mark: known.print(mark, 'portion') }) };
}

/** Returns whether a mark covers what it stands above; whether it can be read at all, others say. */
export function covers(mark: string, marking: Marked, handling: Handling): boolean {
  if (marking.scheme !== handling.scheme) return true;
  const [own, asked] = [stateOf({ ...handling, marking: mark }, handling), stateOf(marking, handling)];
  if (own === undefined || asked === undefined) return true;
  const known = standardSchemes.scheme(handling.scheme);
  const part = (state: unknown) => ({
    parts: [{ scheme: known.id, version: known.version, state }],
    needToKnow: [],
    declassifyOn: 'never' as const,
  });
  return standardSchemes.dominates(part(own), part(asked));
}

/** Returns whether a mark can be read; in a scheme that is not known here, the desk says so. */
export function isReadable(mark: string, { scheme }: Handling): boolean {
  if (mark.trim() === '') return false;
  if (!isSchemeName(scheme)) return true;
  const { mark: read, findings } = standardSchemes.scheme(scheme).read(mark, 'portion');
  return read !== undefined && findings.every(({ severity }) => severity !== 'error');
}
