import { Refusal } from '../../../errors.ts';
import type { MarkingFinding } from '../../finding.ts';
import { checkSelector, isAtOrBelow, type Path, parseSelector } from './selector.ts';
import {
  isRecord,
  MOST_VALUES,
  ownProperty,
  ownText,
  refuseHostile,
  type StixObject,
  stixError,
  tooLarge,
} from './stix-value.ts';

/** One entry of `granular_markings` whose form is right. `ref` is absent where it only states the language of a text. */
export interface GranularMarking {
  readonly ref?: string;
  readonly selectors: readonly Path[];
}

/** What was understood of the markings of an object. */
export interface MarkingsReading {
  /** Ids of the marking definitions that apply to the whole object. */
  readonly objectRefs: readonly string[];
  readonly granular: readonly GranularMarking[];
  /** With an error among them the object must not be given to anybody: what it hides cannot be told. */
  readonly findings: readonly MarkingFinding[];
}

/** Reads `object_marking_refs` and `granular_markings`; what is malformed is an error and never passed over. */
export function readMarkings(object: StixObject): MarkingsReading {
  const findings: MarkingFinding[] = [];
  const refs = ownProperty(object, 'object_marking_refs') ?? [];
  const areTexts = Array.isArray(refs) && refs.every((ref) => typeof ref === 'string');
  if (!areTexts) {
    const message = 'object_marking_refs is a list of ids of marking definitions.';
    findings.push(stixError('stix-marking-refs-form', message, 'S1'));
  }
  const entries = ownProperty(object, 'granular_markings') ?? [];
  if (!Array.isArray(entries)) findings.push(entryError());
  const granular: GranularMarking[] = [];
  for (const entry of Array.isArray(entries) ? entries : []) {
    const read = readEntry(object, entry);
    if ('selectors' in read) granular.push(read);
    else for (const finding of read.findings) findings.push(finding);
  }
  return { objectRefs: areTexts ? (refs as readonly string[]) : [], granular, findings };
}

function entryError(): MarkingFinding {
  const message = 'An entry of granular_markings has a list of selectors, and a marking_ref or a lang.';
  return stixError('stix-granular-form', message, 'S2');
}

function readEntry(object: StixObject, entry: unknown): GranularMarking | { findings: readonly MarkingFinding[] } {
  const selectors = ownProperty(entry, 'selectors');
  const ref = ownText(entry, 'marking_ref');
  const hasRef = isRecord(entry) && Object.hasOwn(entry, 'marking_ref');
  const isMarked = hasRef ? ref !== undefined : ownText(entry, 'lang') !== undefined;
  if (!Array.isArray(selectors) || selectors.length === 0 || !isMarked) return { findings: [entryError()] };
  const findings = selectors.flatMap((selector) => checkSelector(object, selector));
  if (findings.length > 0) return { findings };
  const paths = selectors.map((selector) => parseSelector(selector)!);
  return ref === undefined ? { selectors: paths } : { ref, selectors: paths };
}

/** Which markings count beside those of the selector itself: of what it stands in, and of what stands in it. */
export interface MarkingScope {
  readonly inherited?: boolean;
  readonly descendants?: boolean;
}

/**
 * Returns the ids that the granular markings of `object` set at `selector`, each once, in their order (rules S3, S4, S6).
 * The markings of the whole object are not among them: see `effectiveMarkings`. Refused: a selector that is none or
 * names nothing, `stix-selector-form` and `stix-selector-missing`; markings that are malformed, `stix-granular-form`.
 */
export function markingsAt(object: StixObject, selector: unknown, scope: MarkingScope = {}): readonly string[] {
  refuseHostile(object);
  const { granular } = soundMarkings(object, checkSelector(object, selector));
  const path = parseSelector(selector)!;
  const applies = (marked: Path): boolean => {
    if (marked.length < path.length) return scope.inherited === true && isAtOrBelow(path, marked);
    if (marked.length > path.length) return scope.descendants === true && isAtOrBelow(marked, path);
    return isAtOrBelow(path, marked);
  };
  const refs = granular.filter(({ selectors }) => selectors.some(applies)).map(({ ref }) => ref);
  return [...new Set(refs.filter((ref) => ref !== undefined))];
}

function soundMarkings(object: StixObject, before: readonly MarkingFinding[] = []): MarkingsReading {
  const reading = readMarkings(object);
  const [first] = [...before, ...reading.findings];
  if (first) throw new Refusal('invalid', first.code, first.message);
  return reading;
}

/** What must be allowed to read an object, and its parts: every id of a list, not one of them. */
export interface EffectiveMarkings {
  readonly object: readonly string[];
  /** For each marked place: the ids of the object, of what it stands in, and its own. */
  readonly parts: readonly { readonly path: Path; readonly refs: readonly string[] }[];
}

/**
 * Returns the markings that apply to the object and to each place that is marked: those of the whole object and all
 * that cover the place, together (S3, in its safe reading). Malformed markings are refused,
 * and so many that their lists grow beyond all measure, `stix-too-large`.
 */
export function effectiveMarkings(object: StixObject): EffectiveMarkings {
  refuseHostile(object);
  const { objectRefs, granular } = soundMarkings(object);
  const marked = new Map<string, { readonly path: Path; readonly refs: string[] }>();
  for (const { ref, selectors } of granular) {
    for (const path of ref === undefined ? [] : selectors) {
      const place = JSON.stringify(path);
      const known = marked.get(place);
      if (known) known.refs.push(ref!);
      else marked.set(place, { path, refs: [ref!] });
    }
  }
  let count = 0;
  const parts = [...marked.values()].map(({ path }) => {
    const covering = path.flatMap((_, index) => marked.get(JSON.stringify(path.slice(0, index + 1)))?.refs ?? []);
    const refs = [...new Set([...objectRefs, ...covering])];
    count += refs.length;
    if (count > MOST_VALUES) throw tooLarge();
    return { path, refs };
  });
  return { object: [...new Set(objectRefs)], parts };
}
